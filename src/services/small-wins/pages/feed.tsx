// The feed: what was done, with its number, its place, its money and its source; what went wrong stands among it.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import { PhotoPair } from '#web/components/photos/photos.tsx'
import type { ListedWin } from '../queries.ts'
import type { Facet, Facets } from '../tables.ts'
import { Data, quantityOf, Title, titleOf, WinSource, WinTags } from './said.tsx'

export interface FeedProps {
  wins: ListedWin[]
  facets: Facets
  chosen: { category: string; district: string; year: string; unit: string; street: string; coming: boolean }
  page: number
  size: number
  total: number
}

export function FeedPage(props: FeedProps) {
  const { words, href } = useFrame()
  const { wins, facets, chosen } = props
  return (
    <>
      <PageHead
        title={words('smallWins.title')}
        lede={words(chosen.coming ? 'smallWins.lede.coming' : 'smallWins.lede.done')}
      >
        <p>
          <a href={href('/small-wins/totals')}>{words('smallWins.toTotals')}</a>
          {' · '}
          {chosen.coming ? (
            <a href={href('/small-wins')}>{words('smallWins.toDone', { n: facets.total })}</a>
          ) : (
            <a href={href('/small-wins?status=coming')}>{words('smallWins.toComing', { n: facets.coming })}</a>
          )}
          {' · '}
          <a href={href('/small-wins/feed.atom')}>{words('smallWins.feed')}</a>
        </p>
      </PageHead>
      {!chosen.coming && <Filters facets={facets} chosen={chosen} />}
      <h2>{words(chosen.coming ? 'smallWins.found.coming' : 'smallWins.found.done', { n: props.total })}</h2>
      {chosen.street !== '' && <p>{words('smallWins.onStreet', { street: chosen.street })}</p>}
      {wins.length === 0 ? <Empty title={words('smallWins.none')} /> : <WinList wins={wins} />}
      <Pages {...props} />
    </>
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
  const quantity = quantityOf(words, win)
  const facts = [win.doneOn && words.date(win.doneOn), win.amountRub && words.roubles(Number(win.amountRub))].filter(
    Boolean,
  )
  return (
    <>
      {quantity && <b>{quantity}</b>}
      {quantity && win.place && ', '}
      {win.place && <Data>{win.place}</Data>}
      <br />
      {facts.length > 0 && `${facts.join(', ')}. `}
      <WinSource win={win} />
      {win.before && win.after && <Shots win={win} />}
    </>
  )
}

/** Before and after, side by side. */
export function Shots({ win }: { win: ListedWin }) {
  const { words } = useFrame()
  const { before, after } = win
  if (!before || !after) return null
  const title = titleOf(words, win)
  return (
    <PhotoPair
      before={{
        src: before.small,
        full: before.large,
        width: before.width,
        height: before.height,
        alt: words('smallWins.photo.before', { title }),
        caption: words('smallWins.before'),
      }}
      after={{
        src: after.small,
        full: after.large,
        width: after.width,
        height: after.height,
        alt: words('smallWins.photo.after', { title }),
        caption: words('smallWins.after'),
      }}
    />
  )
}

function Filters({ facets, chosen }: Pick<FeedProps, 'facets' | 'chosen'>) {
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
        value={chosen.category}
        placeholder={any}
        options={options(facets.categories)}
      />
      <SelectField
        name="year"
        label={words('smallWins.filter.year')}
        value={chosen.year}
        placeholder={any}
        options={options(facets.years)}
      />
      <SelectField
        name="unit"
        label={words('smallWins.filter.unit')}
        value={chosen.unit}
        placeholder={any}
        options={options(facets.units)}
      />
      {facets.districts.length > 0 && (
        <SelectField
          name="district"
          label={words('smallWins.filter.district')}
          value={chosen.district}
          placeholder={any}
          options={options(facets.districts)}
        />
      )}
      <Button kind="plain">{words('smallWins.filter.show')}</Button>
    </form>
  )
}

function Pages({ chosen, page, size, total }: FeedProps) {
  const { words, href } = useFrame()
  const to = (number: number) => {
    const query = new URLSearchParams()
    for (const name of ['category', 'district', 'year', 'unit', 'street'] as const)
      if (chosen[name] !== '') query.set(name, chosen[name])
    if (chosen.coming) query.set('status', 'coming')
    if (number > 1) query.set('page', String(number))
    const asked = query.toString()
    return href(asked === '' ? '/small-wins' : `/small-wins?${asked}`)
  }
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
