// The row of a turn: what became of a win, found by the same filters as the win itself.
import { basisOf } from '#kernel/chronicle/index.ts'
import type { City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { dayOf } from '#platform/time.ts'
import { smallWinsDb } from '../tables.ts'

interface Turn {
  kind: 'correction' | 'withdrawal'
  about: string
  reason: string
  note: string | null
  wasSaid?: string | null
  isRight?: string
  zone: string
}

/** Writes the row of a turn, with what the record is about copied, so that it is found by the same filters. Answers its id. */
export async function tellTurn(city: City, turn: Turn): Promise<string> {
  const db = smallWinsDb(city)
  const id = newId(city.now)
  const day = dayOf(city.now, turn.zone)
  const win = await db.selectFrom('small_wins.wins').selectAll().where('id', '=', turn.about).executeTakeFirstOrThrow()
  await db
    .insertInto('small_wins.wins')
    .values({
      id,
      kind: turn.kind,
      about: win.id,
      reason: turn.reason,
      was_said: turn.wasSaid ?? null,
      is_right: turn.isRight ?? null,
      title: win.title,
      title_en: win.title_en,
      category: win.category,
      quantity: win.right_quantity ?? win.quantity,
      measure: win.measure,
      unit: win.unit,
      unit_en: win.unit_en,
      unit_forms: win.unit_forms && JSON.stringify(win.unit_forms),
      place: win.place,
      district: win.district,
      done_on: day,
      year: Number(day.slice(0, 4)),
      sort_on: day,
      status: 'done',
      case_number: win.case_number,
      note: turn.note,
      // Whoever the record came from, its correction is the city's own word.
      basis: basisOf(city).kind === 'demo' ? 'demo' : 'city',
      published_at: city.now,
    })
    .execute()
  const streets = await db.selectFrom('small_wins.win_streets').select('street').where('win', '=', win.id).execute()
  await onStreets(
    city,
    id,
    streets.map(({ street }) => street),
  )
  return id
}

/** Notes on which streets a record stands. */
export async function onStreets(city: City, win: string, streets: readonly string[]): Promise<void> {
  if (streets.length === 0) return
  await smallWinsDb(city)
    .insertInto('small_wins.win_streets')
    .values([...new Set(streets)].map((street) => ({ win, street })))
    .onConflict((clash) => clash.doNothing())
    .execute()
}
