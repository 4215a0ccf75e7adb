// Units of measure by ОКЕИ, as far as the numbers of a city need them.

/**
 * Codes and what they are called after a number. Source: Общероссийский классификатор единиц измерения, ОК 015-94 (МК 002-97).
 * A city that needs another unit of the classifier adds it here.
 */
export const okei: Readonly<Record<string, string>> = {
  '006': 'м',
  '008': 'км',
  '055': 'м²',
  '059': 'га',
  '356': 'ч',
  '359': 'сут',
  '362': 'мес',
  '366': 'лет',
  '383': 'руб.',
  '384': 'тыс. руб.',
  '385': 'млн руб.',
  '386': 'млрд руб.',
  '642': 'ед.',
  '744': '%',
  '792': 'чел.',
  '793': 'тыс. чел.',
  '796': 'шт.',
}

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
