// A conversation as it stands: the draft, what was asked last, and what was said so far.
import { z } from 'zod'
import type { Words } from '#platform/words.ts'
import { type Draft, type DraftPhoto, type DraftPlace, draftShape, emptyDraft, type TopicLand } from '../rules.ts'

const lineShape = z.object({
  from: z.enum(['city', 'person']),
  text: z.string(),
  /** The case that the line is about: the channel adds its private link. */
  report: z.string().nullable().default(null),
})
export type Line = z.output<typeof lineShape>

const buttonShape = z.object({ label: z.string(), value: z.string() })
export type TalkButton = z.output<typeof buttonShape>

const asked = z.enum(['idle', 'photo', 'what', 'danger', 'topic', 'land', 'where', 'district', 'same', 'check'])

export const talkShape = z.object({
  draft: draftShape.default(emptyDraft),
  asked: asked.default('idle'),
  /** What can be pressed now; its words may be typed as well. */
  buttons: z.array(buttonShape).default([]),
  lines: z.array(lineShape).default([]),
  /** Cases that came of this conversation. */
  reports: z.array(z.string()).default([]),
  /** Grows with everything the person says: an answer sent twice is taken once. */
  turn: z.number().default(0),
})
export type Talk = z.output<typeof talkShape>

/** A conversation as it is stored: with the private links' secrets, closed, by the numbers of the cases. */
export const keptTalk = talkShape
  .extend({ links: z.record(z.string(), z.string()).default({}) })
  .transform(({ links, ...state }) => ({ state, links }))

export const newTalk: Talk = talkShape.parse({})

/** How much of what was said is remembered. */
export const linesKept = 60

export interface SimilarCase {
  number: string
  title: string
  place: string
  text: string | null
  holder: string
  due: Date
  dueKind: 'norm' | 'guide'
}

export interface HolderSeen {
  name: string
  due: Date
  kind: 'norm' | 'guide'
  covers: 'repair' | 'answer'
}

/** What the person does, in any channel, and what came of the effects that the conversation asked for. */
export type TalkEvent =
  | { kind: 'start' }
  | { kind: 'text'; text: string }
  | { kind: 'button'; value: string }
  | { kind: 'photo'; photo: DraftPhoto }
  | { kind: 'location'; lat: number; lon: number }
  | { kind: 'placed'; place: DraftPlace; where: string; point: { lat: number; lon: number } | null }
  | { kind: 'refused'; sentences: string[] }
  | { kind: 'looked'; similar: SimilarCase[]; holder: HolderSeen }
  | { kind: 'sent' | 'joined'; number: string }

/** What the conversation asks its channel to do; the answer comes back as an event. */
export type Effect =
  | { do: 'place'; where: string; point: { lat: number; lon: number } | null }
  | { do: 'look'; draft: Draft }
  | { do: 'send'; draft: Draft }
  | { do: 'join'; number: string; draft: Draft }
  | { do: 'forget-photo'; photo: DraftPhoto }

export interface Reply {
  text: string
  report?: string
}

export interface Answer {
  state: Talk
  replies: Reply[]
  effects: Effect[]
}

/** What the city knows of words; given, so that the conversation itself asks nobody. */
export interface TalkKnows {
  words: Words
  topics: readonly (TopicLand & { label: string })[]
  districts: readonly { id: string; name: string }[]
  guess(text: string): string[]
  danger(text: string): { call: string; also: string | null; advice: string } | null
  /** What every message says of itself. */
  official: string
}
