// Open data of what came of promises: values, money, what was brought as proof and counted, and what the team reported.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'
import { bases, sourced } from './promises.ts'

const { text, uuid, flag, whole, decimal, instant, day, maybe, choice } = column
const own = { theme: 'promises', licence: 'own', reads: ['strategy'], time: 'at' } as const

export const provenSets: readonly OpenSet[] = [
  {
    ...own,
    id: 'strategy-measurements',
    title: 'strategy.open.measurements',
    about: 'strategy.open.measurements.about',
    fields: {
      ...{ id: uuid, indicator: text, amount: decimal, at: instant, period: maybe(text), win: text },
      ...{ case_number: maybe(text), reverses: maybe(uuid), basis: bases },
    },
    rows: () => sql`select id, indicator, value as amount, at, period, win, case_number, reverses, basis
      from strategy.measurements`,
  },
  {
    ...own,
    licence: 'facts',
    id: 'strategy-observations',
    title: 'strategy.open.observations',
    about: 'strategy.open.observations.about',
    fields: {
      ...{ id: uuid, indicator: text, amount: decimal, period: maybe(text), part: choice(['baseline', 'current']) },
      ...{ at: instant, reason: maybe(text), corrects: maybe(uuid), basis: bases, ...sourced },
    },
    rows: () => sql`select id, indicator, value as amount, period, part, at, reason, revises as corrects, basis, source,
      source_date from strategy.observations`,
  },
  {
    ...own,
    id: 'strategy-money',
    title: 'strategy.open.money',
    about: 'strategy.open.money.about',
    fields: {
      ...{ id: uuid, project: text, year: whole, fund: choice(['federal', 'republic', 'city', 'outside']) },
      ...{ booked_as: choice(['planned', 'spent']), roubles: decimal, at: instant, office: maybe(text) },
      ...{ reason: maybe(text), document: maybe(text), corrects: maybe(uuid), basis: bases, ...sourced },
    },
    rows: () => sql`select id, project, year, fund, kind as booked_as, roubles, at, office, reason, document, corrects, basis,
      source, source_date from strategy.money`,
  },
  {
    ...own,
    id: 'strategy-results',
    title: 'strategy.open.results',
    about: 'strategy.open.results.about',
    fields: {
      ...{ id: uuid, subject: text, proof: choice(['win', 'contract', 'count', 'document']), named: text },
      ...{ quantity: maybe(decimal), on_day: day, source: maybe(text), sha256: maybe(text), at: instant, office: text },
      ...{ counts: flag, judged_at: instant, reason: maybe(text), basis: bases },
    },
    // What waits or was refused is not a result; what counted once and was taken back stays.
    rows: () => sql`select e.id, e.subject, e.kind as proof, e.ref as named, e.quantity, e.on_day, e.source, e.sha256, e.at,
        e.office, v.accepted as counts, v.at as judged_at, v.reason, e.basis
      from strategy.evidence e
      join lateral (select accepted, at, reason from strategy.verdicts where evidence = e.id order by at desc, id desc limit 1)
        v on true
      where exists (select from strategy.verdicts where evidence = e.id and accepted)`,
  },
  {
    ...own,
    id: 'strategy-reports',
    title: 'strategy.open.reports',
    about: 'strategy.open.reports.about',
    fields: {
      ...{ id: uuid, subject: text, period: text, status: choice(['on-track', 'at-risk', 'late', 'done', 'stopped']) },
      ...{ said: text, obstacle: maybe(text), at: instant, office: text, corrects: maybe(uuid), basis: bases },
    },
    rows: () => sql`select id, coalesce('project:' || project, 'indicator:' || indicator) as subject, period, status, said,
      obstacle, at, office, corrects, basis from strategy.reports`,
  },
]
