// How far the city is in Udmurt: each page, and how many of its phrases are known with their source.
import { useFrame } from '#platform/http/frame.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { PageStanding } from '../queries.ts'

export function UdmurtPage({ standings }: { standings: PageStanding[] }) {
  const { words, href } = useFrame()
  const whole = standings.filter(({ all, known }) => all === known).length
  return (
    <>
      <PageHead title={words('languages.title')} lede={words('languages.lede')} />
      <p>{words('languages.how')}</p>
      {standings.length === 0 ? (
        <Empty title={words('languages.empty')}>
          <p>{words('languages.emptyMore')}</p>
        </Empty>
      ) : (
        <section>
          <h2>{words('languages.pages')}</h2>
          <p>{words('languages.whole', { whole, all: standings.length })}</p>
          <DataTable
            caption={words('languages.table')}
            columns={[
              { label: words('languages.column.page') },
              { label: words('languages.column.known'), numeric: true },
              { label: words('languages.column.all'), numeric: true },
            ]}
            rows={standings.map(({ page, all, known }) => [
              <a href={href(`/languages/udm?page=${encodeURIComponent(page)}`)}>
                <code>{page}</code>
              </a>,
              words.number(known),
              words.number(all),
            ])}
          />
        </section>
      )}
      <p>
        <a href={href('/languages/udm.json')}>{words('languages.download')}</a>
      </p>
    </>
  )
}
