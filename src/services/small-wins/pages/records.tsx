// Records of a total: those that are added, each with what it adds, and those that are left out, each with why.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { List } from '#web/components/list/list.tsx'
import type { MeasureTotal, Named } from '../queries/totals.ts'
import { Data, quantityOf, saidText, Title } from './said.tsx'

export function Records({ title, records }: { title: string; records: (Named & { why?: string })[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <h3>{title}</h3>
      <List
        items={records.map((record) => ({
          href: href(`/small-wins/${record.id}`),
          title: <Title win={record} />,
          note: (
            <>
              {quantityText(words, record)} {record.why && <Data>{record.why}</Data>}
            </>
          ),
        }))}
      />
    </>
  )
}

/** Records that are not added, each with why: part of another, several streets, no date. */
export function LeftOut({ left }: { left: MeasureTotal['left'] }) {
  const { words, href } = useFrame()
  return (
    <>
      <h3>{words('smallWins.totals.left')}</h3>
      <List
        items={left.map((record) => ({
          href: href(`/small-wins/${record.id}`),
          title: <Title win={record} />,
          note: (
            <>
              {quantityText(words, record)} {words(`smallWins.totals.because.${record.because}`)}
              {record.of && (
                <>
                  {' «'}
                  <Title win={record.of} />»
                </>
              )}
              {record.why && (
                <>
                  . <Data>{record.why}</Data>
                </>
              )}
            </>
          ),
        }))}
      />
    </>
  )
}

/** «29 участков. Было сказано: 30.» */
export function quantityText(words: Words, { quantity, unit, unitEn, saidQuantity }: Named): string {
  const text = quantityOf(words, { quantity, unit, unitEn, unitForms: null })
  if (text === null) return ''
  const before =
    saidQuantity === null ? '' : ` (${words('smallWins.saidBefore', { said: saidText(words, saidQuantity) })})`
  return `${text}${before}.`
}
