// Open data of what was promised: directions, goals, tasks, indicators, projects, milestones, and every term with its moves.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'

const { text, uuid, flag, whole, decimal, instant, maybe, choice } = column
export const bases = choice(['press', 'own', 'city', 'demo'])
export const sourced = { source: maybe(text), source_date: maybe(column.day) }
const promises = { theme: 'promises', licence: 'facts', reads: ['strategy'] } as const

export const promiseSets: readonly OpenSet[] = [
  {
    ...promises,
    id: 'strategy-directions',
    title: 'strategy.open.directions',
    about: 'strategy.open.directions.about',
    fields: {
      ...{ id: text, name: text, name_en: text, main: flag },
      ...{ workshop_from: maybe(text), workshop_to: maybe(text), ...sourced },
    },
    rows: () => sql`select id, name, name_en, main, workshop_from, workshop_to, source, source_date
      from strategy.directions`,
  },
  {
    ...promises,
    id: 'strategy-goals',
    title: 'strategy.open.goals',
    about: 'strategy.open.goals.about',
    fields: { id: text, direction: text, name: text, name_en: text, ...sourced },
    rows: () => sql`select id, direction, name, name_en, source, source_date from strategy.goals`,
  },
  {
    ...promises,
    id: 'strategy-tasks',
    title: 'strategy.open.tasks',
    about: 'strategy.open.tasks.about',
    fields: { id: text, goal: text, name: text, name_en: maybe(text), basis: bases, ...sourced },
    rows: () => sql`select id, goal, name, name_en, basis, source, source_date from strategy.tasks`,
  },
  {
    ...promises,
    id: 'strategy-indicators',
    title: 'strategy.open.indicators',
    about: 'strategy.open.indicators.about',
    fields: {
      ...{ id: text, direction: text, goal: maybe(text), task: maybe(text), name: text, name_en: maybe(text) },
      ...{ level: text, unit: text, unit_en: maybe(text), okei: maybe(text) },
      ...{ counting: choice(['sum', 'latest', 'ratio']), polarity: choice(['up', 'down', 'target']), promise: text },
      ...{ baseline_value: maybe(decimal), baseline_year: maybe(whole) },
      ...{ target_value: maybe(decimal), target_year: maybe(whole) },
      ...{ numerator: maybe(text), denominator: maybe(text), method: maybe(text) },
      ...{
        periodicity: maybe(choice(['month', 'quarter', 'half', 'year'])),
        basis: bases,
        ...sourced,
        note: maybe(text),
      },
    },
    rows: () => sql`select id, direction, goal, task, name, name_en, level, unit, unit_en, okei, kind as counting, polarity,
      promise, baseline_value, baseline_year, target_value, target_year, numerator, denominator, method, periodicity, basis,
      source, source_date, note from strategy.indicators`,
  },
  {
    ...promises,
    id: 'strategy-projects',
    title: 'strategy.open.projects',
    about: 'strategy.open.projects.about',
    fields: {
      ...{ id: text, direction: text, goal: maybe(text), task: maybe(text), name: text, name_en: maybe(text) },
      ...{ summary: text, stage: text, period: maybe(text), budget_rub: maybe(decimal), responsible: maybe(text) },
      ...{ place: maybe(text), district: maybe(text), basis: bases, ...sourced, note: maybe(text) },
    },
    rows: () => sql`select id, direction, goal, task, name, name_en, summary, stage, period, budget_rub, responsible, place,
      district, basis, source, source_date, note from strategy.projects`,
  },
  {
    ...promises,
    id: 'strategy-national-projects',
    title: 'strategy.open.national',
    about: 'strategy.open.national.about',
    fields: { id: text, project: text, national: text, name: text, name_en: text },
    rows: () => sql`select l.project || '/' || l.national as id, l.project, l.national, n.name, n.name_en
      from strategy.national_links l join strategy.national_projects n on n.id = l.national`,
  },
  {
    ...promises,
    id: 'strategy-milestones',
    title: 'strategy.open.milestones',
    about: 'strategy.open.milestones.about',
    fields: {
      ...{ id: text, project: text, name: text, name_en: maybe(text), unit: maybe(text), unit_en: maybe(text) },
      ...{ okei: maybe(text), document: maybe(text), weight: decimal, critical: flag, basis: bases, ...sourced },
    },
    rows: () => sql`select id, project, name, name_en, unit, unit_en, okei, document, weight, critical, basis, source,
      source_date from strategy.milestones`,
  },
  {
    ...promises,
    id: 'strategy-terms',
    title: 'strategy.open.terms',
    about: 'strategy.open.terms.about',
    time: 'at',
    fields: {
      ...{ id: uuid, subject: text, term: text, turn: whole, value: maybe(text), at: instant, office: maybe(text) },
      ...{ reason: maybe(text), basis: bases, ...sourced },
    },
    rows: () => sql`select id, subject, term, seq as turn, value, at, office, reason, basis, source, source_date
      from strategy.terms`,
  },
]
