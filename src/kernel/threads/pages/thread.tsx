// The thread of one thing: where it came from above, the thing itself, what it led to below; and all of it as a table.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Thread as ThreadLine, type ThreadStep, type ThreadThing } from '#web/components/thread/thread.tsx'
import type { Thing } from '../queries.ts'
import { type Direction, type Knot, linkKey, linksOn, type Thread, type ThreadLink, threadPath } from '../rules.ts'

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
            <Breadcrumbs label={words('threads.path')} links={[{ href: href(itself.page), label: `${itself.what}` }]} />
          )
        }
        title={itself && <Title thing={itself} />}
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
    { ...thingStep(thread.subject), href: undefined, here: words('threads.here') },
    ...beyond(thread.onward, 'onward', leaves('onward')),
  ]

  // What lies beyond a thing: one neighbour goes on in the same line, several make a fork.
  function beyond(knot: Knot, direction: Direction, more = moreOf(knot)): ThreadStep[] {
    const [only] = knot.beyond
    if (only && knot.beyond.length === 1 && more.length === 0) return strand(only, direction)
    if (knot.beyond.length === 0 && more.length === 0) return []
    const strands = knot.beyond.map((each) => strand(each, direction))
    return [{ step: 'fork', label: words(`threads.${direction}`), strands, more }]
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
    return [{ label: words('threads.more', { n: knot.more }), href: href(threadPath(knot.subject)) }]
  }

  // The neighbours of the thing itself are turned leaf by leaf.
  function leaves(direction: Direction) {
    const { more, beyond: shown } = thread[direction]
    const at = pages[direction]
    const leaf = (n: number) => href(`${threadPath(thread.subject)}${n === 1 ? '' : `?${direction}=${n}`}`)
    return [
      ...(at > 1 ? [{ label: words('threads.newer'), href: leaf(shown.length === 0 ? 1 : at - 1) }] : []),
      ...(more > 0 ? [{ label: words('threads.older', { n: more }), href: leaf(at + 1) }] : []),
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

/** The same links as a table, with exact times for those who cannot hover and for those who check. */
function Exactly({ thread, things }: { thread: Thread; things: ReadonlyMap<string, Thing> }) {
  const { words } = useFrame()
  const called = (subject: string) => {
    const thing = things.get(subject)
    return thing ? (
      <>
        {thing.what}: <Title thing={thing} />
      </>
    ) : (
      subject
    )
  }
  return (
    <details>
      <summary>{words('threads.exactly')}</summary>
      <DataTable
        caption={words('threads.exactly.caption')}
        columns={['from', 'how', 'to', 'when'].map((column) => ({ label: words(`threads.exactly.${column}`) }))}
        rows={linksOn(thread).map((link) => [
          called(link.from),
          <>
            {words(linkKey(link.kind))}
            {link.ended && `; ${words(linkKey(link.kind, true))}`}
          </>,
          called(link.to),
          <>
            {link.day === null ? words.date(link.at, 'time') : words.date(link.day)}
            {link.ended && `; ${words.date(link.ended.at, 'time')}`}
          </>,
        ])}
      />
    </details>
  )
}
