// Showing: a version is shown from an instant until another, and the clock tells the city when it began and ended.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { PageFacts } from '../facts.ts'
import { mayEdit } from '../policy.ts'
import { pagesDb } from '../tables.ts'
import { editorsOffice } from './office.ts'

const announce = announcer<PageFacts>()

export interface Publishing {
  page: string
  /** Which version; the newest of all is only what an editor was last at. */
  version: number
  /** From when; an instant that has passed means now. */
  opensAt: Date
  closesAt: Date | null
}

/** Shows a version from an instant on. What waited to be shown later gives way. Throws `missing` and `invalid`. */
export const publishPage = action('pages', async (city: City, input: Publishing): Promise<void> => {
  demand(city.actor, mayEdit, undefined)
  const opens = input.opensAt > city.now ? input.opensAt : city.now
  if (input.closesAt !== null && input.closesAt <= opens)
    throw refuse.invalid({ closesOn: { key: 'pages.form.closesEarly' } })
  await heldStill(city, input.page)
  const version = await pagesDb(city)
    .selectFrom('pages.versions')
    .select('number')
    .where('page', '=', input.page)
    .where('number', '=', input.version)
    .executeTakeFirst()
  if (!version) throw refuse.missing('pages.refusal.noVersion')
  await put(city, { page: input.page, version: input.version, opens_at: opens, closes_at: input.closesAt })
})

/** Takes a page away, or what of it is to be shown later. Throws `conflict` when there is neither. */
export const withdrawPage = action('pages', async (city: City, { page }: { page: string }): Promise<void> => {
  demand(city.actor, mayEdit, undefined)
  await heldStill(city, page)
  const shown = await standing(city, page)
  const waiting = await cancelWaiting(city, page)
  if (!shown && waiting === 0) throw refuse.conflict('pages.refusal.notShown')
  if (shown) await put(city, { page, version: null, opens_at: city.now, closes_at: null })
})

/** Tells the city of what began and ended since it was last told. Answers how many turns there were. */
export const turnPages = action('pages', async (city: City, _: undefined): Promise<number> => {
  demand(city.actor, mayEdit, undefined)
  const begun = await pagesDb(city)
    .selectFrom('pages.publications')
    .select(['id', 'page'])
    .where('opened_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('opens_at', '<=', city.now)
    .orderBy('opens_at')
    .orderBy('id')
    .execute()
  for (const { id, page } of begun) await tellBegun(city, id, page)
  const ended = await pagesDb(city)
    .updateTable('pages.publications')
    .set({ closed_at: city.now })
    .where('closed_at', 'is', null)
    .where('cancelled_at', 'is', null)
    .where('closes_at', '<=', city.now)
    .returning('page')
    .execute()
  for (const { page } of ended) if (!(await standing(city, page))) await tellWithdrawn(city, page)
  return begun.length + ended.length
})

async function put(
  city: City,
  row: { page: string; version: number | null; opens_at: Date; closes_at: Date | null },
): Promise<void> {
  await cancelWaiting(city, row.page)
  const id = newId(city.now)
  await pagesDb(city)
    .insertInto('pages.publications')
    .values({ id, ...row, made_at: city.now, office: editorsOffice(city), opened_at: null })
    .execute()
  if (row.opens_at <= city.now) await tellBegun(city, id, row.page)
}

async function tellBegun(city: City, id: string, page: string): Promise<void> {
  const db = pagesDb(city)
  const before = await db
    .selectFrom('pages.publications')
    .select('id')
    .where('page', '=', page)
    .where('opened_at', 'is not', null)
    .where('version', 'is not', null)
    .limit(1)
    .executeTakeFirst()
  const turned = await db
    .updateTable('pages.publications')
    .set({ opened_at: city.now })
    .where('id', '=', id)
    .where('opened_at', 'is', null)
    .returning('version')
    .executeTakeFirst()
  if (!turned) return
  if (turned.version === null) return tellWithdrawn(city, page)
  const kind = page.split(':')[0] ?? ''
  await announce(city, 'pages.published', page, { page, kind, version: turned.version, first: before === undefined })
}

async function tellWithdrawn(city: City, page: string): Promise<void> {
  await announce(city, 'pages.withdrawn', page, { page, kind: page.split(':')[0] ?? '' })
}

async function cancelWaiting(city: City, page: string): Promise<number> {
  const done = await pagesDb(city)
    .updateTable('pages.publications')
    .set({ cancelled_at: city.now })
    .where('page', '=', page)
    .where('opens_at', '>', city.now)
    .where('cancelled_at', 'is', null)
    .executeTakeFirst()
  return Number(done.numUpdatedRows)
}

// Two editors who publish at once do so one after the other.
async function heldStill(city: City, page: string): Promise<void> {
  const row = await pagesDb(city)
    .selectFrom('pages.pages')
    .select('id')
    .where('id', '=', page)
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse.missing('pages.refusal.noPage')
}

/** Whether anything of the page is shown now. */
async function standing(city: City, page: string): Promise<boolean> {
  const { rows } = await sql<{ shown: boolean }>`
    select version is not null and (closes_at is null or closes_at > ${city.now}) as shown
    from pages.publications where page = ${page} and cancelled_at is null and opens_at <= ${city.now}
    order by opens_at desc, id desc limit 1`.execute(city.db)
  return rows[0]?.shown ?? false
}
