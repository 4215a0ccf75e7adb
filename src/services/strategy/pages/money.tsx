// Money of a project: what was planned and what was spent, by year and by who pays.
import { useFrame } from '#platform/http/frame.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { List } from '#web/components/list/list.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { BookingView } from '../queries/money.ts'
import { moneyByYear, total } from '../rules/money.ts'
import { Data } from './said.tsx'

export function Money({ bookings }: { bookings: BookingView[] }) {
  const { words } = useFrame()
  const sum = (roubles: string | null) => (roubles === null ? words('strategy.noData') : words.roubles(Number(roubles)))
  const corrections = bookings.filter(({ corrects }) => corrects !== null)
  return (
    <>
      <DataTable
        caption={words('strategy.money.caption')}
        columns={[
          { label: words('strategy.money.year') },
          { label: words('strategy.money.fund') },
          { label: words('strategy.money.planned'), numeric: true },
          { label: words('strategy.money.spent'), numeric: true },
        ]}
        rows={[
          ...moneyByYear(bookings).map(({ year, fund, planned, spent }) => [
            year,
            words(`strategy.fund.${fund}`),
            sum(planned),
            sum(spent),
          ]),
          [words('strategy.money.total'), '', sum(total(bookings, 'planned')), sum(total(bookings, 'spent'))],
        ]}
      />
      {bookings.some(({ basis }) => basis === 'demo') && (
        <p>
          <Tag>{words('strategy.demo')}</Tag>
        </p>
      )}
      {corrections.length > 0 && (
        <>
          <h3>{words('strategy.money.corrections')}</h3>
          <List
            items={corrections.map((each) => ({
              lead: words.date(each.at, 'short'),
              title: words('strategy.money.taken', {
                year: String(each.year),
                fund: words(`strategy.fund.${each.fund}`),
                sum: words.roubles(-Number(each.roubles)),
              }),
              note: each.reason === null ? undefined : <Data>{each.reason}</Data>,
            }))}
          />
        </>
      )}
    </>
  )
}
