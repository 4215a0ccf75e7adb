// The report of a year as a document: what was promised for it and what came, direction by direction, and every promise that moved.
import type { Block, PdfContent, PdfSection } from '#platform/pdf/index.ts'
import type { Words } from '#platform/words.ts'
import { achievedSaid } from '../pages/forecast-said.ts'
import { ownerText } from '../pages/owner.tsx'
import { amountOf, nameOf, numberOf } from '../pages/said.tsx'
import type { BookingView } from '../queries/money.ts'
import type { ProjectView } from '../queries/projects.ts'
import type { Direction, Plan, PromiseView } from '../queries/promises.ts'
import type { ProjectStanding } from '../queries/standing.ts'
import type { MoveView } from '../queries/terms.ts'
import { achieved } from '../rules/achievement.ts'
import { stateOf } from '../rules/milestone-state.ts'
import { total } from '../rules/money.ts'
import { lastDayOf } from '../rules/period.ts'
import { planTerm, type Term } from '../rules/terms.ts'
import { type Paper, paperOf } from './passport.ts'

export interface YearData {
  year: number
  plan: Plan
  directions: Direction[]
  promises: PromiseView[]
  /** Terms by subject. */
  terms: ReadonlyMap<string, ReadonlyMap<string, Term>>
  projects: ProjectView[]
  standings: ReadonlyMap<string, ProjectStanding>
  /** Money of the year. */
  bookings: BookingView[]
  /** What was moved in the year, the newest first. */
  moves: MoveView[]
  /** Names of the things that moved, by subject. */
  names: ReadonlyMap<string, string>
  bodies: ReadonlyMap<string, string>
  /** The day (YYYY-MM-DD) as of which things are said: the last of the year, or today while it lasts. */
  asOf: string
}

export function yearlyReportOf(paper: Paper, data: YearData): PdfContent {
  const { words } = paper
  const { year, plan, directions, promises, projects, standings } = data
  return {
    ...paperOf(paper, words('strategy.year.title', { year: String(year), horizon: String(plan.horizon) }), '/strategy'),
    lead: [
      { kind: 'text', text: words('strategy.year.lede', { day: words.date(data.asOf) }) },
      ...(promises.some(({ demo, basis }) => demo || basis === 'demo')
        ? [{ kind: 'text' as const, text: words('strategy.paper.demo'), quiet: true }]
        : []),
      { kind: 'facts', facts: summary(words, data) },
    ],
    sections: [
      ...directions
        .map((direction) => ({
          direction,
          promises: promises.filter((each) => each.direction === direction.id),
          projects: projects.filter((each) => each.direction === direction.id),
        }))
        .filter((each) => each.promises.length + each.projects.length > 0)
        .map((each) => sectionOf(words, data, each)),
      { title: words('strategy.year.moves'), blocks: moves(words, data) },
      { title: words('strategy.year.silence'), blocks: silence(words, projects, standings) },
    ],
  }
}

function summary(words: Words, { projects, standings, bookings, moves, promises }: YearData): [string, string][] {
  const all = projects.flatMap(({ id }) => standings.get(id)?.milestones ?? [])
  const silent = projects.filter(({ id }) => standings.get(id)?.silences?.silent).length
  const sum = (kind: 'planned' | 'spent') => {
    const roubles = total(bookings, kind)
    return roubles === null ? words('strategy.noData') : words.roubles(Number(roubles))
  }
  return [
    [words('strategy.year.promises'), words.number(promises.filter(({ target }) => target !== null).length)],
    [words('strategy.year.projects'), words.number(projects.length)],
    [words('strategy.year.unowned'), words.number(projects.filter(({ owner }) => owner === null).length)],
    [words('strategy.milestones.title'), words.number(all.length)],
    [words('strategy.year.silent'), words.number(silent)],
    [words('strategy.year.moved'), words.number(moves.length)],
    [words('strategy.year.planned'), sum('planned')],
    [words('strategy.year.spent'), sum('spent')],
  ]
}

interface Part {
  direction: Direction
  promises: PromiseView[]
  projects: ProjectView[]
}

function sectionOf(words: Words, data: YearData, { direction, promises, projects }: Part): PdfSection {
  return {
    title: nameOf(words, direction),
    blocks: [
      ...(promises.length > 0 ? [indicators(words, data, promises)] : []),
      ...projectTable(words, data, projects),
    ],
  }
}

