// The thread of one thing: where it came from above, the thing itself, what it led to below; and all of it event by event.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Thread as ThreadLine, type ThreadStep, type ThreadThing } from '#web/components/thread/thread.tsx'
import type { Thing } from '../queries.ts'
import {
  type Direction,
  type Knot,
  lastLeaf,
  linkKey,
  linksOn,
  saidOn,
  type Thread,
  type ThreadLink,
  threadPath,
} from '../rules.ts'

export interface ThreadPageProps {
  thread: Thread
  things: ReadonlyMap<string, Thing>
  pages: Record<Direction, number>
}

export function ThreadPage({ thread, things, pages }: ThreadPageProps) {
  const { words, href } = useFrame()
  const itself = things.get(thread.subject)
  const alone = linksOn(thread).length === 0
  return (
    <>
      <PageHead
        above={
          itself && (
            <Breadcrumbs label={words('threads.path')} links={[{ href: href(itself.page), label: itself.what }]} />
          )
        }
        title={words('threads.heading')}
        lede={words(alone ? 'threads.ledeAlone' : 'threads.lede')}
      />
      <ThreadLine label={words('threads.wholeStory')} steps={stepsOf({ thread, things, pages })} />
      {alone ? (
        <Empty title={words('threads.empty.title')}>
          <p>{words('threads.empty.hint')}</p>
        </Empty>
      ) : (
        <Exactly thread={thread} things={things} />
      )}
    </>
  )
}

function Title({ thing }: { thing: Thing }) {
  return thing.lang ? <span lang={thing.lang}>{thing.title}</span> : thing.title
}

function stepsOf({ thread, things, pages }: ThreadPageProps): ThreadStep[] {
  const { words, href } = useFrame()
  return [
    ...beyond(thread.back, 'back', leaves('back')),
    { ...thingStep(thread.subject), here: words('threads.here') },
    ...beyond(thread.onward, 'onward', leaves('onward')),
  ]

  // What lies beyond a thing: one neighbour goes on in the same line, several make a fork.
  function beyond(knot: Knot, direction: Direction, more = moreOf(knot)): ThreadStep[] {
    const [only] = knot.beyond
    if (only && knot.beyond.length === 1 && more.length === 0) return strand(only, direction)
    if (knot.beyond.length === 0 && more.length === 0) return []
    // They come newest first, so that the newest are never left out; one reads them as time went.
    const strands = knot.beyond.toSorted(byTime).map((each) => strand(each, direction))
    const kind = direction === 'back' ? 'joining' : 'parting'
    return [{ step: 'fork', kind, label: words(`threads.${direction}`), strands, more }]
  }

  function strand(knot: Knot, direction: Direction): ThreadStep[] {
    const ties = knot.links.flatMap(tieSteps)
    const itself = thingStep(knot.subject, knot.again)
    return direction === 'back'
      ? [...beyond(knot, direction), itself, ...ties]
      : [...ties, itself, ...beyond(knot, direction)]
  }

  function thingStep(subject: string, again = false): ThreadThing {
    const thing = things.get(subject)
    if (!thing) return { step: 'thing', what: words('threads.gone'), title: subject }
    return {
      step: 'thing',
      what: thing.what,
      title: <Title thing={thing} />,
      href: href(thing.page),
      note: again ? words('threads.again') : thing.note,
    }
  }

  function moreOf(knot: Knot) {
    if (knot.more === 0) return []
    return [
      {
        label: words(knot.many ? 'threads.moreMany' : 'threads.more', { n: knot.more }),
        href: href(threadPath(knot.subject)),
      },
    ]
  }

  // The neighbours of the thing itself are turned leaf by leaf.
  function leaves(direction: Direction) {
    const { more, many, beyond: shown } = thread[direction]
    const record = `${href('/chronicle')}?subject=${encodeURIComponent(thread.subject)}`
    const at = pages[direction]
    const leaf = (n: number) => href(`${threadPath(thread.subject)}${n === 1 ? '' : `?${direction}=${n}`}`)
    return [
      ...(at > 1 ? [{ label: words('threads.newer'), href: leaf(shown.length === 0 ? 1 : at - 1) }] : []),
      ...(more > 0
        ? [{ label: words(many ? 'threads.olderMany' : 'threads.older', { n: more }), href: leaf(at + 1) }]
        : []),
      ...(many && at >= lastLeaf ? [{ label: words('threads.inChronicle'), href: record }] : []),
    ]
  }

  function tieSteps(link: ThreadLink): ThreadStep[] {
    return [
      { step: 'tie', text: words(linkKey(link.kind)), ...momentOf(link.at, link.day) },
      ...(link.ended
        ? [{ step: 'tie' as const, text: words(linkKey(link.kind, true)), ...momentOf(link.ended.at), ended: true }]
        : []),
    ]
  }

  function momentOf(at: Date, day: string | null = null) {
    const { now } = useFrame()
    if (day !== null) return { when: words.date(day), at: day }
    return { when: words.ago(at, now), at: at.toISOString(), exactly: words.date(at, 'time') }
  }
}

function byTime(a: Knot, b: Knot): number {
  const [first, second] = [a, b].map(({ links: [link] }) => (link ? saidOn(link) : ''))
  return (first ?? '').localeCompare(second ?? '')
}

/** The same, event by event, with exact times for those who cannot hover and for those who check. */
function Exactly({ thread, things }: { thread: Thread; things: ReadonlyMap<string, Thing> }) {
  const { words } = useFrame()
  const events = linksOn(thread).flatMap((link) => [
    { link, key: linkKey(link.kind), at: saidOn(link), said: exact(link.at, link.day) },
    ...(link.ended
      ? [{ link, key: linkKey(link.kind, true), at: link.ended.at.toISOString(), said: exact(link.ended.at) }]
      : []),
  ])
  return (
    <details>
      <summary>{words('threads.exactly')}</summary>
      <List
        ordered
        label={words('threads.exactly')}
        items={events
          .toSorted((a, b) => a.at.localeCompare(b.at))
          .map(({ link, key, at, said }) => ({
            lead: said,
            at,
            title: words(key),
            note: (
              <>
                {called(link.from)} → {called(link.to)}
              </>
            ),
          }))}
      />
    </details>
  )

  function exact(at: Date, day: string | null = null): string {
    return day === null ? words.date(at, 'time') : words.date(day)
  }

  function called(subject: string) {
    const thing = things.get(subject)
    return thing ? <Title thing={thing} /> : words('threads.gone')
  }
}
