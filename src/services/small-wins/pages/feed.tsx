// The feed: what was done, with its number, its place, its money and its source; what went wrong stands among it.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import type { ListedWin } from '../queries/win.ts'
import { type Asked, addressWith, feedKinds, isNarrowed } from '../rules/asked.ts'
import type { Facet, Facets } from '../tables.ts'
import { AboutLink, Corrected, Data, quantityOf, saidText, Title, WinSource, WinTags } from './said.tsx'
import { Shots } from './shots.tsx'

export interface FeedProps {
  wins: ListedWin[]
  facets: Facets
  asked: Asked & { coming: boolean }
  /** False when the street that was asked is none that the city knows. */
  streetKnown: boolean
  page: number
  size: number
  total: number
}

export function FeedPage(props: FeedProps) {
  const { words, href } = useFrame()
  const { wins, facets, asked } = props
  return (
    <>
      <PageHead
        title={asked.street === '' ? words('smallWins.title') : words('smallWins.titleOn', { street: asked.street })}
        lede={words(asked.coming ? 'smallWins.lede.coming' : 'smallWins.lede.done')}
      >
        <p>
          <a href={href('/small-wins/totals')}>{words('smallWins.toTotals')}</a>
          {' · '}
          <a href={href('/small-wins/places')}>{words('smallWins.toPlaces')}</a>
          {' · '}
          {asked.coming ? (
            <a href={href('/small-wins')}>{words('smallWins.toDone', { n: facets.total })}</a>
          ) : (
            <a href={href('/small-wins?status=coming')}>{words('smallWins.toComing', { n: facets.coming })}</a>
          )}
        </p>
      </PageHead>
      {!asked.coming && <Filters facets={facets} asked={asked} />}
      <h2>{words(asked.coming ? 'smallWins.found.coming' : 'smallWins.found.done', { n: props.total })}</h2>
      <Beside {...props} />
      {wins.length === 0 ? <Nothing {...props} /> : <WinList wins={wins} />}
      <Pages {...props} />
    </>
  )
}

// What else can be had of the same question: the feed for readers, letters about a street, a piece for another site.
function Beside({ facets, asked }: FeedProps) {
  const { words, href } = useFrame()
  const works = (
    <a href={href(addressWith('/small-wins/works.geojson', { ...asked, kind: '', unit: '' }))}>
      {words('smallWins.toWorks')}
    </a>
  )
  // What is to come has neither letters nor a feed yet: it is not done.
  if (asked.coming) return <p>{works}</p>
  return (
    <>
      {!isNarrowed(asked) && <p>{words('smallWins.kinds', { ...facets.kinds })}</p>}
      <p>
        <a href={href(addressWith('/small-wins/feed.atom', asked))}>{words('smallWins.feed')}</a>
        {' · '}
        <a href={href(addressWith('/small-wins/follow', { street: asked.street }))}>
          {asked.street === '' ? words('smallWins.follow.any') : words('smallWins.follow.this')}
        </a>
        {' · '}
        <a href={href(addressWith('/small-wins/widget', asked))}>{words('smallWins.toWidget')}</a>
        {' · '}
        {works}
      </p>
    </>
  )
}

// An empty list says what can be done, not only that it is empty.
function Nothing({ asked, streetKnown, page }: FeedProps) {
  const { words, href } = useFrame()
  if (!streetKnown) {
    return (
      <Empty title={words('smallWins.noSuchStreet', { street: asked.street })}>
        <p>
          <a href={href('/small-wins/places')}>{words('smallWins.toPlaces')}</a>
        </p>
      </Empty>
    )
  }
  return (
    <Empty title={words('smallWins.none')}>
      <p>
        {page > 1 && (
          <>
            <a href={href(addressWith('/small-wins', asked))}>{words('smallWins.toFirst')}</a>
            {' · '}
          </>
        )}
        <a href={href('/small-wins')}>{words('smallWins.toAll')}</a>
        {asked.street !== '' && (
          <>
            {' · '}
            <a href={href(addressWith('/small-wins/follow', { street: asked.street }))}>
              {words('smallWins.follow.this')}
            </a>
          </>
        )}
      </p>
    </Empty>
  )
}

