// Units of measure by the all-Russian classifier (ОКЕИ), as far as the numbers of a city need them.

export interface Unit {
  /** The code in the classifier. */
  code: string
  name: string
  nameEn: string
}

/**
 * Source: Общероссийский классификатор единиц измерения, ОК 015-94 (МК 002-97). A city that needs another unit of it adds it here.
 */
export const units: readonly Unit[] = [
  { code: '642', name: 'ед.', nameEn: 'units' },
  { code: '796', name: 'шт.', nameEn: 'pieces' },
  { code: '792', name: 'чел.', nameEn: 'people' },
  { code: '793', name: 'тыс. чел.', nameEn: 'thousand people' },
  { code: '006', name: 'м', nameEn: 'm' },
  { code: '008', name: 'км', nameEn: 'km' },
  { code: '055', name: 'м²', nameEn: 'm²' },
  { code: '059', name: 'га', nameEn: 'ha' },
  { code: '356', name: 'ч', nameEn: 'hours' },
  { code: '359', name: 'сут', nameEn: 'days' },
  { code: '362', name: 'мес', nameEn: 'months' },
  { code: '366', name: 'лет', nameEn: 'years' },
  { code: '383', name: 'руб.', nameEn: 'roubles' },
  { code: '384', name: 'тыс. руб.', nameEn: 'thousand roubles' },
  { code: '385', name: 'млн руб.', nameEn: 'million roubles' },
  { code: '386', name: 'млрд руб.', nameEn: 'billion roubles' },
  { code: '744', name: '%', nameEn: '%' },
]

/** The unit of a code; null where the list has none. */
export function unitOfCode(code: string): Unit | null {
  return units.find((each) => each.code === code) ?? null
}

/** Codes and what they are called after a number. */
export const okei: Readonly<Record<string, string>> = Object.fromEntries(units.map(({ code, name }) => [code, name]))

/** The code as the classifier writes it: a spreadsheet that took it for a number dropped the zeros in front. */
export function okeiCode(typed: string): string {
  return /^\d{1,2}$/.test(typed) ? typed.padStart(3, '0') : typed
}

/** The known code that looks most like this one, with its unit. */
export function nearestOkei(typed: string): string {
  const alike = (code: string) => [...code].filter((digit, place) => typed[place] === digit).length
  const [best = ''] = Object.keys(okei).toSorted(
    (one, other) =>
      alike(other) - alike(one) || Math.abs(Number(one) - Number(typed)) - Math.abs(Number(other) - Number(typed)),
  )
  return `${best} (${okei[best]})`
}
