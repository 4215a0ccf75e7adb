// Units of the all-Russian classifier (ОКЕИ, ОК 015-94) in which results of projects are counted.

export interface Unit {
  /** The code in the classifier. */
  code: string
  name: string
  nameEn: string
}

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
  { code: '383', name: 'руб.', nameEn: 'roubles' },
  { code: '384', name: 'тыс. руб.', nameEn: 'thousand roubles' },
  { code: '385', name: 'млн руб.', nameEn: 'million roubles' },
  { code: '744', name: '%', nameEn: '%' },
]

/** The unit of a code; null where the list has none. */
export function unitOfCode(code: string): Unit | null {
  return units.find((each) => each.code === code) ?? null
}
