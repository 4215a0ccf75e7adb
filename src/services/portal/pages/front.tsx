// The city's front page, by need: what is urgent near me, what I follow, what comes, what is done, and all that can be done.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Coming, FollowedThing, NearPlace, Situation } from '#platform/module.ts'
import { List } from '#web/components/list/list.tsx'
import type { Pieces } from '../queries.ts'
import { NearForm, type NearFormProps } from './near.tsx'

export interface FrontPageProps extends Pieces {
  near: { place: NearPlace | null; pieces: ComponentChildren[]; form: NearFormProps }
  /** Null for a guest. */
  followed: readonly FollowedThing[] | null
  week: readonly Coming[]
  /** The day of the city. */
  today: string
  quarter: { quarter: number; year: number; coming: readonly Coming[]; more: number }
  situations: readonly Situation[]
  offers: number
}

export function FrontPage({
  hero,
  top,
  wide,
  narrow,
  near,
  followed,
  week,
  today,
  quarter,
  situations,
  offers,
}: FrontPageProps) {
  const { words } = useFrame()
  return (
    <>
      <div class="hero">
        <h1>{words('portal.front.title')}</h1>
        <p class="lede">{words('portal.front.lead')}</p>
        {hero}
      </div>
      <Near {...near} />
      {followed && <Followed followed={followed} />}
      {top}
      <div class="columns lean">
        <div>
          {wide}
          <Quarter {...quarter} />
        </div>
        <div>
          <Week week={week} today={today} />
          {narrow}
        </div>
      </div>
      <Catalogue situations={situations} offers={offers} />
    </>
  )
}

function Near({ place, pieces, form }: FrontPageProps['near']) {
  const { words, href } = useFrame()
  if (place === null)
    return (
      <section aria-labelledby="near">
        <h2 id="near">{words('portal.near.title')}</h2>
        <NearForm {...form} />
      </section>
    )
  return (
    <section aria-labelledby="near">
      <h2 id="near">
        <NearTitle place={place} form={form} />
      </h2>
      {pieces.length === 0 ? <p>{words('portal.near.calm')}</p> : <div class="columns">{pieces}</div>}
      <p>
        <a href={href('/near')}>{words('portal.near.change')}</a>
        {' · '}
        <a href={href('/cases')}>{words('portal.near.cases')}</a>
      </p>
    </section>
  )
}

function NearTitle({ place, form }: { place: NearPlace; form: NearFormProps }) {
  const { words } = useFrame()
  const district = form.districts.find(({ value }) => value === place.id)?.label
  if (district !== undefined) return <>{words('portal.near.inDistrict', { name: district })}</>
  return (
    <>
      {words('portal.near.inStreet')} <span lang={words.locale === 'en' ? 'ru' : undefined}>{place.name}</span>
    </>
  )
}

function Followed({ followed }: { followed: readonly FollowedThing[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('portal.follows.title')}</h2>
      {followed.length === 0 ? (
        <p>{words('portal.follows.none')}</p>
      ) : (
        <List
          items={followed.slice(0, 6).map((thing) => ({
            href: href(thing.href),
            title: <span lang={thing.lang}>{thing.title}</span>,
            note: thing.note,
          }))}
        />
      )}
      <p>
        <a href={href('/account')}>{words('portal.follows.all')}</a>
      </p>
    </section>
  )
}

function Week({ week, today }: { week: readonly Coming[]; today: string }) {
  const { words, href } = useFrame()
  if (week.length === 0) return null
  return (
    <section>
      <h2>{words('portal.week.title')}</h2>
      <ComingList coming={week} today={today} />
      <p>
        <a href={href('/events')}>{words('portal.week.events')}</a>
      </p>
    </section>
  )
}

function Quarter({ quarter, year, coming, more }: FrontPageProps['quarter']) {
  const { words, href } = useFrame()
  if (coming.length === 0) return null
  return (
    <section>
      <h2>{words('portal.quarter.title')}</h2>
      <p class="source">{words('portal.quarter.which', { quarter, year: String(year) })}</p>
      <ComingList coming={coming} today={null} />
      {more > 0 && (
        <p>
          <a href={href('/strategy')}>{words('portal.quarter.more', { n: more })}</a>
        </p>
      )}
    </section>
  )
}

function ComingList({ coming, today }: { coming: readonly Coming[]; today: string | null }) {
  const { words, href } = useFrame()
  const day = (on: string) => (on === today ? words('portal.coming.today') : words.date(on))
  return (
    <List
      items={coming.map((each) => ({
        // A promise falls due by its day, and an event is on it.
        lead: each.kind === 'promise' ? words('portal.coming.by', { day: words.date(each.on) }) : day(each.on),
        href: href(each.href),
        title: <span lang={each.lang}>{each.title}</span>,
        note: each.note,
      }))}
    />
  )
}

function Catalogue({ situations, offers }: { situations: readonly Situation[]; offers: number }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('portal.services.title')}</h2>
      <p>{words('portal.front.services')}</p>
      <ul class="choices">
        {situations.map(({ href: to, title, lang }) => (
          <li>
            <a href={href(to)} lang={lang}>
              {title}
            </a>
          </li>
        ))}
      </ul>
      <p>
        <a href={href('/services')}>{words('portal.services.all', { n: offers })}</a>
      </p>
    </section>
  )
}
