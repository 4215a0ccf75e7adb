// What a door says of personal data: their kinds in words, who looked, and what is removed when its purpose is reached.
import type { City } from './city.ts'

/** A kind of personal data, said to whom it belongs. All texts are word keys but `correct`. */
export interface PersonalKind {
  label: string
  /** On what ground the city holds it: a consent, or the law and the municipal function that need none. */
  basis: string
  /** It is held by her consent alone, and goes with it. */
  byConsent?: true
  /** How long it is kept; without it until she is forgotten. */
  kept?: string
  /** What stays when she is forgotten, without her, and why; without it nothing stays. */
  stays?: string
  /** Where she may correct it herself, without the language prefix. */
  correct?: string
}

/** One look of the staff at what is not public. */
export interface Look {
  at: Date
  /** The office in words: «диспетчер города». */
  office: string
  /** Word key of why an office looks there. */
  why: string
  /** What was looked at: «Сообщение № 2026-000123». */
  what: string
  href?: string
}

export interface Retention {
  /** `module.rows`: names the period among the city's retention periods, and the rows in the destruction log. */
  category: string
  /** Word key: what is removed. */
  label: string
  /**
   * Removes at most `most` things whose purpose was reached before the instant, in bounded statements. Answers how many. Left out
   * where the module's own sweep knows better when the purpose ended, and notes it itself.
   */
  remove?(city: City, asked: { before: Date; most: number }): Promise<number>
}
