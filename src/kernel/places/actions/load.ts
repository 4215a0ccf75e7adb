// Loading an operator's map in short batches beside what is in force, and putting it in force at once.
import { action, type City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { loadInForce } from '../register.ts'
import { isWithin, type MapKind, type Outline, type RegisterRow } from '../rules.ts'
import { placesDb } from '../tables.ts'

/** Puts outlines in force in place of those before: the boundary (id `city`) or the districts by their ids. */
export const loadAreas = action(
  'places',
  async (
    city,
    input: { kind: 'boundary' | 'districts'; load: string; areas: { id: string; outline: Outline }[] },
  ): Promise<void> => {
    const { kind, load } = input
    await placesDb(city).deleteFrom('places.areas').where('kind', '=', kind).execute()
    for (const { id, outline } of input.areas) {
      await placesDb(city)
        .insertInto('places.areas')
        .values({ load, kind, id, outline: JSON.stringify(outline) })
        .execute()
    }
    await putInForce(city, kind, load, input.areas.length)
  },
)

/** Lays streets of a register down beside the one in force. Repeating it changes nothing. */
export const layStreets = action(
  'places',
  async (city, input: { load: string; streets: { name: string; type: string }[] }): Promise<void> => {
    if (input.streets.length === 0) return
    await placesDb(city)
      .insertInto('places.streets')
      .values(input.streets.map((street) => ({ load: input.load, ...street })))
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
)

/** Lays addresses of a register down beside the one in force, each with the district it lies in. Repeating it changes nothing. */
export const layAddresses = action(
  'places',
  async (city, input: { load: string; addresses: RegisterRow[] }): Promise<void> => {
    if (input.addresses.length === 0) return
    const districts = await placesDb(city)
      .selectFrom('places.areas')
      .select(['id', 'outline'])
      .where('kind', '=', 'districts')
      .execute()
    const rows = input.addresses.map((row) => ({
      load: input.load,
      ...row,
      district: districts.find(({ outline }) => isWithin(row, outline))?.id ?? null,
    }))
    await placesDb(city)
      .insertInto('places.addresses')
      .values(rows)
      .onConflict((conflict) => conflict.doNothing())
      .execute()
  },
)

/** Puts a register that was laid down whole in force. Refuses with `conflict` when rows of it are missing. */
export const openRegister = action('places', async (city, input: { load: string; entries: number }): Promise<void> => {
  const { count } = await placesDb(city)
    .selectFrom('places.addresses')
    .select((of) => of.fn.countAll<number>().as('count'))
    .where('load', '=', input.load)
    .executeTakeFirstOrThrow()
  if (count !== input.entries) throw refuse.conflict('places.load.incomplete', { count, entries: input.entries })
  await putInForce(city, 'addresses', input.load, input.entries)
})

/** Removes some rows of registers that are not in force and not `keep`; answers how many it removed. */
export const sweepRegisters = action('places', async (city, input: { keep: string }): Promise<number> => {
  const inForce = await loadInForce(city, 'addresses')
  const kept = [input.keep, inForce?.load ?? input.keep]
  const old = placesDb(city).selectFrom('places.addresses').select('address').where('load', 'not in', kept).limit(2000)
  const { numDeletedRows } = await placesDb(city)
    .deleteFrom('places.addresses')
    .where('load', 'not in', kept)
    .where('address', 'in', old)
    .executeTakeFirst()
  await placesDb(city).deleteFrom('places.streets').where('load', 'not in', kept).execute()
  return Number(numDeletedRows)
})

async function putInForce(city: City, kind: MapKind, load: string, entries: number): Promise<void> {
  const row = { load, entries, at: city.now }
  await placesDb(city)
    .insertInto('places.loads')
    .values({ kind, ...row })
    .onConflict((conflict) => conflict.column('kind').doUpdateSet(row))
    .execute()
}
