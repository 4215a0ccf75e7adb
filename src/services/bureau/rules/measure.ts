// A measure of support as its page tells it, and whether it holds on a day.

import { z } from 'zod'
import { plusDays } from '#platform/time.ts'

export const levels = ['federal', 'republic', 'city'] as const
export type Level = (typeof levels)[number]
// biome-ignore format: a list of one idea
export const measureKinds = ['tax', 'loan', 'credit', 'subsidy', 'grant', 'contest', 'payment', 'cofinancing', 'package', 'guidance', 'training', 'place'] as const
export const audiences = ['creative', 'business', 'social', 'youth', 'residents', 'university'] as const
export type Audience = (typeof audiences)[number]
/** What somebody looks for when she begins the questionnaire. */
export const lookings = ['business', 'project', 'family', 'home', 'study', 'institution'] as const
export type Looking = (typeof lookings)[number]

const text = z.string().nullable().default(null)
const sum = z.number().nonnegative().nullable().default(null)
const day = z.iso.date().nullable().default(null)

/** Only whole addresses of pages: nothing else may become a link. */
export const pageAddress = z.string().regex(/^https?:\/\/[^\s<>"]+$/, 'bureau.desk.error.address')

export const measureShape = z.object({
  name: z.string(),
  provider: z.string(),
  levels: z.array(z.enum(levels)).min(1),
  kind: z.string(),
  audience: z.enum(audiences),
  creative: z.boolean(),
  /** Whether somebody who has not founded a business yet may have it; unsaid where the source does not say. */
  notFounded: z.enum(['yes', 'no', 'unsaid']),
  topic: z.string(),
  looking: z.array(z.enum(lookings)).default([]),
  /** Roubles. */
  amountMin: sum,
  amountMax: sum,
  ratePercent: sum,
  /** The applicant's own share. */
  cofinancingPercent: sum,
  ageMin: sum,
  ageMax: sum,
  termMonths: sum,
  /** For whom, in the words of the source. */
  who: text,
  how: text,
  applyUrl: pageAddress.nullable().default(null),
  /** The city's own programme through which it is given, by its id. */
  programme: z.string().nullable().default(null),
  /** Who can say what the source leaves open. */
  ask: z.string(),
  period: text,
  opens: day,
  /** The last day. */
  closes: day,
  /** The last day of the year that the source speaks of: later nobody has confirmed it. */
  speaksOf: day,
  /** The source itself calls it closed or old. */
  ended: z.enum(['closed', 'archive']).nullable().default(null),
  law: text,
  source: z.string(),
  sourceDate: text,
  note: text,
  /** The day on which somebody last compared it with its source. */
  checkedOn: day,
  basis: z.enum(['press', 'city', 'demo']),
})
export type MeasureFields = z.output<typeof measureShape>

/** over: no longer; ahead: not yet; unsure: its source speaks of an earlier year; open: as the source says. */
export type Standing =
  | { state: 'over'; since: string | null; why: 'closed' | 'archive' }
  | { state: 'ahead'; from: string }
  | { state: 'unsure'; since: string }
  | { state: 'open' }

/** How it stands with a measure on a day (YYYY-MM-DD). Days compare as texts. */
export function standingOf(measure: MeasureFields, on: string): Standing {
  const { ended, closes, opens, speaksOf } = measure
  if (closes !== null && closes < on) return { state: 'over', since: plusDays(closes, 1), why: ended ?? 'closed' }
  if (ended !== null) return { state: 'over', since: null, why: ended }
  if (opens !== null && on < opens) return { state: 'ahead', from: opens }
  if (speaksOf !== null && speaksOf < on) return { state: 'unsure', since: plusDays(speaksOf, 1) }
  return { state: 'open' }
}

/** Whether the list shows it without being asked for what is past. */
export function isShown(standing: Standing): boolean {
  return standing.state !== 'over'
}

/** After so many days a measure waits for somebody to look at its source again. */
export const checkEvery = 90
