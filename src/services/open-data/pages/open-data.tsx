// The catalogue of open data: what there is, by theme, and where programs begin.
import { useFrame } from '#platform/http/frame.ts'
import { openThemes } from '#platform/open-data/set.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { CatalogueRow } from '../queries/catalogue.ts'

export function CataloguePage({ asked, found }: { asked: string; found: CatalogueRow[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('openData.title')} lede={words('openData.lede')} />
      <form method="get" action={href('/open-data')}>
        <TextField
          name="q"
          type="search"
          label={words('openData.search')}
          value={asked}
          width="middle"
          maxLength={200}
        />
        <Button kind="plain">{words('openData.search.button')}</Button>
      </form>
      {found.length === 0 && (
        <Empty title={words('openData.none', { asked })}>
          <a href={href('/open-data')}>{words('openData.all')}</a>
        </Empty>
      )}
      {openThemes.map((theme) => (
        <Theme key={theme} theme={theme} rows={found.filter(({ set }) => set.theme === theme)} />
      ))}
      <ForPrograms />
    </>
  )
}

function Theme({ theme, rows }: { theme: string; rows: CatalogueRow[] }) {
  const { words, href } = useFrame()
  if (rows.length === 0) return null
  return (
    <section>
      <h2>{words(`openData.theme.${theme}`)}</h2>
      <List
        items={rows.map(({ set, rows, changedAt }) => ({
          href: href(`/open-data/${set.id}`),
          title: words(set.title),
          note: (
            <>
              {words(set.about)} {words('openData.rows', { rows })}
              {changedAt && `, ${words('openData.changed', { day: words.date(changedAt) })}`}
            </>
          ),
        }))}
      />
    </section>
  )
}

function ForPrograms() {
  const { words, href } = useFrame()
  const links = [
    { to: href('/api'), title: words('openData.explorer'), note: words('openData.explorer.note') },
    { to: '/open-data/catalog.jsonld', title: words('openData.dcat'), note: words('openData.dcat.note') },
    { to: '/small-wins/feed.atom', title: words('openData.feed'), note: words('openData.feed.note') },
    { to: '/small-wins/works.geojson', title: words('openData.wzdx'), note: words('openData.wzdx.note') },
    { to: '/open311/v2/discovery.json', title: words('openData.open311'), note: words('openData.open311.note') },
    { to: href('/open-data/keys'), title: words('openData.keys.title'), note: words('openData.keys.lede') },
    { to: href('/open-data/webhooks'), title: words('openData.hooks.title'), note: words('openData.hooks.lede') },
  ]
  return (
    <section>
      <h2>{words('openData.programs')}</h2>
      <p>{words('openData.programs.text')}</p>
      <List items={links.map(({ to, title, note }) => ({ href: to, title, note }))} />
    </section>
  )
}
