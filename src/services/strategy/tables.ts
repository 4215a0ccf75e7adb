// What the strategy remembers: promises with their sources, and the numbers that came since. Nothing here is personal.
import type { Generated, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'

/** A unit after a number, by the plurals of Russian, and of English where the data has them. */
export interface UnitForms {
  one: string
  few: string
  many: string
  en?: { one: string; other: string } | undefined
}

export type StrategyTables = {
  'strategy.plan': {
    id: string
    mission: string
    mission_en: string
    horizon: number
    source: string
    source_date: string
  }
  'strategy.directions': {
    id: string
    name: string
    name_en: string
    main: boolean
    position: number
    workshop_from: string | null
    workshop_to: string | null
    workshop_note: string | null
    source: string | null
    source_date: string | null
  }
  'strategy.goals': {
    id: string
    direction: string
    name: string
    name_en: string
    source: string
    source_date: string
  }
  'strategy.indicators': {
    id: string
    name: string
    name_en: string | null
    direction: string
    goal: string | null
    level: string
    unit: string
    unit_en: string | null
    unit_forms: JSONColumnType<UnitForms> | null
    okei: string | null
    kind: 'sum' | 'latest' | 'ratio'
    polarity: 'up' | 'down' | 'target'
    promise: string
    baseline_value: string | null
    baseline_year: number | null
    target_value: string | null
    target_year: number | null
    hears: string | null
    counts: Generated<'one' | 'quantity'>
    numerator: string | null
    denominator: string | null
    method: string | null
    basis: 'press' | 'own'
    source: string | null
    source_date: string | null
    note: string | null
    position: number
    digest: string
  }
  'strategy.measurements': {
    id: string
    indicator: string
    value: string
    at: Date
    period: string | null
    reason_kind: string
    reason_fact: string
    win: string
    case_number: string | null
    basis: 'city' | 'demo'
    reverses: string | null
  }
  'strategy.withdrawn_wins': { win: string; fact: string; at: Date }
  'strategy.observations': {
    id: string
    indicator: string
    value: string
    period: string | null
    part: 'baseline' | 'current'
    at: Date
    source: string
    source_date: string | null
    basis: 'press' | 'city' | 'demo'
    reason: string | null
    revises: string | null
  }
  'strategy.projects': {
    id: string
    name: string
    name_en: string | null
    direction: string
    summary: string
    stage: string
    stage_group: string
    period: string | null
    budget_rub: string | null
    responsible: string | null
    origin: string
    from_workshop: boolean
    place: string | null
    district: string | null
    service: string | null
    source: string
    source_date: string | null
    note: string | null
    position: number
    digest: string
  }
}

export const strategyDb = tablesOf('strategy', (db) => db.withTables<StrategyTables>())
