// What programs get of cases: public fields only, names that stay.
import { z } from 'zod'
import type { CaseCard } from './queries/cards.ts'
import type { CaseView } from './queries/case.ts'

const status = z.enum(['open', 'resolved', 'confirmed', 'declined'])
const holder = z.object({ body: z.string(), name: z.string() })

export const caseAnswer = z.object({
  number: z.string(),
  status,
  holder: holder.extend({ since: z.string() }),
  due: z.string(),
  dueKind: z.enum(['norm', 'guide']),
  norm: z.string().nullable(),
  firstDue: z.string(),
  postponed: z.number(),
  topic: z.string(),
  title: z.string(),
  place: z.string(),
  district: z.string().nullable(),
  openedAt: z.string(),
  joined: z.number(),
  text: z.string().nullable(),
  photos: z.array(z.object({ kind: z.enum(['report', 'repair']), url: z.string() })),
  timeline: z.array(
    z.object({
      at: z.string(),
      kind: z.string(),
      office: z.string().nullable(),
      holder: holder.nullable(),
      due: z.string().nullable(),
      text: z.string().nullable(),
    }),
  ),
})

export const casesAnswer = z.object({
  items: z.array(
    z.object({
      number: z.string(),
      status,
      holder,
      due: z.string(),
      topic: z.string(),
      title: z.string(),
      place: z.string(),
      district: z.string().nullable(),
      openedAt: z.string(),
    }),
  ),
  /** The number of the next page, when there is one. */
  next: z.number().nullable(),
})

export function caseJson(view: CaseView): z.output<typeof caseAnswer> {
  return {
    number: view.number,
    status: view.status,
    holder: { body: view.holder.body, name: view.holder.name, since: view.holder.since.toISOString() },
    due: view.due.toISOString(),
    dueKind: view.dueKind,
    norm: view.norm,
    firstDue: view.firstDue.toISOString(),
    postponed: view.moved,
    topic: view.topic,
    title: view.title,
    place: view.place,
    district: view.district?.name ?? null,
    openedAt: view.openedAt.toISOString(),
    joined: view.joined,
    text: view.text,
    photos: view.photos.map(({ kind, large }) => ({ kind, url: large })),
    timeline: view.timeline.map(({ at, kind, office, holder, due, text }) => ({
      at: at.toISOString(),
      kind,
      office,
      holder,
      due: due?.toISOString() ?? null,
      text,
    })),
  }
}

export function casesJson(
  cards: readonly CaseCard[],
  districts: ReadonlyMap<string, string>,
  next: number | null,
): z.output<typeof casesAnswer> {
  return {
    items: cards.map(({ number, status, holder, due, topic, title, place, district, openedAt }) => ({
      number,
      status,
      holder,
      due: due.toISOString(),
      topic,
      title,
      place,
      district: district === null ? null : (districts.get(district) ?? null),
      openedAt: openedAt.toISOString(),
    })),
    next,
  }
}
