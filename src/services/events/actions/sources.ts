// What editors do with sources: write, pause, read now, take over a new address; and what the pack says of them.
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { EventFacts } from '../facts.ts'
import { mayKeepEvents } from '../policy.ts'
import { readKinds, type SourceFile } from '../sources/settings.ts'
import { sourcesDb } from '../tables/sources.ts'

const announce = announcer<EventFacts>()

export type SourceInput = Omit<SourceFile, 'note'>

/** Writes a source as an editor says it; the pack no longer does. A new one must have an id that no other has. */
export const writeSource = action(
  'events',
  async (city: City, { isNew, ...input }: SourceInput & { isNew: boolean }) => {
    demand(city.actor, mayKeepEvents, undefined)
    const old = await sourceRow(city, input.id)
    if (isNew && old) throw refuse.invalid({ id: { key: 'events.source.problem.taken' } })
    if (!isNew && !old) throw refuse.missing('events.refusal.noSource')
    await put(city, input, old, true)
  },
)

/** Writes what the pack says of sources; those that an editor has written stay his. */
export const loadSources = action('events', async (city: City, files: readonly SourceFile[]) => {
  demand(city.actor, mayKeepEvents, undefined)
  for (const { note: _, ...file } of files) {
    const old = await sourceRow(city, file.id)
    if (!old?.edited) await put(city, file, old, false)
  }
})

type Row = Awaited<ReturnType<typeof sourceRow>>

function sourceRow(city: City, id: string) {
  return sourcesDb(city).selectFrom('events.sources').selectAll().where('id', '=', id).executeTakeFirst()
}

async function put(city: City, { settings, ...input }: SourceInput, old: Row, edited: boolean): Promise<void> {
  const mapping = JSON.stringify(settings)
  const same = old && old.url === input.url && old.kind === input.kind && old.schedule === input.schedule
  const isRead = input.enabled && input.url !== null && input.schedule !== null
  const due_at = isRead ? (same && old.due_at) || city.now : null
  const row = { ...input, mapping, due_at }
  await sourcesDb(city)
    .insertInto('events.sources')
    .values({ ...row, edited, made_at: city.now })
    .onConflict((clash) =>
      clash.column('id').doUpdateSet({
        ...row,
        edited,
        ...(same ? {} : { etag: null, last_modified: null, body_hash: null, failures: 0 }),
      }),
    )
    .execute()
}

/** Stops reading a source by the clock, or begins again at once. */
export const pauseSource = action('events', async (city: City, { id, pause }: { id: string; pause: boolean }) => {
  demand(city.actor, mayKeepEvents, undefined)
  const old = await sourceRow(city, id)
  if (!old) throw refuse.missing('events.refusal.noSource')
  const due_at = pause || old.schedule === null || old.url === null ? null : city.now
  await sourcesDb(city)
    .updateTable('events.sources')
    .set({ enabled: !pause, due_at, edited: true })
    .where('id', '=', id)
    .execute()
})

/** Asks for a source to be read now; it is read as soon as this is committed. */
export const askSource = action('events', async (city: City, { id }: { id: string }) => {
  demand(city.actor, mayKeepEvents, undefined)
  const old = await sourceRow(city, id)
  if (!old || old.url === null || !readKinds.some((kind) => kind === old.kind))
    throw refuse.missing('events.refusal.noSource')
  await announce(city, 'events.sourceAsked', `source:${id}`, { id })
})

/** Takes over the address to which a source says it has moved for good. */
export const takeAddress = action('events', async (city: City, { id }: { id: string }) => {
  demand(city.actor, mayKeepEvents, undefined)
  const old = await sourceRow(city, id)
  if (!old?.moved_to) throw refuse.missing('events.refusal.noSource')
  await sourcesDb(city)
    .updateTable('events.sources')
    .set({ url: old.moved_to, moved_to: null, edited: true })
    .where('id', '=', id)
    .execute()
})
