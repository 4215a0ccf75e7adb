// A report as it is written, the same on the web and in a chat: what is known already and what is asked next.
import { z } from 'zod'

export const textLimit = 4000
export const whereLimit = 300

const point = z.object({ lat: z.number(), lon: z.number() })

export const placeShape = z.object({
  street: z.string().nullable(),
  house: z.string().nullable(),
  text: z.string(),
  known: z.boolean(),
  lat: z.number().nullable(),
  lon: z.number().nullable(),
  district: z.string().nullable(),
  note: z.string().nullable().default(null),
})

export const photoShape = z.object({
  id: z.string(),
  key: z.string(),
  width: z.number(),
  height: z.number(),
  /** Where it was taken; only offered, and forgotten with the draft. */
  point: point.nullable(),
})
export type DraftPhoto = z.output<typeof photoShape>

export const draftShape = z.object({
  photo: photoShape.nullable().default(null),
  photoAsked: z.boolean().default(false),
  text: z.string().default(''),
  topic: z.string().nullable().default(null),
  /** Chosen by the person: words written later do not change it. */
  topicChosen: z.boolean().default(false),
  land: z.enum(['yard', 'street']).nullable().default(null),
  landChosen: z.boolean().default(false),
  place: placeShape.nullable().default(null),
  /** What was typed about the place, to be shown again. */
  where: z.string().default(''),
  /** A point that the person gave: from the phone or from the photo. */
  point: point.nullable().default(null),
  districtAsked: z.boolean().default(false),
  /** The person said that nobody is in danger. */
  calm: z.boolean().default(false),
  /** The person saw the reports nearby and meant none of them. */
  another: z.boolean().default(false),
})
export type Draft = z.output<typeof draftShape>
export type DraftPlace = z.output<typeof placeShape>
export type Land = 'yard' | 'street'

export const emptyDraft: Draft = draftShape.parse({})

/** A topic as far as a draft needs it. */
export interface TopicLand {
  code: string
  land: Land | 'either'
}

export type Question = 'photo' | 'what' | 'danger' | 'topic' | 'land' | 'where' | 'district' | 'same' | 'check'

/** What the world says about a draft: its words tell of a danger, there are open reports nearby. */
export interface Around {
  danger: boolean
  similar: boolean
}

/** What is asked next: the first question without an answer. A danger goes before everything but the words that tell of it. */
export function questionOf(draft: Draft, around: Around): Question {
  if (draft.text !== '' && around.danger && !draft.calm) return 'danger'
  if (!draft.photoAsked) return 'photo'
  if (draft.text === '') return 'what'
  if (draft.topic === null || !draft.topicChosen) return 'topic'
  if (draft.land === null) return 'land'
  if (draft.place === null) return 'where'
  if (draft.place.district === null && !draft.districtAsked) return 'district'
  if (around.similar && !draft.another) return 'same'
  return 'check'
}

/** Whether everything that a case needs is there. */
export function isWhole(draft: Draft): draft is Draft & { topic: string; land: Land; place: DraftPlace } {
  return draft.text !== '' && draft.topic !== null && draft.land !== null && draft.place !== null
}

/** The draft with what happened, in words; the topic follows the words until the person has chosen one. */
export function withText(draft: Draft, text: string, guesses: readonly string[], topics: readonly TopicLand[]): Draft {
  if (text === draft.text) return draft
  const told = { ...draft, text, calm: false }
  if (draft.topicChosen) return told
  return withTopic(told, guesses[0] ?? null, topics, false)
}

/** The draft with a topic; the land follows it where only one makes sense and the person has not said. */
export function withTopic(draft: Draft, topic: string | null, topics: readonly TopicLand[], chosen = true): Draft {
  const land = topics.find(({ code }) => code === topic)?.land ?? 'either'
  return {
    ...draft,
    topic,
    topicChosen: chosen,
    land: draft.landChosen ? draft.land : land === 'either' ? null : land,
    another: draft.topic === topic && draft.another,
  }
}

export function withLand(draft: Draft, land: Land): Draft {
  return { ...draft, land, landChosen: true }
}

/** The draft with a place; a district chosen before stays unless the place names one. */
export function withPlace(
  draft: Draft,
  place: DraftPlace,
  said: { where: string; point: { lat: number; lon: number } | null },
): Draft {
  const district = place.district ?? draft.place?.district ?? null
  const moved = draft.place === null || draft.place.text !== place.text || draft.place.lat !== place.lat
  return { ...draft, ...said, place: { ...place, district }, another: !moved && draft.another }
}

/** The draft with a district, or with «I do not know». */
export function withDistrict(draft: Draft, district: string | null): Draft {
  return { ...draft, districtAsked: true, place: draft.place && { ...draft.place, district } }
}

export function withPhoto(draft: Draft, photo: DraftPhoto | null): Draft {
  return { ...draft, photo, photoAsked: true }
}
