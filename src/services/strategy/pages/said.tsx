// How the strategy says its numbers and sources: the same way on every page.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import type { PromiseView, Sourced } from '../queries/promises.ts'

/** Words that came with the data and are in Russian only: marked so for those who hear an English page. */
export function Data({ children }: { children: string }) {
  const { words } = useFrame()
  return words.locale === 'ru' ? children : <span lang="ru">{children}</span>
}

/** A name in the reader's language, where it has one. */
export function nameOf(words: Words, named: { name: string; nameEn?: string | null }): string {
  return words.locale === 'en' ? (named.nameEn ?? named.name) : named.name
}

/** The name in the reader's language, marked as Russian where it has no other. */
export function Name({ named }: { named: { name: string; nameEn: string | null } }) {
  const { words } = useFrame()
  return words.locale === 'en' && named.nameEn !== null ? named.nameEn : <Data>{named.name}</Data>
}

/** The unit as it is said after a number. */
export function unitOf(
  words: Words,
  promise: Pick<PromiseView, 'unit' | 'unitEn' | 'unitForms'>,
  value: string | null,
): string {
  const { unitForms } = promise
  const n = Number(value)
  if (words.locale === 'en') {
    if (!unitForms?.en || value === null) return promise.unitEn ?? promise.unit
    return words('strategy.plural', { n, one: unitForms.en.one, many: unitForms.en.other })
  }
  if (!unitForms || value === null) return promise.unit
  return words('strategy.plural', { n, one: unitForms.one, few: unitForms.few, many: unitForms.many })
}

/** A decimal as people of this language write it; `signed` shows the plus too. */
export function numberOf(words: Words, value: string, signed = false): string {
  const text = words.number(Number(value), {
    maximumFractionDigits: 6,
    ...(signed ? { signDisplay: 'exceptZero' } : {}),
  })
  return text.replace(/^-/, '−')
}

/** «25,9 м² на человека», or «нет данных». */
export function amountOf(words: Words, promise: PromiseView, value: string | null): string {
  if (value === null) return words('strategy.noData')
  return `${numberOf(words, value)}\u00a0${unitOf(words, promise, value)}`
}

/** The year of a value, or the plain statement that the source named none. */
export function yearOf(words: Words, year: number | null): string {
  return year === null ? words('strategy.yearUnnamed') : String(year)
}

/** Where a statement stands: the site, and the day of its page. */
export function Source({ source }: { source: Sourced }) {
  const { words } = useFrame()
  return (
    <span class="source">
      <a href={source.page} rel="external">
        {siteOf(source.page)}
      </a>
      {source.date && `, ${words.date(source.date)}`}
    </span>
  )
}

export function siteOf(page: string): string {
  return URL.canParse(page) ? new URL(page).hostname.replace(/^www\./, '') : page
}
