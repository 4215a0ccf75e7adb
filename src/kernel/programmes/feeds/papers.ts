// Papers of review and award as documents: the protocol of a decision, and an agreement with its text as it was agreed to.
import type { City } from '#platform/city.ts'
import { type Element, type Node, readMarkdown, wordsOf } from '#platform/markdown/index.ts'
import type { Block, PdfContent, PdfSection } from '#platform/pdf/index.ts'
import type { Words } from '#platform/words.ts'
import { markSvg } from '#web/components/mark/mark.tsx'
import { moneySaid, said } from '../pages/said.tsx'
import type { CandidateView, Materials } from '../queries/materials.ts'
import type { Proposed } from '../rules/deciding.ts'

/** What stands on every paper of programmes. */
export interface Paper {
  words: Words
  date: Date
  mark: string
  /** In the demo every page says that it is invented. */
  demo: boolean
}

/** What every paper of programmes stands in, as the city sees it now. */
export function paperFrame(city: City, basis: 'city' | 'demo'): Paper {
  return { words: city.words, date: city.now, mark: markSvg(), demo: basis === 'demo' }
}

export interface ProtocolPaper {
  nth: number
  materials: Materials
  proposed: readonly Proposed[]
}

/** The protocol: by numbers and offices, with no name of a person. */
export function protocolPaper(paper: Paper, { nth, materials, proposed }: ProtocolPaper): PdfContent {
  const { words } = paper
  const { call, candidates, reviewing, sent } = materials
  const title = words('programmes.paper.protocol', { nth, call: said(words, call.title) })
  const byNumber = new Map(candidates.map((each) => [each.number, each]))
  const awarded = proposed.filter(({ outcome }) => outcome === 'awarded')
  const total = awarded.reduce((sum, { amount }) => sum + (amount ?? 0), 0)
  return {
    ...frameOf(paper, title),
    lead: [
      {
        kind: 'facts',
        facts: [
          [words('programmes.paper.sent'), words.number(sent)],
          [words('programmes.paper.reviewed'), words.number(candidates.length)],
          [words('programmes.paper.awarded'), words.number(awarded.length)],
          ...(call.budget === null
            ? []
            : [
                [words('programmes.paper.budget'), moneySaid(words, call.budget)] as const,
                [words('programmes.paper.total'), moneySaid(words, total)] as const,
              ]),
          [words('programmes.paper.seed'), reviewing?.seed ?? ''],
        ],
      },
    ],
    sections: [
      {
        title: words('programmes.paper.decisions'),
        blocks: proposed.flatMap((each) => decisionBlocks(words, each, byNumber.get(each.number))),
      },
      {
        title: words('programmes.paper.rules'),
        blocks: [
          { kind: 'text', text: words('programmes.rules.ranking') },
          {
            kind: 'table',
            caption: words('programmes.paper.weights'),
            columns: [
              { title: words('programmes.paper.criterion') },
              { title: words('programmes.paper.weight'), align: 'right' },
            ],
            rows: call.definition.rubric.criteria.map(({ label, weight }) => [
              said(words, label),
              words.number(weight),
            ]),
          },
        ],
      },
      {
        title: words('programmes.paper.signatures'),
        blocks: [{ kind: 'text', text: words('programmes.paper.signed') }],
      },
    ],
  }
}

function decisionBlocks(words: Words, each: Proposed, of: CandidateView | undefined): Block[] {
  const { number, outcome, amount, ground, reason } = each
  return [
    {
      kind: 'facts',
      facts: [
        [words('programmes.paper.application'), [{ text: `№ ${number}`, bold: true }]],
        [words('programmes.decide.outcome'), words(`programmes.outcome.${outcome}`)],
        ...(amount === null || outcome === 'refused'
          ? []
          : [[words('programmes.decide.amount'), moneySaid(words, amount)] as const]),
        [
          words('programmes.paper.rank'),
          of?.score === null || of === undefined || of.place === null
            ? words('programmes.review.noPlace')
            : words('programmes.paper.rankSaid', { place: of.place, score: words.number(of.score / 10) }),
        ],
        [words('programmes.decide.ground'), words(`programmes.ground.${ground}`)],
        [words('programmes.decide.reason'), reason],
      ],
    },
  ]
}

/** An agreement: the text of the programme with its places filled, the milestones, and the hash that is agreed to. */
export function agreementPaper(
  paper: Paper,
  { title, text, hash, lang }: { title: string; text: string; hash: string; lang: string },
): PdfContent {
  const { words } = paper
  const { nodes } = readMarkdown(text, { title })
  return {
    ...frameOf(paper, title),
    lang,
    lead: [],
    sections: [
      ...sectionsOf(nodes, title),
      { title: words('programmes.paper.hash'), blocks: [{ kind: 'text', text: hash, quiet: true }] },
    ],
  }
}

/** A text in Markdown as sections of a document: a heading begins one, lists and tables stay what they are. */
function sectionsOf(nodes: readonly Node[], title: string): PdfSection[] {
  const sections: { title: string; level: 2 | 3; blocks: Block[] }[] = []
  for (const node of nodes) {
    if (typeof node === 'string') continue
    if (/^h[234]$/.test(node.tag)) {
      sections.push({ title: plain(node), level: node.tag === 'h2' ? 2 : 3, blocks: [] })
      continue
    }
    if (sections.length === 0) sections.push({ title, level: 2, blocks: [] })
    sections.at(-1)?.blocks.push(...blocksOf(node))
  }
  return sections
}

function blocksOf(node: Element): Block[] {
  if (node.tag === 'ul' || node.tag === 'ol')
    return [{ kind: 'list', numbered: node.tag === 'ol', items: node.children.map((item) => plain(item)) }]
  if (node.tag !== 'table') return plain(node) === '' ? [] : [{ kind: 'text', text: plain(node) }]
  const rows = cellsIn(node)
  const [head = [], ...body] = rows
  return [{ kind: 'table', columns: head.map((title) => ({ title })), rows: body }]
}

function cellsIn(node: Element): string[][] {
  return node.children.flatMap((child) => {
    if (typeof child === 'string' || child.tag === 'caption') return []
    return child.tag === 'tr' ? [child.children.map(plain)] : cellsIn(child)
  })
}

const plain = (node: Node): string => wordsOf([node]).replaceAll(/\s+/g, ' ').trim()

function frameOf({ words, date, mark, demo }: Paper, title: string) {
  return {
    title,
    lang: words.locale,
    author: words('programmes.paper.author'),
    date,
    footer: words(demo ? 'programmes.paper.footerDemo' : 'programmes.paper.footer', { day: words.date(date) }),
    pageOf: (page: number, pages: number) => words('programmes.paper.page', { page, pages }),
    mark,
  }
}
