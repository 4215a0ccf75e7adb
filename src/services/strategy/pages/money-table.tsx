// Money of a project as a table: planned and spent by year and fund, each number the sum of its bookings.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import type { BookingView } from '../queries/money.ts'
import { moneyByYear, total } from '../rules/money.ts'
import { numberOf } from './said.tsx'

export function MoneyTable({ bookings }: { bookings: BookingView[] }) {
  const { words } = useFrame()
  if (bookings.length === 0) return <p>{words('strategy.staff.money.none')}</p>
  return (
    <DataTable
      caption={words('strategy.staff.money.caption')}
      columns={[
        { label: words('strategy.staff.year') },
        { label: words('strategy.staff.fund') },
        { label: words('strategy.staff.planned'), numeric: true },
        { label: words('strategy.staff.spent'), numeric: true },
      ]}
      rows={[
        ...moneyByYear(bookings).map(({ year, fund, planned, spent }) => [
          String(year),
          words(`strategy.staff.fund.${fund}`),
          sumText(words, planned),
          sumText(words, spent),
        ]),
        [
          words('strategy.staff.inAll'),
          '',
          sumText(words, total(bookings, 'planned')),
          sumText(words, total(bookings, 'spent')),
        ],
      ]}
    />
  )
}

/** «1 250 000 ₽», to the kopeck; no data is not zero. */
export function sumText(words: Words, roubles: string | null): string {
  return roubles === null ? words('strategy.noData') : `${numberOf(words, roubles)}\u00a0₽`
}
