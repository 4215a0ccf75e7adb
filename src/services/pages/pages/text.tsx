// A page as readers see it: its words, and after a life situation what can be done now.
import { useFrame } from '#platform/http/frame.ts'
import type { Node } from '#platform/markdown/index.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { type Offer, Offers } from '#web/components/offers/offers.tsx'
import { Prose } from '#web/components/prose/prose.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Edition, ShownPage } from '../queries/shown.ts'
import type { Kind } from '../rules/kinds.ts'

export interface TextPageProps {
  page: ShownPage
  nodes: readonly Node[]
  /** What answers a situation. */
  offers: readonly Offer[]
  /** Of a legal page: all that was ever in force, the latest first. */
  editions: readonly Edition[]
  /** True where this is not what is shown now. */
  past: boolean
}

export function TextPage({ page, nodes, offers, editions, past }: TextPageProps) {
  const { words, href } = useFrame()
  const around = { href, away: words('web.prose.away'), lang: words.locale === 'en' ? 'en' : 'ru' }
  return (
    <>
      <div class="hero">
        <Above kind={page.kind} />
        <h1 lang={page.lang}>{page.title}</h1>
        <p class="lede" lang={page.lang}>
          {page.lead}
        </p>
        <Dates page={page} />
      </div>
      {page.lang !== undefined && <Notice>{words('pages.onlyRussian')}</Notice>}
      {past && (
        <Notice title={words('pages.past.title')}>
          <p>
            <a href={href(page.href)}>{words('pages.past.now')}</a>
          </p>
        </Notice>
      )}
      <Prose nodes={nodes} lang={page.lang} page={around} />
      {offers.length > 0 && (
        <section>
          <h2>{words('pages.offers.title')}</h2>
          <Offers offers={offers} />
        </section>
      )}
      {editions.length > 0 && <Editions page={page} editions={editions} />}
    </>
  )
}

/** The same for its editor, with the way back below it. */
export function PreviewPage(props: TextPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <TextPage {...props} />
      <hr />
      <p>
        <a href={href(`/desk/pages/${props.page.id.replace(':', '/')}`)}>{words('pages.preview.back')}</a>
      </p>
    </>
  )
}

function Above({ kind }: { kind: Kind }) {
  const { words, href } = useFrame()
  const above = kind === 'situations' ? '/services' : `/pages/${kind}`
  return (
    <Breadcrumbs label={words('pages.above')} links={[{ href: href(above), label: words(`pages.kind.${kind}`) }]} />
  )
}

function Dates({ page }: { page: ShownPage }) {
  const { words } = useFrame()
  if (page.kind === 'situations' || page.kind === 'about') return null
  const changed = page.since.getTime() - page.firstAt.getTime() > 60_000
  const key = page.kind === 'legal' ? 'pages.inForce' : 'pages.publishedOn'
  const day = page.kind === 'legal' ? page.since : page.firstAt
  return (
    <p class="source">
      {page.basis === 'demo' && (
        <>
          <Tag>{words('pages.demo')}</Tag>{' '}
        </>
      )}
      <time dateTime={day.toISOString()}>{words(key, { day: words.date(day) })}</time>
      {page.kind === 'news' && changed && `, ${words('pages.changedOn', { day: words.date(page.since) })}`}
    </p>
  )
}

function Editions({ page, editions }: { page: ShownPage; editions: readonly Edition[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('pages.editions.title')}</h2>
      <p>{words('pages.editions.text')}</p>
      <ul class="list">
        {editions.map(({ version, since }) => (
          <li>
            {version === page.version ? (
              <span aria-current="true">{words('pages.editions.this', { day: words.date(since), version })}</span>
            ) : (
              <a class="what" href={href(`${page.href}?version=${version}`)}>
                {words('pages.editions.one', { day: words.date(since), version })}
              </a>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
