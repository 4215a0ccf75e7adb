// How measures are said everywhere: sums, standing, levels, where a fact comes from.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { List } from '#web/components/list/list.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { Measure } from '../queries/measures.ts'
import type { MeasureFields, Standing } from '../rules/measure.ts'

/** «от 100 000 до 500 000 ₽»; null where the source names no sum. */
export function amountInWords(words: Words, { amountMin, amountMax }: MeasureFields): string | null {
  if (amountMin !== null && amountMax !== null)
    return words('bureau.sum.between', { from: words.roubles(amountMin), to: words.roubles(amountMax) })
  if (amountMax !== null) return words('bureau.sum.upTo', { to: words.roubles(amountMax) })
  if (amountMin !== null) return words('bureau.sum.from', { from: words.roubles(amountMin) })
  return null
}

/** «федеральная и республиканская». */
export function levelsInWords(words: Words, levels: readonly string[]): string {
  return levels.map((level) => words(`bureau.level.${level}`)).join(', ')
}

export function standingInWords(words: Words, standing: Standing): string {
  if (standing.state === 'over') {
    const why = standing.why
    return standing.since === null
      ? words('bureau.standing.overOnce', { why })
      : words('bureau.standing.over', { why, since: words.date(standing.since) })
  }
  if (standing.state === 'ahead') return words('bureau.standing.ahead', { from: words.date(standing.from) })
  if (standing.state === 'unsure') return words('bureau.standing.unsure', { since: words.date(standing.since) })
  return words('bureau.standing.open')
}

const standingKinds: Record<Standing['state'], TagKind> = { over: 'late', ahead: 'plain', unsure: 'silent', open: 'ok' }

export function StandingTag({ standing }: { standing: Standing }) {
  const { words } = useFrame()
  return <Tag kind={standingKinds[standing.state]}>{standingInWords(words, standing)}</Tag>
}

/** The page a fact comes from, with its date as exactly as it is known. */
export function SourceLink({ source, sourceDate }: { source: string; sourceDate: string | null }) {
  const { words } = useFrame()
  const name = siteOf(source)
  const isPage = /^https?:\/\//.test(source)
  if (!isPage && sourceDate === null) return <>{name}</>
  return (
    <>
      {isPage ? (
        <a href={source} rel="noopener">
          {name}
        </a>
      ) : (
        name
      )}
      , {sourceDate === null ? words('bureau.noSourceDate') : words.date(sourceDate)}
    </>
  )
}

function siteOf(source: string): string {
  return /^https?:\/\/(?:www\.)?([^/]+)/.exec(source)?.[1] ?? source
}

/** What a source says, in the language it says it in. */
export function Sourced({ text }: { text: string }) {
  const { words } = useFrame()
  return words.locale === 'ru' ? text : <span lang="ru">{text}</span>
}

export function DemoTag({ basis }: { basis: string }) {
  const { words } = useFrame()
  return basis === 'demo' ? <Tag>{words('bureau.demo')}</Tag> : null
}

/** Measures as a list: the sum on the left of each, its provider and standing under the name. */
export function MeasureList({ measures }: { measures: readonly Measure[] }) {
  const { words, href } = useFrame()
  return (
    <List
      items={measures.map(({ id, fields, standing }) => ({
        href: href(`/bureau/measures/${id}`),
        title: <Sourced text={fields.name} />,
        note: (
          <>
            {[words(`bureau.kind.${fields.kind}`), amountInWords(words, fields), rateInWords(words, fields)]
              .filter(Boolean)
              .join(', ')}
            <br />
            <Sourced text={fields.provider} /> · {levelsInWords(words, fields.levels)}
          </>
        ),
        tag: (
          <>
            <StandingTag standing={standing} /> <DemoTag basis={fields.basis} />
          </>
        ),
      }))}
    />
  )
}

/** «1 %», «от 3 % годовых»: only the number the source names. */
export function rateInWords(words: Words, { ratePercent, kind }: MeasureFields): string | null {
  if (ratePercent === null) return null
  return words(kind === 'tax' ? 'bureau.rate.tax' : 'bureau.rate.loan', { rate: percent(words, ratePercent) })
}

export function percent(words: Words, value: number): string {
  return `${words.number(value, { maximumFractionDigits: 2 })}\u00a0%`
}
