// Cases in short, for lists: what, where, who holds it, by when.
import { type ExpressionBuilder, sql } from 'kysely'
import { handlesOf } from '#kernel/identity/index.ts'
import { photosFor } from '#kernel/media/index.ts'
import { distanceMetres } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { Land, Status } from '../rules.ts'
import { type CaseTables, casesDb } from '../tables.ts'
import { type CasePhoto, casePhoto } from './case.ts'
import { bodyNames, topicLabels } from './holder.ts'

export interface CaseCard {
  number: string
  status: Status
  topic: string
  title: string
  land: Land
  place: string
  /** The district's id. */
  district: string | null
  lat: number | null
  lon: number | null
  holder: { body: string; name: string }
  due: Date
  dueKind: 'norm' | 'guide'
  late: boolean
  openedAt: Date
  /** The case's last step, or when somebody joined it. */
  updatedAt: Date
  /** Released words and photo only. */
  text: string | null
  photo: CasePhoto | null
  joined: number
  /** Metres from the place that was asked about, when both points are known. */
  metres: number | null
}

export interface CasesAsked {
  topic?: string | undefined
  /** The district's id. */
  district?: string | undefined
  holder?: string | undefined
  status?: Status | readonly Status[] | undefined
  /** Opened at this instant or later. */
  from?: Date | undefined
  /** Opened at this instant or earlier. */
  to?: Date | undefined
  most: number
  skip?: number | undefined
}

/** Recent cases, the newest first. */
export async function recentCases(city: City, asked: CasesAsked): Promise<CaseCard[]> {
  // Both tables know when a case was opened: the one whose index also finds what was asked for gives the order.
  const by = asked.holder || asked.status ? 's' : 'c'
  let found = caseIds(city)
    .orderBy(`${by}.opened_at`, 'desc')
    .orderBy(`${by}.id`, 'desc')
    .limit(asked.most)
    .offset(asked.skip ?? 0)
  if (asked.topic) found = found.where('c.topic', '=', asked.topic)
  if (asked.district) found = found.where('c.district', '=', asked.district)
  if (asked.holder) found = found.where('s.body', '=', asked.holder)
  if (asked.status) found = found.where('s.status', 'in', [asked.status].flat())
  if (asked.from) found = found.where(`${by}.opened_at`, '>=', asked.from)
  if (asked.to) found = found.where(`${by}.opened_at`, '<=', asked.to)
  const rows = cardRows(city).where('c.id', 'in', found).orderBy('c.opened_at', 'desc').orderBy('c.id', 'desc')
  return cards(city, await rows.execute())
}

/** Open cases of a district or a street, those whose day has come or comes first. */
export async function urgentCases(
  city: City,
  asked: { district?: string; street?: string; most: number },
): Promise<CaseCard[]> {
  let found = caseIds(city).where('s.status', '=', 'open').orderBy('s.due_at').orderBy('s.id').limit(asked.most)
  if (asked.district !== undefined) found = found.where('c.district', '=', asked.district)
  if (asked.street !== undefined) found = found.where('c.street', '=', asked.street)
  return cards(city, await cardRows(city).where('c.id', 'in', found).orderBy('s.due_at').orderBy('s.id').execute())
}

/** Ids of cases, for finding the page of a list before its cards are read: what is skipped costs little. */
export function caseIds(city: City) {
  return casesDb(city).selectFrom('cases.cases as c').innerJoin('cases.standing as s', 's.id', 'c.id').select('c.id')
}

/** Cases by their numbers, in no order; unknown ones are left out. */
export async function casesFor(city: City, numbers: readonly string[]): Promise<CaseCard[]> {
  if (numbers.length === 0) return []
  return cards(city, await cardRows(city).where('c.number', 'in', numbers).execute())
}

// A pothole and the one behind the next house are two; beyond this nobody means the same thing.
const nearMetres = 300
const degree = 111_000

/** Open cases so near that they may be the same: by the point, else by the same street and house. The nearest first. */
export async function casesNear(
  city: City,
  asked: {
    place: { lat: number | null; lon: number | null; street: string | null; house: string | null }
    topic?: string | undefined
  },
): Promise<CaseCard[]> {
  const { lat, lon, street, house } = asked.place
  const point = lat === null || lon === null ? null : { lat, lon }
  if (!point && street === null) return []
  let query = cardRows(city).where('s.status', '=', 'open').orderBy('c.opened_at', 'desc').limit(50)
  if (asked.topic) query = query.where('c.topic', '=', asked.topic)
  const near = point && {
    lat: nearMetres / degree,
    lon: nearMetres / (degree * Math.cos((point.lat * Math.PI) / 180)),
  }
  query = query.where((where) => {
    const same = street === null ? [] : [sameAddress(where, street, house)]
    const around =
      point && near
        ? [
            where.and([
              where.between('c.lat', point.lat - near.lat, point.lat + near.lat),
              where.between('c.lon', point.lon - near.lon, point.lon + near.lon),
            ]),
          ]
        : []
    return where.or([...same, ...around])
  })
  const found = (await cards(city, await query.execute())).map((card) => ({ ...card, metres: metresTo(card, point) }))
  return found
    .filter(({ metres }) => metres === null || metres <= nearMetres)
    .sort((a, b) => (a.metres ?? nearMetres) - (b.metres ?? nearMetres))
    .slice(0, 10)
}

