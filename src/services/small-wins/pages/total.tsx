// One total opened: the number, every record that it adds with its share, and every one that it leaves out with why.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { BornRecord } from '../queries/total.ts'
import type { MeasureTotal, Named } from '../queries/totals.ts'
import { addressWith, totalAddress } from '../rules/asked.ts'
import { LeftOut, quantityText } from './records.tsx'
import { Title, unitOf } from './said.tsx'
import { totalText } from './totals.tsx'

export interface TotalProps {
  total: MeasureTotal
  born: BornRecord[]
  page: number
  /** Born records on one page. */
  size: number
  chosen: { year: string; district: string; street: string }
}

export function TotalPage({ total, born, page, size, chosen }: TotalProps) {
  const { words, href } = useFrame()
  const { number, unit } = totalText(words, total)
  const scope = [chosen.street, chosen.district, chosen.year].filter(Boolean).join(', ')
  const added = born.filter(({ withdrawn }) => withdrawn === null)
  const any = total.counted.length + total.born > 0
  const back = born.filter(({ withdrawn }) => withdrawn !== null)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('smallWins.path')}
            links={[
              { href: href('/small-wins'), label: words('smallWins.title') },
              { href: href(addressWith('/small-wins/totals', chosen)), label: words('smallWins.totals.title') },
            ]}
          />
        }
        title={words.locale === 'en' ? total.labelEn : total.label}
        lede={scope === '' ? words('smallWins.totals.whole') : scope}
      >
        {any && (
          <p class="big-number">
            <b class="number">{number}</b> {unit}
          </p>
        )}
        <p>{words('smallWins.total.sum', { counted: total.counted.length + total.born })}</p>
        {total.demo && <Tag>{words('smallWins.demo')}</Tag>}
      </PageHead>
      {!any && <Empty title={words('smallWins.total.nothing')} />}
      {total.counted.length > 0 && (
        <section>
          <h2>{words('smallWins.total.fromPress')}</h2>
          <Shares records={total.counted} total={total} />
        </section>
      )}
      {born.length > 0 && (
        <section>
          <h2>{words('smallWins.total.fromReports', { n: total.born, back: total.takenBack })}</h2>
          {added.length > 0 && <Shares records={added} total={total} />}
          {back.length > 0 && (
            <>
              <h3>{words('smallWins.totals.left')}</h3>
              <List
                items={back.map((record) => ({
                  href: href(`/small-wins/${record.id}`),
                  title: <Title win={record} />,
                  note: quantityText(words, record),
                  tag: <Tag kind="late">{words(`smallWins.withdrawn.${record.withdrawn ?? 'mistake'}`)}</Tag>,
                }))}
              />
            </>
          )}
          <BornPages total={total} page={page} size={size} chosen={chosen} />
        </section>
      )}
      {total.left.length > 0 && (
        <section>
          <h2>{words('smallWins.total.leftTitle', { n: total.left.length })}</h2>
          <LeftOut left={total.left} />
        </section>
      )}
    </>
  )
}

// Each record with what it adds, in the unit of the total: whoever adds them up gets the number above.
function Shares({ records, total }: { records: Named[]; total: MeasureTotal }) {
  const { words, href } = useFrame()
  return (
    <List
      items={records.map((record) => ({
        href: href(`/small-wins/${record.id}`),
        lead:
          record.amount === null ? undefined : (
            <>
              {words.number(Number(record.amount), { maximumFractionDigits: 3 })}{' '}
              <small>
                {unitOf(words, { unit: total.unit, unitEn: total.unitEn, unitForms: total.forms }, record.amount)}
              </small>
            </>
          ),
        title: <Title win={record} />,
        note: [quantityText(words, record), record.year].filter(Boolean).join(' '),
      }))}
    />
  )
}

function BornPages({ total, page, size, chosen }: Omit<TotalProps, 'born'>) {
  const { words, href } = useFrame()
  const all = total.born + total.takenBack
  const to = (number: number) => href(totalAddress(total.id, chosen, { page: number > 1 ? String(number) : '' }))
  return (
    <Pagination
      label={words('smallWins.pages')}
      here={words('smallWins.here', {
        from: (page - 1) * size + 1,
        to: Math.min(page * size, all),
        total: all,
      })}
      earlier={page > 1 ? { href: to(page - 1), label: words('smallWins.newer') } : undefined}
      later={page * size < all ? { href: to(page + 1), label: words('smallWins.older') } : undefined}
    />
  )
}
