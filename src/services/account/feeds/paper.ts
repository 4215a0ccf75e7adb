// What the city holds of a person as a document to read: the same as the file, in words.
import type { Block, PdfContent } from '#platform/pdf/index.ts'
import type { Words } from '#platform/words.ts'
import type { HeldByDoor, HeldKind, LookTold } from '../queries/held.ts'

export interface HeldPaper {
  words: Words
  madeAt: Date
  origin: string
  mark: string
  /** Names and values of what identity holds of her. */
  person: [string, string][]
  held: readonly HeldByDoor[]
  looks: readonly LookTold[]
}

/** The paper: who she is to the city, then each service with all its rows, then who looked. */
export function heldPaper({ words, madeAt, origin, mark, person, held, looks }: HeldPaper): PdfContent {
  const told: Block =
    looks.length === 0
      ? { kind: 'text', text: words('account.looked.nobody') }
      : {
          kind: 'table',
          caption: words('account.looked.title'),
          columns: ['at', 'office', 'what', 'why'].map((column) => ({
            title: words(`account.looked.column.${column}`),
          })),
          rows: looks.map(({ at, office, what, why }) => [words.date(at, 'time'), office, what, words(why)]),
        }
  return {
    title: words('account.data.title'),
    lang: words.locale,
    author: words('account.paper.author'),
    date: madeAt,
    mark,
    footer: words('account.paper.footer', { at: words.date(madeAt, 'time'), origin }),
    pageOf: (page, pages) => words('account.paper.page', { page, pages }),
    lead: [{ kind: 'text', text: words('account.paper.lead') }],
    sections: [
      { title: words('account.held.you'), blocks: [{ kind: 'facts', facts: person }] },
      ...held.flatMap(({ title, kinds }) => [
        { title, blocks: [] },
        ...kinds.map((kind) => ({ title: kind.title, level: 3 as const, blocks: blocksOf(words, kind) })),
      ]),
      { title: words('account.looked.title'), blocks: [told] },
    ],
  }
}

function blocksOf(words: Words, kind: HeldKind): Block[] {
  const terms: [string, string][] = [[words('account.held.count'), words.number(kind.count)]]
  if (kind.basis) terms.push([words('account.held.basis'), kind.basis])
  terms.push([words('account.held.kept'), kind.kept ?? words('account.held.keptTill')])
  return [
    { kind: 'facts', facts: terms },
    {
      kind: 'list',
      numbered: true,
      items: kind.rows.map((fields) => fields.map(([name, value]) => `${name}: ${value}`).join('\n')),
    },
  ]
}
