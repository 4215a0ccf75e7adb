// Where wins are: every district and street with how many records it has, each leading to its own list.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { PlaceCount } from '../queries/places.ts'
import { type Asked, addressWith } from '../rules/asked.ts'
import { Data } from './said.tsx'

export function PlacesPage({ districts, streets }: { districts: PlaceCount[]; streets: PlaceCount[] }) {
  const { words, href } = useFrame()
  const letters = Map.groupBy(streets, ({ name }) => name.charAt(0).toUpperCase())
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('smallWins.path')}
            links={[{ href: href('/small-wins'), label: words('smallWins.title') }]}
          />
        }
        title={words('smallWins.places.title')}
        lede={words('smallWins.places.lede')}
      >
        <p>
          <a href={href('/small-wins/follow')}>{words('smallWins.follow.any')}</a>
        </p>
      </PageHead>
      {districts.length === 0 && streets.length === 0 && <Empty title={words('smallWins.places.none')} />}
      {districts.length > 0 && (
        <section>
          <h2>{words('smallWins.places.districts')}</h2>
          <Places places={districts} by="district" />
        </section>
      )}
      {streets.length > 0 && (
        <section>
          <h2>{words('smallWins.places.streets', { n: streets.length })}</h2>
          <div class="columns">
            {[...letters].map(([letter, places]) => (
              <div key={letter}>
                <h3>
                  <Data>{letter}</Data>
                </h3>
                <Places places={places} by="street" />
              </div>
            ))}
          </div>
        </section>
      )}
    </>
  )
}

function Places({ places, by }: { places: PlaceCount[]; by: keyof Asked & ('district' | 'street') }) {
  const { words, href } = useFrame()
  return (
    <List
      items={places.map(({ name, wins, turns }) => ({
        href: href(addressWith('/small-wins', { [by]: name })),
        title: <Data>{name}</Data>,
        note: words('smallWins.places.counts', { wins, turns }),
      }))}
    />
  )
}
