// The passport of a project as a document: what it is, who answers, what it must reach by when, its money, and what was moved.
import type { Block, PdfContent } from '#platform/pdf/index.ts'
import type { Words } from '#platform/words.ts'
import { periodSaid } from '../pages/forecast-said.ts'
import { movedOf, provenOf } from '../pages/milestone-list.tsx'
import { ownerText } from '../pages/owner.tsx'
import type { ProjectProps } from '../pages/project.tsx'
import { nameOf } from '../pages/said.tsx'
import { stateOf } from '../rules/milestone-state.ts'
import { moneyByYear, total } from '../rules/money.ts'

/** What stands on every paper of the strategy. */
export interface Paper {
  words: Words
  date: Date
  /** The whole address of a path of the site. */
  url(path: string): string
  mark: string
}

/** The frame of a paper: who made it, when, and how its pages are counted. */
export function paperOf({ words, date, url, mark }: Paper, title: string, address: string) {
  return {
    title,
    lang: words.locale,
    author: words('strategy.paper.author'),
    date,
    footer: words('strategy.paper.footer', { day: words.date(date), address: url(address) }),
    pageOf: (page: number, pages: number) => words('strategy.paper.page', { page, pages }),
    mark,
  }
}

export function passportOf(paper: Paper, props: ProjectProps): PdfContent {
  const { words } = paper
  const { project, standing } = props
  return {
    ...paperOf(
      paper,
      words('strategy.passport.title', { name: nameOf(words, project) }),
      `/strategy/projects/${project.id}`,
    ),
    lead: [
      { kind: 'text', text: project.summary },
      ...(props.project.basis === 'demo' || standing.milestones.some(({ basis }) => basis === 'demo')
        ? [{ kind: 'text' as const, text: words('strategy.paper.demo'), quiet: true }]
        : []),
    ],
    sections: [
      { title: words('strategy.project.about'), blocks: [about(paper, props)] },
      { title: words('strategy.milestones.title'), blocks: milestones(words, props) },
      { title: words('strategy.money.title'), blocks: money(words, props) },
      { title: words('strategy.reports.title'), blocks: reports(words, props) },
      {
        title: words('strategy.proof.title'),
        blocks: [
          {
            kind: 'text',
            text: [
              `${words('strategy.paper.proof')} `,
              {
                text: paper.url(`/strategy/projects/${project.id}`),
                href: paper.url(`/strategy/projects/${project.id}`),
              },
            ],
          },
        ],
      },
    ],
  }
}

function about({ words }: Paper, { project, standing, national, bodies, workshop }: ProjectProps): Block {
  const now = (term: string) => standing.terms.get(term)?.now.value ?? null
  const facts: [string, string][] = [
    [words('strategy.projects.direction'), words.locale === 'en' ? project.directionNameEn : project.directionName],
    [words('strategy.project.responsible'), ownerText(words, project.owner, bodies)],
  ]
  const add = (name: string, value: string | null) => {
    if (value !== null) facts.push([name, value])
  }
  add(words('strategy.project.curator'), now('curator') && ownerText(words, now('curator'), bodies))
  add(
    words('strategy.project.origin'),
    workshop?.workshop
      ? words('strategy.project.fromWorkshop', {
          name: nameOf(words, workshop),
          days: words.days(workshop.workshop.from, workshop.workshop.to),
        })
      : words(project.from_workshop ? 'strategy.project.fromWorkshops' : 'strategy.project.fromNews'),
  )
  add(words('strategy.project.stage'), project.stage)
  const [start, due] = [now('start'), now('due')]
  const time = [
    start && words('strategy.project.start', { when: words.date(start) }),
    due && words('strategy.project.due', { when: words.date(due) }),
  ].filter((said) => said !== null)
  add(words('strategy.project.period'), time.length > 0 ? time.join(', ') : project.period)
  add(
    words('strategy.project.national'),
    national.length === 0 ? null : national.map((each) => (words.locale === 'en' ? each.nameEn : each.name)).join(', '),
  )
  add(words('strategy.source'), project.source ?? words('strategy.citySource'))
  return { kind: 'facts', facts }
}

function milestones(words: Words, { standing, bodies, project, today }: ProjectProps): Block[] {
  if (standing.milestones.length === 0) return [{ kind: 'text', text: words('strategy.milestones.none') }]
  const share = standing.progress.share
  return [
    ...(share === null
      ? []
      : [
          {
            kind: 'text' as const,
            text: words('strategy.passport.share', {
              percent: words.number(Number(share) * 100, { maximumFractionDigits: 0 }),
            }),
          },
        ]),
    {
      kind: 'table',
      rowHeads: true,
      columns: [
        { title: words('strategy.passport.milestone'), share: 4 },
        { title: words('strategy.passport.due'), share: 2 },
        { title: words('strategy.project.responsible'), share: 3 },
        { title: words('strategy.milestone.reached'), share: 3 },
      ],
      rows: standing.milestones.map((each) => [
        nameOf(words, each),
        [each.due === null ? words('strategy.milestone.noDue') : words.date(each.due), movedOf(words, each)]
          .filter((said) => said !== null)
          .join('\n'),
        ownerText(words, each.terms.get('owner')?.now.value ?? project.owner, bodies),
        `${words(`strategy.roadMap.${stateOf(each, today, standing.silences?.silent ?? false)}`)}\n${provenOf(words, each)}`,
      ]),
    },
  ]
}

function money(words: Words, { bookings }: ProjectProps): Block[] {
  if (bookings.length === 0) return [{ kind: 'text', text: words('strategy.project.noBudget') }]
  const sum = (roubles: string | null) =>
    roubles === null
      ? words('strategy.noData')
      : `${words.number(Number(roubles), { minimumFractionDigits: 2 })}\u00a0₽`
  return [
    {
      kind: 'table',
      rowHeads: true,
      columns: [
        { title: words('strategy.money.year') },
        { title: words('strategy.money.fund'), share: 3 },
        { title: words('strategy.money.planned'), align: 'right' },
        { title: words('strategy.money.spent'), align: 'right' },
      ],
      rows: [
        ...moneyByYear(bookings).map(({ year, fund, planned, spent }) => [
          String(year),
          words(`strategy.fund.${fund}`),
          sum(planned),
          sum(spent),
        ]),
        [words('strategy.money.total'), '', sum(total(bookings, 'planned')), sum(total(bookings, 'spent'))],
      ],
    },
  ]
}

function reports(words: Words, { standing }: ProjectProps): Block[] {
  const said = standing.reports.filter(({ corrected }) => !corrected)
  const missing = standing.silences?.missing ?? []
  if (said.length + missing.length === 0)
    return [{ kind: 'text', text: words(standing.silences ? 'strategy.reports.none' : 'strategy.reports.noDuty') }]
  return [
    {
      kind: 'list',
      items: [
        ...missing.map(({ period, dueOn, daysLate }) =>
          words('strategy.silence.missing', { period: periodSaid(words, period), day: words.date(dueOn), n: daysLate }),
        ),
        ...said.map(
          ({ period, status, said }) =>
            `${periodSaid(words, period)}: ${words(`strategy.official.${status}`)}. ${said}`,
        ),
      ],
    },
  ]
}
