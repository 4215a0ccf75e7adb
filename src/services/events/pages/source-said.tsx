// How sources, their runs and their values are said, wherever a page shows them.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { SourceView } from '../queries/sources.ts'
import type { ConflictField } from '../rules/merge/sides.ts'
import { Data } from './said.tsx'

interface Deeper {
  deeper?: readonly { href: string; label: string }[]
}

/** The path above every page of sources. */
export function SourcePath({ deeper = [] }: Deeper) {
  const { words } = useFrame()
  return <PathFrom home={{ href: '/desk', label: words('events.desk.home') }} deeper={deeper} />
}

/** The same for whose source it is. */
export function OwnSourcePath({ deeper = [] }: Deeper) {
  const { words } = useFrame()
  return <PathFrom home={{ href: '/events/cabinet', label: words('events.cabinet.title') }} deeper={deeper} />
}

function PathFrom({ home, deeper }: Required<Deeper> & { home: { href: string; label: string } }) {
  const { words, href } = useFrame()
  const links = [home, ...deeper].map((each) => ({ ...each, href: href(each.href) }))
  return <Breadcrumbs label={words('events.path')} links={links} />
}

export function SourceState({ source }: { source: SourceView }) {
  const { words } = useFrame()
  if (!source.enabled) return <Tag kind="silent">{words('events.source.state.paused')}</Tag>
  if (source.failures > 0) return <Tag kind="late">{words('events.source.state.failing', { n: source.failures })}</Tag>
  if (source.readAt === null) return <Tag>{words('events.source.state.never')}</Tag>
  return <Tag kind="kept">{words('events.source.state.good')}</Tag>
}

/** How the last reading went. */
export function outcomeText(
  words: Words,
  { outcome, outcomeValues }: Pick<SourceView, 'outcome' | 'outcomeValues'>,
): string {
  return outcome === null ? words('events.source.notYet') : words(outcome, outcomeValues)
}

/** A value of a conflict in words. */
export function Value({
  field,
  value,
  venues,
  zone,
}: {
  field: ConflictField
  value: unknown
  venues: ReadonlyMap<string, string>
  zone: string
}) {
  const { words } = useFrame()
  if (field === 'price') return <>{priceText(words, value)}</>
  if (typeof value === 'boolean') return <>{words(`events.access.said.${value ? 'yes' : 'no'}`)}</>
  if (field === 'topics' && Array.isArray(value))
    return <>{value.map((topic) => words(`events.topic.${topic}`)).join(', ')}</>
  if (Array.isArray(value)) return <Data>{value.join(', ')}</Data>
  if (typeof value !== 'string') return <>{words('events.noData')}</>
  if (field === 'start') return <>{startText(words, value, zone)}</>
  if (field === 'kind') return <>{words(`events.kind.${value}`)}</>
  if (field === 'status') return <>{words(`events.conflict.status.${value}`)}</>
  return <Data>{field === 'venue' ? (venues.get(value) ?? value) : value}</Data>
}

/** «сб, 5 декабря, 18:00», or a day alone. */
export function startText(words: Words, start: string, zone: string): string {
  if (start.length === 10) return words.date(start)
  const at = new Date(start)
  if (Number.isNaN(at.getTime())) return start
  const locale = words.locale === 'en' ? 'en-GB' : 'ru-RU'
  return new Intl.DateTimeFormat(locale, {
    weekday: 'short',
    day: 'numeric',
    month: 'long',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).format(at)
}

function priceText(words: Words, value: unknown): string {
  const { free, min, max } = isPrice(value) ? value : { free: null, min: null, max: null }
  if (free === true) return words('events.conflict.free')
  const roubles = (kopecks: number) => (kopecks / 100).toLocaleString(words.locale === 'en' ? 'en-GB' : 'ru-RU')
  if (min === null && max === null) return words(free === false ? 'events.conflict.paid' : 'events.noData')
  if (min !== null && max !== null && min !== max)
    return words('events.conflict.prices', { from: roubles(min), to: roubles(max) })
  return min === null
    ? words('events.conflict.priceTo', { to: roubles(max ?? 0) })
    : words('events.conflict.priceFrom', { from: roubles(min) })
}

function isPrice(value: unknown): value is { free: boolean | null; min: number | null; max: number | null } {
  return typeof value === 'object' && value !== null && 'min' in value && 'max' in value && 'free' in value
}
