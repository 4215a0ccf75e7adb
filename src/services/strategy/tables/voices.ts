// What the strategy remembers of residents: their questions, what they follow, and where they took part. Handles make it personal.
import type { Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { DeclineReason } from '../rules/question.ts'

/** Why somebody is told: she asked, it concerns her too, she follows, she took part in what it came from. */
export type FollowReason = 'asked' | 'too' | 'follow' | 'part'

export type VoicesTables = {
  'strategy.questions': {
    number: number
    about: string
    /** Personal; empty once she was forgotten. */
    text: string
    salt: Buffer | null
    handle: string | null
    asked_at: Date
    due_at: Date
    days: number
    basis: 'city' | 'demo'
    erased_at: Date | null
  }
  'strategy.releases': {
    id: string
    question: number
    text: string | null
    because: string | null
    at: Date
    office: string
  }
  'strategy.answers': {
    id: string
    question: number
    text: string | null
    at: Date
    office: string
    reason: string | null
    corrects: string | null
    erased_because: Generated<string | null>
  }
  'strategy.declines': { question: number; why: DeclineReason; reason: string; at: Date; office: string }
  'strategy.keys': { hash: string; handle: string; question: number | null; made_at: Date }
  'strategy.follows': {
    handle: string
    subject: string
    why: FollowReason
    guest: boolean
    at: Date
    confirmed_at: Date | null
  }
  'strategy.wishes': { id: string; handle: string; at: Date }
  'strategy.knocks': { id: string; hash: string; at: Date }
  'strategy.looks': { id: string; question: number; at: Date; by_office: string }
  'strategy.occasions': {
    id: string
    kind: string
    kind_en: string
    title: string
    title_en: string | null
    topic: string | null
    from_day: string | null
    to_day: string | null
    place: string | null
    organiser: string | null
    participants: number | null
    participants_unit: string | null
    headline: string | null
    note: string | null
    workshop: string | null
    whole: boolean
    source: string
    source_date: string | null
    position: number
  }
  'strategy.occasion_projects': { occasion: string; project: string }
  'strategy.participations': { handle: string; occasion: string; at: Date; confirmed_at: Date | null }
}

export const voicesDb = tablesOf('strategy', (db) => db.withTables<VoicesTables>())