function indicators(words: Words, { year, terms }: YearData, promises: PromiseView[]): Block {
  return {
    kind: 'table',
    caption: words('strategy.year.indicators'),
    rowHeads: true,
    columns: [
      { title: words('strategy.year.indicator'), share: 4 },
      { title: words('strategy.year.plan', { year: String(year) }), align: 'right', share: 2 },
      { title: words('strategy.year.fact', { year: String(year) }), align: 'right', share: 2 },
      { title: words('strategy.plans.achieved'), share: 2 },
      { title: words('strategy.fact.target'), align: 'right', share: 2 },
    ],
    rows: promises.map((promise) => {
      const base = terms.get(`indicator:${promise.id}`)?.get(planTerm('base', year))?.now.value ?? null
      const fact = promise.seen.findLast(({ period }) => period.startsWith(String(year)))?.value ?? null
      const target = promise.target
      return [
        nameOf(words, promise),
        base === null ? words('strategy.year.noPlan') : numberOf(words, base),
        fact === null ? words('strategy.noData') : numberOf(words, fact),
        base === null || fact === null ? '' : achievedSaid(words, achieved(fact, base, promise.polarity)),
        target === null
          ? words('strategy.targetUnnamed')
          : `${amountOf(words, promise, target.value)}, ${target.year ?? words('strategy.yearUnnamed')}`,
      ]
    }),
  }
}

function projectTable(words: Words, { year, standings, bodies, asOf }: YearData, projects: ProjectView[]): Block[] {
  if (projects.length === 0) return []
  const due = projects.flatMap((project) =>
    (standings.get(project.id)?.milestones ?? [])
      .filter((each) => each.due !== null && lastDayOf(each.due).startsWith(String(year)))
      .map((milestone) => ({ project, milestone })),
  )
  return [
    {
      kind: 'table',
      caption: words('strategy.projects.title'),
      rowHeads: true,
      columns: [
        { title: words('strategy.year.project'), share: 4 },
        { title: words('strategy.project.responsible'), share: 3 },
        { title: words('strategy.project.stage'), share: 2 },
        { title: words('strategy.reports.title'), share: 2 },
      ],
      rows: projects.map((project) => {
        const official = standings.get(project.id)?.official
        return [
          nameOf(words, project),
          ownerText(words, project.owner, bodies),
          words(`strategy.stage.${project.stage_group}`),
          official ? words(`strategy.official.${official.status}`) : words('strategy.status.official.none'),
        ]
      }),
    },
    ...(due.length === 0
      ? []
      : [
          {
            kind: 'table' as const,
            caption: words('strategy.year.due', { year: String(year) }),
            rowHeads: true,
            columns: [
              { title: words('strategy.passport.milestone'), share: 4 },
              { title: words('strategy.year.project'), share: 3 },
              { title: words('strategy.passport.due'), share: 2 },
              { title: words('strategy.roadMap.column.state'), share: 2 },
            ],
            rows: due.map(({ project, milestone }) => [
              nameOf(words, milestone),
              nameOf(words, project),
              words.date(milestone.due ?? ''),
              words(
                `strategy.roadMap.${stateOf(milestone, asOf, standings.get(project.id)?.silences?.silent ?? false)}`,
              ),
            ]),
          },
        ]),
  ]
}

function moves(words: Words, { moves, names, bodies }: YearData): Block[] {
  if (moves.length === 0) return [{ kind: 'text', text: words('strategy.year.noMoves') }]
  const said = (term: string, value: string | null) =>
    value === null
      ? words('strategy.noData')
      : term === 'owner' || term === 'curator'
        ? ownerText(words, value, bodies)
        : value
  return [
    {
      kind: 'list',
      items: moves.map((move) =>
        words('strategy.year.move', {
          name: names.get(move.subject) ?? move.subject,
          day: words.date(move.at),
          was: said(move.term, move.was),
          now: said(move.term, move.value),
          reason: move.reason ?? '',
        }),
      ),
    },
  ]
}

function silence(words: Words, projects: ProjectView[], standings: ReadonlyMap<string, ProjectStanding>): Block[] {
  const silent = projects.filter(({ id }) => standings.get(id)?.silences?.silent)
  if (silent.length === 0) return [{ kind: 'text', text: words('strategy.year.noSilence') }]
  return [
    {
      kind: 'list',
      items: silent.map((project) =>
        words('strategy.year.silentSince', {
          name: nameOf(words, project),
          day: words.date(standings.get(project.id)?.silences?.silentSince ?? ''),
        }),
      ),
    },
  ]
}