/** Cases that a person opened or joined, the newest first. */
export async function casesOf(city: City, person: string): Promise<(CaseCard & { mine: 'opened' | 'joined' })[]> {
  const handles = (await handlesOf(city, person, 'cases')).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const db = casesDb(city)
  const joined = db.selectFrom('cases.joins').select('case_id as id').where('handle', 'in', handles)
  const hers = db.selectFrom('cases.cases').select('id').where('handle', 'in', handles).union(joined)
  const rows = await cardRows(city)
    .where('c.id', 'in', hers)
    .orderBy('c.opened_at', 'desc')
    .orderBy('c.id', 'desc')
    .limit(200)
    .execute()
  const opened = new Set(
    rows.filter(({ handle }) => handle !== null && handles.includes(handle)).map(({ number }) => number),
  )
  return (await cards(city, rows)).map((card) => ({ ...card, mine: opened.has(card.number) ? 'opened' : 'joined' }))
}

function metresTo(card: CaseCard, point: { lat: number; lon: number } | null): number | null {
  if (!point || card.lat === null || card.lon === null) return null
  return Math.round(distanceMetres(point, { lat: card.lat, lon: card.lon }))
}

type Tables = CaseTables & { c: CaseTables['cases.cases']; s: CaseTables['cases.standing'] }

function sameAddress(where: ExpressionBuilder<Tables, 'c' | 's'>, street: string, house: string | null) {
  return house === null
    ? where('c.street', '=', street)
    : where.and([
        where('c.street', '=', street),
        where.or([where('c.house', '=', house), where('c.house', 'is', null)]),
      ])
}

/** The rows that cards are made of; a caller adds what it looks for. */
export function cardRows(city: City) {
  return casesDb(city)
    .selectFrom('cases.cases as c')
    .innerJoin('cases.standing as s', 's.id', 'c.id')
    .select([
      'c.id',
      'c.number',
      'c.topic',
      'c.land',
      'c.place',
      'c.district',
      'c.lat',
      'c.lon',
      'c.opened_at',
      'c.touched_at',
      'c.photo',
      'c.handle',
    ])
    .select(['s.status', 's.body', 's.due_at', 's.due_kind'])
    .select((select) => [
      select
        .selectFrom('cases.joins as j')
        .whereRef('j.case_id', '=', 'c.id')
        .select(sql<number>`count(*)`.as('n'))
        .as('joined'),
      select
        .selectFrom('cases.releases as r')
        .whereRef('r.case_id', '=', 'c.id')
        .select(
          sql<{ text: string | null; photo: boolean }>`jsonb_build_object('text', r.text, 'photo', r.photo)`.as(
            'released',
          ),
        )
        .orderBy('r.at', 'desc')
        .orderBy('r.id', 'desc')
        .limit(1)
        .as('release'),
    ])
}

export type CardRow = Awaited<ReturnType<ReturnType<typeof cardRows>['execute']>>[number]

/** Rows in the reader's words: names of topics and bodies are asked for once for all. */
export async function cards(city: City, rows: readonly CardRow[]): Promise<CaseCard[]> {
  const labels = await topicLabels(
    city,
    rows.map(({ topic }) => topic),
  )
  const names = await bodyNames(
    city,
    rows.map(({ body }) => body),
  )
  const shown = rows.flatMap(({ photo, release }) => (photo !== null && release?.photo === true ? [photo] : []))
  const photos = new Map(
    (await photosFor(city, shown)).filter(({ released }) => released).map((photo) => [photo.id, photo]),
  )
  return rows.map((row) => {
    const photo = row.photo === null ? undefined : photos.get(row.photo)
    return {
      number: row.number,
      status: row.status,
      topic: row.topic,
      title: labels.get(row.topic) ?? row.topic,
      land: row.land,
      place: row.place,
      district: row.district,
      lat: row.lat,
      lon: row.lon,
      holder: { body: row.body, name: names.get(row.body) ?? row.body },
      due: row.due_at,
      dueKind: row.due_kind,
      late: row.status === 'open' && row.due_at < city.now,
      openedAt: row.opened_at,
      updatedAt: row.touched_at,
      text: row.release?.text ?? null,
      photo: photo ? casePhoto(photo, 'public') : null,
      joined: row.joined ?? 0,
      metres: null,
    }
  })
}
