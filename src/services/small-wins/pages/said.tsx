// How a win is said: its number with the unit, where and when, for how much, and where that stands.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import type { ListedWin, Win } from '../queries/win.ts'
import type { Forms } from '../tables.ts'

/** Words that came with the data and are in Russian only. */
export function Data({ children }: { children: string }) {
  const { words } = useFrame()
  return words.locale === 'ru' ? children : <span lang="ru">{children}</span>
}

export function titleOf(words: Words, win: Pick<Win, 'title' | 'titleEn'>): string {
  return words.locale === 'en' ? (win.titleEn ?? win.title) : win.title
}

/** The title, marked as Russian where the page is not and it has no translation. */
export function Title({ win }: { win: Pick<Win, 'title' | 'titleEn'> }) {
  const { words } = useFrame()
  return words.locale === 'en' && win.titleEn === null ? <span lang="ru">{win.title}</span> : titleOf(words, win)
}

/** «29 участков»; null where the source named no quantity. */
export function quantityOf(words: Words, win: Pick<Win, 'quantity' | 'unit' | 'unitEn' | 'unitForms'>): string | null {
  if (win.quantity === null || win.unit === null) return null
  return `${words.number(Number(win.quantity), { maximumFractionDigits: 3 })}\u00a0${unitOf(words, win, win.quantity)}`
}

/** The unit as it follows the number. */
export function unitOf(
  words: Words,
  counted: { unit: string | null; unitEn: string | null; unitForms: Forms | null },
  quantity: string,
): string {
  const { unitForms } = counted
  const n = Number(quantity)
  if (words.locale === 'en') {
    return unitForms?.en
      ? words('smallWins.plural', { n, one: unitForms.en.one, many: unitForms.en.other })
      : (counted.unitEn ?? counted.unit ?? '')
  }
  if (!unitForms) return counted.unit ?? ''
  return words('smallWins.plural', { n, one: unitForms.one, few: unitForms.few, many: unitForms.many })
}

/** A quantity as it had been said, before it was corrected. */
export function saidText(words: Words, said: string): string {
  return words.number(Number(said), { maximumFractionDigits: 3 })
}

type Correcting = Pick<Win, 'kind' | 'reason' | 'wasSaid' | 'isRight'>

/** The same in plain text, for feeds and pictures. */
export function correctedText(words: Words, { reason, wasSaid, isRight }: Correcting): string {
  const right = `${words('smallWins.isRight')}: ${valueText(words, reason, isRight ?? '')}`
  return wasSaid === null ? right : `${words('smallWins.wasSaid')}: ${valueText(words, reason, wasSaid)}. ${right}`
}

function valueText(words: Words, reason: string | null, value: string): string {
  if (reason === 'quantity') return saidText(words, value)
  return reason === 'day' ? words.date(value) : value
}

/** «Было сказано: 29. Верно: 28»: what a correction puts right. */
export function Corrected({ win }: { win: Correcting }) {
  const { words } = useFrame()
  if (win.kind !== 'correction' || win.isRight === null) return null
  const shown = (value: string) => valueText(words, win.reason, value)
  return (
    <>
      {win.wasSaid !== null && (
        <>
          {words('smallWins.wasSaid')}: <del>{shown(win.wasSaid)}</del>.{' '}
        </>
      )}
      {words('smallWins.isRight')}: <b>{shown(win.isRight)}</b>.
    </>
  )
}

/** The way from a turn to the record that it speaks of. */
export function AboutLink({ win }: { win: Pick<Win, 'about'> }) {
  const { words, href } = useFrame()
  if (win.about === null) return null
  return (
    <>
      {' '}
      <a href={href(`/small-wins/${win.about}`)}>{words('smallWins.aboutRecord')}</a>
    </>
  )
}

/** What kind of turn it is, in a few words; null for a win. */
export function kindText(words: Words, win: Pick<Win, 'kind' | 'reason'>): string | null {
  if (win.kind === 'correction') return words(`smallWins.corrected.${win.reason ?? 'words'}`)
  if (win.kind === 'withdrawal') return words(`smallWins.withdrawn.${win.reason ?? 'mistake'}`)
  return win.kind === 'setback' ? words(`smallWins.setback.${win.reason ?? 'other'}`) : null
}

/** What must be said of a record beside its title: what turn it is, taken back, not done yet, invented. */
export function WinTags({
  win,
}: {
  win: Pick<ListedWin, 'withdrawn' | 'status' | 'basis' | 'kind' | 'reason' | 'saidQuantity'>
}) {
  const { words } = useFrame()
  const turn = kindText(words, win)
  return (
    <>
      {turn && <Tag kind={win.kind === 'correction' ? 'ok' : 'late'}>{turn}</Tag>}
      {win.saidQuantity !== null && win.kind === 'win' && <Tag kind="ok">{words('smallWins.correctedTag')}</Tag>}
      {win.withdrawn && <Tag kind="late">{words(`smallWins.withdrawn.${win.withdrawn.reason}`)}</Tag>}
      {win.status === 'running' && <Tag kind="ok">{words('smallWins.status.running')}</Tag>}
      {win.status === 'planned' && <Tag>{words('smallWins.status.planned')}</Tag>}
      {win.basis === 'demo' && <Tag>{words('smallWins.demo')}</Tag>}
    </>
  )
}

/** Where it stands: a page of the press with its day, or the report it came from. */
export function WinSource({ win }: { win: Pick<ListedWin, 'case' | 'source' | 'sourceDate'> }) {
  const { words, href } = useFrame()
  if (win.case !== null)
    return <a href={href(`/cases/${win.case}`)}>{words('smallWins.fromCase', { number: win.case })}</a>
  if (win.source === null) return null
  return (
    <>
      <a href={win.source} rel="external">
        {siteOf(win.source)}
      </a>
      {win.sourceDate && `, ${words.date(win.sourceDate)}`}
    </>
  )
}

export function siteOf(page: string): string {
  return URL.canParse(page) ? new URL(page).hostname.replace(/^www\./, '') : page
}
