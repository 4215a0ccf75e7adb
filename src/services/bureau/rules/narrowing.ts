// What narrows the list of measures, as it stands in an address, and which measures fit it.
import { audiences, isShown, levels, type MeasureFields, measureKinds, type Standing } from './measure.ts'

export interface Narrowing {
  q: string
  kind: string
  level: string
  whom: string
  /** Roubles that the measure should reach; null: any. */
  amount: number | null
  creative: boolean
  notFounded: boolean
  past: boolean
}

export const narrowingNames = ['q', 'kind', 'level', 'whom', 'amount', 'creative', 'founded', 'past'] as const

/** Reads an address; what means nothing narrows nothing, as the form then shows. */
export function narrowingOf(query: Readonly<Record<string, string | undefined>>): Narrowing {
  const amount = Number((query.amount ?? '').replaceAll(/[\s\u00a0]/g, '').replace(',', '.'))
  return {
    q: (query.q ?? '').trim().slice(0, 100),
    kind: measureKinds.find((each) => each === query.kind) ?? '',
    level: levels.find((each) => each === query.level) ?? '',
    whom: audiences.find((each) => each === query.whom) ?? '',
    amount: Number.isFinite(amount) && amount > 0 && amount < 1e12 ? amount : null,
    creative: query.creative === 'yes',
    notFounded: query.founded === 'not-yet',
    past: query.past === 'yes',
  }
}

/** The same as an address of the list. */
export function addressOf(asked: Partial<Narrowing>): string {
  const query = new URLSearchParams()
  for (const name of ['q', 'kind', 'level', 'whom'] as const) if (asked[name]) query.set(name, asked[name])
  if (asked.amount) query.set('amount', String(asked.amount))
  if (asked.creative) query.set('creative', 'yes')
  if (asked.notFounded) query.set('founded', 'not-yet')
  if (asked.past) query.set('past', 'yes')
  const said = query.toString()
  return said === '' ? '/bureau/measures' : `/bureau/measures?${said}`
}

/** Whether anything is chosen but whether to see what is over. */
export const isNarrowed = (asked: Narrowing) => addressOf({ ...asked, past: false }) !== addressOf({ past: false })

/** Whether a measure fits. A measure without a named sum fits no asked sum: nobody knows that it reaches it. */
export function fits(asked: Narrowing, measure: MeasureFields, standing: Standing): boolean {
  if (isShown(standing) === asked.past) return false
  if (asked.kind !== '' && measure.kind !== asked.kind) return false
  if (asked.level !== '' && !measure.levels.some((level) => level === asked.level)) return false
  if (asked.whom !== '' && measure.audience !== asked.whom) return false
  if (asked.creative && !measure.creative) return false
  if (asked.notFounded && measure.notFounded === 'no') return false
  if (asked.amount !== null && !reaches(measure, asked.amount)) return false
  const words = plain(asked.q).split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = plain([measure.name, measure.provider, measure.who, measure.how, measure.note].join(' '))
  return words.every((word) => text.includes(word))
}

function reaches({ amountMin, amountMax }: MeasureFields, amount: number): boolean {
  if (amountMin === null && amountMax === null) return false
  return (amountMin ?? 0) <= amount && amount <= (amountMax ?? Number.POSITIVE_INFINITY)
}

// Endings of Russian words fall away, so that «грант» finds «гранты»; ё is е.
function plain(text: string): string {
  return text
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replaceAll(/[«»"().,;:–—]/g, ' ')
    .split(/\s+/)
    .map((word) =>
      word.length > 5
        ? word.replace(/(ами|ями|ого|ему|ому|ыми|ими|ах|ях|ов|ев|ей|ом|ем|ам|ям|ый|ий|ая|ое|ые|ие|ой|[аяоеыиуюь])$/, '')
        : word,
    )
    .join(' ')
}