/** Wins as a list; also on the front page. */
export function WinList({ wins }: { wins: ListedWin[] }) {
  const { href } = useFrame()
  return (
    <List
      items={wins.map((win) => ({
        href: href(`/small-wins/${win.id}`),
        title: <Title win={win} />,
        note: <WinNote win={win} />,
        tag: <WinTags win={win} />,
      }))}
    />
  )
}

function WinNote({ win }: { win: ListedWin }) {
  const { words } = useFrame()
  const quantity = win.kind === 'win' ? quantityOf(words, win) : null
  const facts = [win.doneOn && words.date(win.doneOn), win.amountRub && words.roubles(Number(win.amountRub))].filter(
    Boolean,
  )
  return (
    <>
      {quantity && <b>{quantity}</b>}
      {quantity &&
        win.saidQuantity !== null &&
        ` (${words('smallWins.saidBefore', { said: saidText(words, win.saidQuantity) })})`}
      {quantity && win.place && ', '}
      {win.kind !== 'correction' && win.place && <Data>{win.place}</Data>}
      <Corrected win={win} />
      <br />
      {win.kind !== 'win' && win.note && (
        <>
          <Data>{win.note}</Data>
          <br />
        </>
      )}
      {facts.length > 0 && `${facts.join(', ')}. `}
      <WinSource win={win} />
      <AboutLink win={win} />
      {win.before && win.after && <Shots win={win} />}
    </>
  )
}

function Filters({ facets, asked }: Pick<FeedProps, 'facets' | 'asked'>) {
  const { words, href } = useFrame()
  const en = words.locale === 'en'
  const options = (list: Facet[]) =>
    list.map(({ value, label, labelEn, n }) => ({ value, label: `${(en ? labelEn : label) ?? label ?? value} (${n})` }))
  const any = words('smallWins.filter.any')
  return (
    <form class="filters" method="get" action={href('/small-wins')}>
      <SelectField
        name="category"
        label={words('smallWins.filter.category')}
        value={asked.category}
        placeholder={any}
        options={options(facets.categories)}
      />
      <TextField
        name="street"
        label={words('smallWins.filter.street')}
        value={asked.street}
        maxLength={200}
        width="middle"
        autocomplete="off"
      />
      <SelectField
        name="year"
        label={words('smallWins.filter.year')}
        value={asked.year}
        placeholder={any}
        options={options(facets.years)}
      />
      <SelectField
        name="unit"
        label={words('smallWins.filter.unit')}
        value={asked.unit}
        placeholder={any}
        options={options(facets.units)}
      />
      {facets.districts.length > 0 && (
        <SelectField
          name="district"
          label={words('smallWins.filter.district')}
          value={asked.district}
          placeholder={any}
          options={options(facets.districts)}
        />
      )}
      <SelectField
        name="kind"
        label={words('smallWins.filter.kind')}
        value={asked.kind}
        placeholder={any}
        options={feedKinds.map((value) => ({
          value,
          label: `${words(`smallWins.kind.${value}`)} (${facets.kinds[value]})`,
        }))}
      />
      <Button kind="plain">{words('smallWins.filter.show')}</Button>
    </form>
  )
}

function Pages({ asked, page, size, total }: FeedProps) {
  const { words, href } = useFrame()
  const to = (number: number) =>
    href(
      addressWith('/small-wins', asked, {
        status: asked.coming ? 'coming' : '',
        page: number > 1 ? String(number) : '',
      }),
    )
  const last = Math.ceil(total / size)
  return (
    <Pagination
      label={words('smallWins.pages')}
      here={words('smallWins.here', { from: (page - 1) * size + 1, to: Math.min(page * size, total), total })}
      earlier={page > 1 ? { href: to(page - 1), label: words('smallWins.newer') } : undefined}
      later={page < last ? { href: to(page + 1), label: words('smallWins.older') } : undefined}
    />
  )
}
