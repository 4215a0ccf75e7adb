// One case as anybody may see it: what is public of it, and nothing else.

import { type Photo, photoSrc, photosFor } from '#kernel/media/index.ts'
import { type District, districts } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { type Land, postponements, type Status } from '../rules.ts'
import { bodyNames, topicLabels } from './holder.ts'
import { type CaseRows, caseRows } from './rows.ts'
import { bodiesIn, type Step, timelineOf } from './timeline.ts'

export interface CasePhoto {
  id: string
  kind: 'report' | 'repair'
  small: string
  medium: string
  large: string
  width: number
  height: number
}

export interface CaseView {
  number: string
  status: Status
  topic: string
  /** What it is about, in the reader's language. */
  title: string
  land: Land
  place: string
  placeKnown: boolean
  street: string | null
  lat: number | null
  lon: number | null
  district: District | null
  holder: { body: string; name: string; since: Date }
  due: Date
  dueKind: 'norm' | 'guide'
  dueCovers: 'repair' | 'answer'
  norm: string | null
  /** The deadline that was given first, and how often a hand-over moved it later. */
  firstDue: Date
  moved: number
  late: boolean
  openedAt: Date
  closedAt: Date | null
  /** The last step, or when somebody joined. */
  updatedAt: Date
  /** Public words, once a dispatcher has released them. */
  text: string | null
  photos: CasePhoto[]
  joined: number
  timeline: (Omit<Step, 'photo'> & { photo: CasePhoto | null })[]
}

/** What everybody may see of a case; null when there is no such number. */
export async function caseFor(city: City, number: string): Promise<CaseView | null> {
  const rows = await caseRows(city, number)
  return rows && viewOf(city, rows)
}

export async function viewOf(city: City, rows: CaseRows): Promise<CaseView> {
  const { found, holdings } = rows
  const names = await bodyNames(city, bodiesIn(rows))
  const labels = await topicLabels(city, [found.topic])
  const release = rows.releases.at(-1) ?? null
  const photos = await releasedPhotos(city, rows)
  const steps = timelineOf(rows, city.words, names)
  const last = holdings.at(-1)
  const { first, moved } = postponements(holdings.map((one) => ({ begunBy: one.begun_by, dueAt: one.due_at })))
  const district = found.district === null ? undefined : (await districts(city)).find(({ id }) => id === found.district)
  return {
    number: found.number,
    status: found.status,
    topic: found.topic,
    title: labels.get(found.topic) ?? found.topic,
    land: found.land,
    place: found.place,
    placeKnown: found.place_known,
    street: found.street,
    lat: found.lat,
    lon: found.lon,
    district: district ?? null,
    holder: { body: found.body, name: names.get(found.body) ?? found.body, since: found.since },
    due: found.due_at,
    dueKind: found.due_kind,
    dueCovers: found.due_covers,
    norm: found.norm,
    firstDue: first ?? found.due_at,
    moved,
    late: found.status === 'open' && found.due_at < city.now,
    openedAt: found.opened_at,
    closedAt: last?.until ?? null,
    updatedAt: found.touched_at,
    text: release?.text ?? null,
    photos: photos.filter(({ id }) => id === found.photo || rows.resolutions.some(({ photo }) => photo === id)),
    joined: found.joined ?? 0,
    timeline: steps.map((step) => ({ ...step, photo: photos.find(({ id }) => id === step.photo) ?? null })),
  }
}

// The reporter's photo is public while the last release says so; a repair's once it was released itself.
async function releasedPhotos(city: City, rows: CaseRows): Promise<CasePhoto[]> {
  const own = rows.releases.at(-1)?.photo === true && rows.found.photo !== null ? [rows.found.photo] : []
  const repairs = rows.resolutions.flatMap(({ photo }) => (photo === null ? [] : [photo]))
  const ids = [...own, ...repairs]
  const kept = (await photosFor(city, ids)).filter(({ released }) => released)
  return ids.flatMap((id) => kept.filter((photo) => photo.id === id).map((photo) => casePhoto(photo, 'public')))
}

export function casePhoto(photo: Photo, to: 'public' | 'private'): CasePhoto {
  const { id, kind, width, height } = photo
  const at = (size: 'small' | 'medium' | 'large') => photoSrc(photo, size, to)
  return { id, kind, small: at('small'), medium: at('medium'), large: at('large'), width, height }
}
