// How things of programmes are said: texts in the reader's language, money, states, answers.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import { readMarkdown } from '#platform/markdown/index.ts'
import type { Words } from '#platform/words.ts'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Prose } from '#web/components/prose/prose.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { CallView } from '../queries/calls.ts'
import type { Answer, TableRow } from '../rules/answers.ts'
import { type CallState, callStateAt } from '../rules/call-state.ts'
import { type Field, type Text, textIn } from '../rules/definition.ts'
import { exactSum, roublesOf } from '../rules/money.ts'
import type { State } from '../rules/states.ts'

/** A text of data in the reader's language; where it is in another, it says so to screen readers. */
export function Said({ text }: { text: Text }): ComponentChildren {
  const { words } = useFrame()
  const { text: said, lang } = textIn(text, words.locale)
  return lang === undefined ? said : <span lang={lang}>{said}</span>
}

/** The same as plain text. */
export const said = (words: Words, text: Text): string => textIn(text, words.locale).text

/** A longer text of data, written in Markdown. */
export function SaidAtLength({ text, title }: { text: Text; title: string }) {
  const { words, href } = useFrame()
  const { text: body, lang } = textIn(text, words.locale)
  if (body.trim() === '') return null
  const { nodes } = readMarkdown(body, { title, pictures: new Map() })
  return <Prose nodes={nodes} lang={lang} page={{ href, away: words('programmes.away'), lang: words.locale }} />
}

/** Whole kopecks as money, exactly: «1 234,50 ₽». */
export function moneySaid(words: Words, kopecks: number): string {
  const rest = kopecks % 100 === 0 ? 0 : 2
  return `${words.number(roublesOf(kopecks), { minimumFractionDigits: rest, maximumFractionDigits: rest })}\u00a0₽`
}

const callTags: Record<CallState, TagKind> = { ahead: 'plain', open: 'ok', closed: 'plain' }

/** «идёт до 15 декабря 2026, 18:00» */
export function callSaid(words: Words, call: Pick<CallView, 'opensAt' | 'closesAt'>, now: Date): string {
  const state = callStateAt(call, now)
  const at = words.date(state === 'ahead' ? call.opensAt : call.closesAt, 'time')
  return words(`programmes.call.state.${state}`, { at })
}

export function CallTag({ call }: { call: Pick<CallView, 'opensAt' | 'closesAt'> }) {
  const { words, now } = useFrame()
  return <Tag kind={callTags[callStateAt(call, now)]}>{callSaid(words, call, now)}</Tag>
}

const stateTags: Record<State, TagKind> = {
  draft: 'plain',
  sent: 'ok',
  incomplete: 'late',
  complete: 'ok',
  'in-review': 'ok',
  awarded: 'kept',
  refused: 'late',
  reserve: 'silent',
  appealed: 'ok',
  agreement: 'ok',
  'under-way': 'ok',
  reported: 'ok',
  closed: 'kept',
  withdrawn: 'silent',
}

export function StateTag({ state }: { state: State }) {
  const { words } = useFrame()
  return <Tag kind={stateTags[state]}>{words(`programmes.state.${state}`)}</Tag>
}

/** An answer as it is read; nothing where nothing was answered. */
export function AnswerShown({ field, answer }: { field: Field; answer: Answer | undefined }): ComponentChildren {
  const { words } = useFrame()
  if (answer === undefined || answer === null || answer === '') return <>{words('programmes.answer.none')}</>
  if (typeof answer === 'boolean') return <>{words(answer ? 'programmes.answer.yes' : 'programmes.answer.no')}</>
  if (typeof answer === 'number') return <>{field.kind === 'money' ? moneySaid(words, answer) : words.number(answer)}</>
  if (typeof answer === 'string') {
    if (field.kind === 'day') return <>{words.date(answer)}</>
    if (field.kind === 'one') return <Chosen field={field} id={answer} />
    return <span class="lines">{answer}</span>
  }
  if (field.kind === 'table') return <TableShown field={field} rows={rowsIn(answer)} />
  if (Array.isArray(answer)) {
    return (
      <ul>
        {textsIn(answer).map((id) => (
          <li key={id}>
            <Chosen field={field} id={id} />
          </li>
        ))}
      </ul>
    )
  }
  const { name, inn } = organisationIn(answer)
  return <>{words('programmes.answer.organisation', { name, inn })}</>
}

/** The rows of a table among answers of any kind. */
export function rowsIn(answer: Answer | undefined): TableRow[] {
  return Array.isArray(answer) ? answer.filter((row): row is TableRow => typeof row === 'object' && row !== null) : []
}

/** The texts among them. */
export function textsIn(answer: Answer | undefined): string[] {
  return Array.isArray(answer) ? answer.filter((one): one is string => typeof one === 'string') : []
}

export function organisationIn(answer: Answer | undefined): { name: string; inn: string } {
  if (typeof answer !== 'object' || answer === null || Array.isArray(answer)) return { name: '', inn: '' }
  const plain: object = answer
  const of = (key: string) => Object.entries(plain).find(([name]) => name === key)?.[1]
  return { name: String(of('name') ?? ''), inn: String(of('inn') ?? '') }
}

/** The sum of a column of a table, in its own units; null where it is not summed. */
export function sumOf(rows: readonly TableRow[], column: string): number | null {
  const values = rows.map((row) => row[column]).filter((value): value is number => typeof value === 'number')
  return values.every(Number.isInteger) ? exactSum(values) : values.reduce((sum, value) => sum + value, 0)
}

function Chosen({ field, id }: { field: Field; id: string }): ComponentChildren {
  const option = field.options.find((one) => one.id === id)
  return option ? <Said text={option.label} /> : id
}

function TableShown({ field, rows }: { field: Field; rows: TableRow[] }) {
  const { words } = useFrame()
  const cell = (kind: string, value: string | number | null | undefined) =>
    typeof value === 'number' ? (kind === 'money' ? moneySaid(words, value) : words.number(value)) : (value ?? '')
  const sums = field.columns.some(({ sum }) => sum)
  const total = field.columns.map((column, at) => {
    const sum = column.sum ? sumOf(rows, column.id) : null
    return sum === null ? (at === 0 ? words('programmes.answer.total') : '') : cell(column.kind, sum)
  })
  return (
    <DataTable
      caption={said(words, field.label)}
      named
      columns={field.columns.map((column) => ({ label: said(words, column.label), numeric: column.kind !== 'text' }))}
      rows={[
        ...rows.map((row) => field.columns.map((column) => cell(column.kind, row[column.id]))),
        ...(sums ? [total] : []),
      ]}
    />
  )
}
