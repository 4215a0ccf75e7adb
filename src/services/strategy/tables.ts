// What the strategy remembers: promises with their sources, and the numbers that came since. Nothing here is personal.
import type { Generated, GeneratedAlways, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'

/** A unit after a number, by the plurals of Russian, and of English where the data has them. */
export interface UnitForms {
  one: string
  few: string
  many: string
  en?: { one: string; other: string } | undefined
}

/** Where a row comes from: a page of the press, the city's own word, or the demo's invention. */
export type Basis = 'press' | 'city' | 'demo'
export type Cadence = 'month' | 'quarter' | 'half' | 'year'
/** Who pays: the federal budget, the republic's, the city's, or others. */
export type Fund = 'federal' | 'republic' | 'city' | 'outside'
export type EvidenceKind = 'win' | 'contract' | 'count' | 'document'
/** What the team itself says of a project or an indicator. */
export type OfficialStatus = 'on-track' | 'at-risk' | 'late' | 'done' | 'stopped'

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
    position: Generated<number>
  }
  'strategy.tasks': {
    id: string
    goal: string
    name: string
    name_en: string | null
    basis: Basis
    source: string | null
    source_date: string | null
    position: number
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
    basis: 'press' | 'own' | 'city' | 'demo'
    source: string | null
    source_date: string | null
    note: string | null
    position: number
    digest: string
    task: string | null
    periodicity: Cadence | null
    kept_from: string | null
    near_from: string | null
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
    source: string | null
    source_date: string | null
    note: string | null
    position: number
    digest: string
    goal: string | null
    task: string | null
    workshop: string | null
    basis: Generated<Basis>
  }
  'strategy.milestones': {
    id: string
    project: string
    name: string
    name_en: string | null
    unit: string | null
    unit_en: string | null
    okei: string | null
    document: string | null
    weight: Generated<string>
    critical: Generated<boolean>
    basis: Basis
    source: string | null
    source_date: string | null
    position: number
  }
  'strategy.terms': {
    id: string
    seq: GeneratedAlways<number>
    subject: string
    term: string
    value: string | null
    at: Date
    office: string | null
    reason: string | null
    basis: Basis
    source: string | null
    source_date: string | null
  }
  'strategy.money': {
    id: string
    project: string
    year: number
    fund: Fund
    kind: 'planned' | 'spent'
    roubles: string
    at: Date
    office: string | null
    reason: string | null
    document: string | null
    basis: Basis
    source: string | null
    source_date: string | null
    corrects: string | null
  }
  'strategy.national_projects': { id: string; name: string; name_en: string; position: number }
  'strategy.national_links': { project: string; national: string }
  'strategy.evidence': {
    id: string
    subject: string
    kind: EvidenceKind
    ref: string
    quantity: string | null
    on_day: string
    source: string | null
    sha256: string | null
    at: Date
    office: string
    basis: 'city' | 'demo'
  }
  'strategy.verdicts': {
    id: string
    evidence: string
    accepted: boolean
    at: Date
    office: string | null
    reason: string | null
  }
  'strategy.wins': { win: string; quantity: string | null; withdrawn: Generated<boolean> }
  'strategy.reports': {
    id: string
    project: string | null
    indicator: string | null
    period: string
    status: OfficialStatus
    said: string
    obstacle: string | null
    at: Date
    office: string
    basis: 'city' | 'demo'
    corrects: string | null
  }
}

export const strategyDb = tablesOf('strategy', (db) => db.withTables<StrategyTables>())
