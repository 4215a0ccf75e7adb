// The copy of what was sent, as a document: number, instant, answers and the list of papers.
import type { Block, PdfContent } from '#platform/pdf/index.ts'
import type { Words } from '#platform/words.ts'
import { moneySaid, organisationIn, rowsIn, said, sumOf, textsIn } from '../pages/said.tsx'
import type { DocumentView, OwnApplication, Submission } from '../queries/applications.ts'
import type { CallView } from '../queries/calls.ts'
import type { Answer } from '../rules/answers.ts'
import { askedFields, askedPages, papersAsked } from '../rules/asked.ts'
import type { Definition, Field } from '../rules/definition.ts'

export interface Sent {
  own: OwnApplication
  call: CallView & { definition: Definition }
  submission: Submission
  documents: readonly DocumentView[]
}

/** The receipt; `url` makes whole addresses of the site's paths. */
export function receiptContent(
  words: Words,
  { own, call, submission, documents }: Sent,
  url: (path: string) => string,
): PdfContent {
  const { definition } = call
  const address = url(`/programmes/applications/${own.id}`)
  return {
    title: words('programmes.receipt.of', { number: own.number ?? '' }),
    lang: words.locale,
    author: words('programmes.receipt.author'),
    date: submission.at,
    lead: [
      { kind: 'text', text: `${said(words, definition.title)}: ${said(words, call.title)}` },
      { kind: 'text', text: words('programmes.receipt.lede', { at: words.date(submission.at, 'time') }) },
      ...(own.organisationName
        ? [{ kind: 'text' as const, text: words('programmes.mine.for', { name: own.organisationName }) }]
        : []),
      ...(call.basis === 'demo' ? [{ kind: 'text' as const, text: words('programmes.demo'), quiet: true }] : []),
    ],
    sections: [
      ...askedPages(definition, submission.answers).map((page) => ({
        title: said(words, page.title),
        blocks: blocksOf(words, askedFields(definition, page, submission.answers), submission.answers),
      })),
      ...(papersAsked(definition, submission.answers).length === 0
        ? []
        : [
            {
              title: words('programmes.documents.title'),
              blocks: [papersOf(words, definition, submission, documents)],
            },
          ]),
    ],
    footer: address,
    pageOf: (page, pages) => words('programmes.receipt.page', { page, pages }),
  }
}

/** Answers as blocks of a document: tables as tables, the rest as facts in their order. */
export function blocksOf(words: Words, fields: readonly Field[], answers: Submission['answers']): Block[] {
  const blocks: Block[] = []
  for (const field of fields) {
    const answer = answers[field.id]
    if (field.kind === 'file') continue
    if (field.kind === 'table') {
      blocks.push(tableOf(words, field, answer))
      continue
    }
    const fact: [string, string] = [said(words, field.label), answerText(words, field, answer)]
    const last = blocks.at(-1)
    if (last?.kind === 'facts') blocks[blocks.length - 1] = { kind: 'facts', facts: [...last.facts, fact] }
    else blocks.push({ kind: 'facts', facts: [fact] })
  }
  return blocks
}

/** An answer in one text. */
export function answerText(words: Words, field: Field, answer: Answer | undefined): string {
  if (answer === undefined || answer === null || answer === '') return words('programmes.answer.none')
  if (typeof answer === 'boolean') return words(answer ? 'programmes.answer.yes' : 'programmes.answer.no')
  if (typeof answer === 'number') return field.kind === 'money' ? moneySaid(words, answer) : words.number(answer)
  const labelled = (id: string) => {
    const option = field.options.find((one) => one.id === id)
    return option ? said(words, option.label) : id
  }
  if (typeof answer === 'string')
    return field.kind === 'day' ? words.date(answer) : field.kind === 'one' ? labelled(answer) : answer
  if (Array.isArray(answer)) return textsIn(answer).map(labelled).join('; ')
  return words('programmes.answer.organisation', organisationIn(answer))
}

function tableOf(words: Words, field: Field, answer: Answer | undefined): Block {
  const rows = rowsIn(answer)
  const shown = (kind: string, value: string | number | null | undefined) =>
    typeof value === 'number' ? (kind === 'money' ? moneySaid(words, value) : words.number(value)) : (value ?? '')
  const total = field.columns.map((column, at) => {
    const sum = column.sum ? sumOf(rows, column.id) : null
    return sum === null ? (at === 0 ? words('programmes.answer.total') : '') : shown(column.kind, sum)
  })
  return {
    kind: 'table',
    caption: said(words, field.label),
    columns: field.columns.map((column) => ({
      title: said(words, column.label),
      align: column.kind === 'text' ? ('left' as const) : ('right' as const),
    })),
    rows: [
      ...rows.map((row) => field.columns.map((column) => shown(column.kind, row[column.id]))),
      ...(field.columns.some(({ sum }) => sum) ? [total] : []),
    ],
  }
}

function papersOf(
  words: Words,
  definition: Definition,
  { answers }: Submission,
  documents: readonly DocumentView[],
): Block {
  return {
    kind: 'facts',
    facts: papersAsked(definition, answers).map((paper) => [
      said(words, paper.label),
      documents
        .filter(({ asked }) => asked === paper.id)
        .map(({ name, sha }) => `${name} (SHA-256 ${sha})`)
        .join('\n') || words('programmes.answer.none'),
    ]),
  }
}
