// What a source says of a project's time, brought to a beginning and an end as far as it names them.

const months = [
  'январ',
  'феврал',
  'март',
  'апрел',
  'ма',
  'июн',
  'июл',
  'август',
  'сентябр',
  'октябр',
  'ноябр',
  'декабр',
]

export interface Span {
  /** A year or a month; null where the source names none. */
  start: string | null
  due: string | null
}

/** «2026–2031», «с 2025», «до июня 2026», «август 2024 – 2026» as periods; nothing where the words are of something else. */
export function spanIn(text: string | null): Span {
  const nothing = { start: null, due: null }
  // A workshop's days say when a project was proposed, not when it is carried out.
  if (text === null || text.includes('мастерская')) return nothing
  const said = text.trim().toLowerCase()
  const [, opening, rest = ''] = /^(с|до|начало в) (.+)$/.exec(said) ?? []
  if (opening !== undefined) {
    const point = pointIn(rest)
    return opening === 'до' ? { start: null, due: point } : { start: point, due: null }
  }
  const [from = '', to, ...more] = said.split(/\s*[–—-]\s*/)
  if (more.length > 0) return nothing
  if (to === undefined) {
    const point = pointIn(from)
    return point === null ? nothing : { start: point, due: point }
  }
  const [start, due] = [pointIn(from), pointIn(to)]
  return start === null || due === null ? nothing : { start, due }
}

/** The last day (YYYY-MM-DD) of a year, a month or a day. */
export function lastDayOf(period: string): string {
  if (period.length === 4) return `${period}-12-31`
  if (period.length > 7) return period
  const [year = 0, month = 1] = period.split('-').map(Number)
  return new Date(Date.UTC(year, month, 0)).toISOString().slice(0, 10)
}

/** The first day of it. */
export function firstDayOf(period: string): string {
  return `${period}-01-01`.slice(0, 10)
}

function pointIn(text: string): string | null {
  const [, word, year] = /^(?:([а-яё]+) )?((?:19|20)\d\d)$/.exec(text) ?? []
  if (year === undefined) return null
  if (word === undefined) return year
  const month = months.findIndex((stem) => new RegExp(`^${stem}[ьяейаю]*$`).test(word))
  return month < 0 ? null : `${year}-${String(month + 1).padStart(2, '0')}`
}
