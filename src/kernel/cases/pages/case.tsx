// One case: what, where, who holds it, by when, how it went; and for its reporter the two buttons that count.
import { calledFor } from '#kernel/places/index.ts'
import { WholeStory } from '#kernel/threads/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { nothingTyped, type Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Photo, PhotoPair, type PhotoProps } from '#web/components/photos/photos.tsx'
import type { CasePhoto, CaseView } from '../queries/case.ts'
import type { OwnPart } from '../queries/speaker.ts'
import { CaseTimeline } from './case-timeline.tsx'
import { OwnPartOfCase } from './own-part.tsx'
import { dueInWords, movedInWords, StatusTag } from './said.tsx'

export interface CasePageProps {
  view: CaseView
  own: OwnPart | null
  signedIn?: boolean
  token: string | null
  /** The private link was made just now. */
  fresh?: boolean
  typed?: Typed
}

export function CasePage({ view, own, token, fresh = false, typed = nothingTyped, signedIn = false }: CasePageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={`${view.title}, ${view.place}`}
        lede={<LedeOf view={view} />}
        above={
          <Breadcrumbs
            label={words('cases.page.path')}
            links={[{ href: href('/cases'), label: words('cases.list.title') }]}
          />
        }
      >
        <p>
          <StatusTag status={view.status} late={view.late} />{' '}
          <span class="number">{words('cases.page.number', { number: view.number })}</span>
        </p>
      </PageHead>
      {own && <OwnPartOfCase view={view} own={own} token={token} fresh={fresh} typed={typed} signedIn={signedIn} />}
      <div class="columns lean">
        <div>
          <Said view={view} />
          <section>
            <h2>{words('cases.page.timeline')}</h2>
            <CaseTimeline view={view} />
          </section>
        </div>
        <div>
          <CaseFacts view={view} />
          {view.status === 'open' && !own && <Join number={view.number} />}
          <WholeStory of={`case:${view.number}`} />
          <p class="source">{words('cases.page.notAppeal')}</p>
        </div>
      </div>
    </>
  )
}

function LedeOf({ view }: { view: CaseView }) {
  const { words } = useFrame()
  const values = { name: view.holder.name, day: words.date(view.due) }
  if (view.late) return <>{words('cases.page.lede.late', values)}</>
  return <>{words(`cases.page.lede.${view.status}`, values)}</>
}

function Said({ view }: { view: CaseView }) {
  const { words } = useFrame()
  const report = view.photos.find(({ kind }) => kind === 'report')
  const repair = view.photos.findLast(({ kind }) => kind === 'repair')
  return (
    <section>
      <h2>{words('cases.page.said')}</h2>
      {view.text ? <p class="quoted">{view.text}</p> : <p class="quiet">{words('cases.page.notReleased')}</p>}
      {report && repair ? (
        <PhotoPair
          before={shown(report, words('cases.page.before'))}
          after={shown(repair, words('cases.page.after'))}
        />
      ) : (
        <>
          {report && <Photo {...shown(report, words('cases.page.before'))} />}
          {repair && <Photo {...shown(repair, words('cases.page.after'))} />}
        </>
      )}
    </section>
  )
  function shown(photo: CasePhoto, caption: string): PhotoProps {
    const alt = words('cases.page.photo', { title: view.title, place: view.place, caption })
    return { src: photo.medium, alt, width: photo.width, height: photo.height, caption, full: photo.large }
  }
}

function CaseFacts({ view }: { view: CaseView }) {
  const { words } = useFrame()
  const moved = movedInWords(words, view)
  const closed = view.status !== 'open'
  return (
    <section>
      <h2>{words('cases.page.facts')}</h2>
      <Facts
        facts={[
          { name: words(closed ? 'cases.page.held' : 'cases.page.holder'), value: view.holder.name },
          { name: words('cases.page.since'), value: words.date(view.holder.since, 'time') },
          { name: words('cases.page.due'), value: dueInWords(words, view) },
          ...(moved ? [{ name: words('cases.page.moved'), value: moved }] : []),
          { name: words('cases.page.opened'), value: words.date(view.openedAt, 'time') },
          ...(view.closedAt ? [{ name: words('cases.page.closed'), value: words.date(view.closedAt, 'time') }] : []),
          { name: words('cases.page.place'), value: placeOf() },
          ...(view.district ? [{ name: words('cases.page.district'), value: calledFor(words, view.district) }] : []),
          { name: words('cases.page.land'), value: words(`cases.land.${view.land}`) },
          ...(view.joined > 0
            ? [{ name: words('cases.page.joined'), value: words('cases.page.people', { n: view.joined }) }]
            : []),
        ]}
      />
    </section>
  )
  function placeOf(): string {
    return view.placeKnown ? view.place : words('cases.page.unknownPlace', { place: view.place })
  }
}

function Join({ number }: { number: string }) {
  const { words, href } = useFrame()
  return (
    <Notice title={words('cases.join.title')}>
      <p>{words('cases.join.text')}</p>
      <form method="post" action={href(`/cases/${number}/joining`)}>
        <button class="button gold" type="submit">
          {words('cases.join.button')}
        </button>
      </form>
      <p>
        <LinkButton href={href('/my-yard/report')} kind="plain">
          {words('cases.join.other')}
        </LinkButton>
      </p>
    </Notice>
  )
}
