// Which address of sources and of their differences leads where: the editor's desk.
import { h } from 'preact'
import { venuesFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import {
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { writeWorkbook, xlsxType } from '#platform/sheets/index.ts'
import { decideConflict, decidePair, splitOff } from '../actions/merging.ts'
import { askSource, pauseSource, takeAddress, writeSource } from '../actions/sources.ts'
import { decisionForm, pairForm, sourceForm, splitForm } from '../forms/source.ts'
import { ConflictsPage, VoicesPage } from '../pages/conflicts.tsx'
import { NewSourcePage } from '../pages/source-form.tsx'
import { SourcesDeskPage } from '../pages/sources-desk.tsx'
import { mayKeepEvents } from '../policy.ts'
import { type ConflictView, conflictViews, eventNamed, itemViews, pairViews } from '../queries/merging.ts'
import { sourceViews } from '../queries/sources.ts'
import { exampleSheet } from '../sources/example.ts'
import { editRoutes } from './edits.ts'
import type { EventsHouse } from './house.ts'
import { sourceFileRoutes } from './source-file.ts'
import { onePage, sourceIn } from './source-page.ts'

const desk = { personal: true }

export function sourceRoutes(house: EventsHouse): Route[] {
  const one = '/desk/events/sources/:source'
  return [
    get('/desk/events/sources', mayKeepEvents, ({ city }) => listPage(city), desk),
    get('/desk/events/sources/new', mayKeepEvents, ({ city }) => newPage(city, nothingTyped, 200), desk),
    get('/desk/events/sources/example.xlsx', mayKeepEvents, ({ city }) => example(city), desk),
    post('/desk/events/sources', mayKeepEvents, (visit) => add(visit, house)),
    get(one, mayKeepEvents, ({ city, params }) => onePage(city, params.source ?? '', nothingTyped), desk),
    post(one, mayKeepEvents, (visit) => save(visit, house)),
    post(`${one}/reading`, mayKeepEvents, (visit) => act(visit, (city, id) => askSource(city, { id }))),
    post(`${one}/pause`, mayKeepEvents, (visit) => act(visit, (city, id) => pauseSource(city, { id, pause: true }))),
    post(`${one}/resumption`, mayKeepEvents, (visit) =>
      act(visit, (city, id) => pauseSource(city, { id, pause: false })),
    ),
    post(`${one}/address`, mayKeepEvents, (visit) => act(visit, (city, id) => takeAddress(city, { id }))),
    ...sourceFileRoutes(house),
    ...editRoutes(house),
    get('/desk/events/conflicts', mayKeepEvents, ({ city }) => conflictsPage(city, house, null), desk),
    post('/desk/events/conflicts/decision', mayKeepEvents, (visit) => decide(visit, house)),
    post('/desk/events/conflicts/pair', mayKeepEvents, (visit) => pair(visit, house)),
    get(
      '/desk/events/conflicts/:id',
      mayKeepEvents,
      ({ city, params }) => voicesPage(city, house, params.id ?? ''),
      desk,
    ),
    post('/desk/events/conflicts/:id/split', mayKeepEvents, (visit) => split(visit, house)),
  ]
}

async function listPage(city: City) {
  const [conflicts, pairs] = [await conflictViews(city), await pairViews(city)]
  const props = { sources: await sourceViews(city), waiting: conflicts.length + pairs.length }
  return page(city.words('events.desk.sources'), h(SourcesDeskPage, props), { keep: 0 })
}

function newPage(city: City, typed: Typed, status: number) {
  const values = { kind: 'jsonld', schedule: 'night', trust: '50', ...typed.values }
  return page(city.words('events.source.new'), h(NewSourcePage, { typed: { ...typed, values } }), { status, keep: 0 })
}

async function add({ city, fields }: Visit, house: EventsHouse) {
  const checked = sourceForm({ isNew: true, allows: house.guarded.allows }).check(fields)
  if (!checked.ok) return newPage(city, { values: fields, errors: checked.errors }, 422)
  try {
    await writeSource(city, { ...checked.value, isNew: true })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return newPage(city, { values: fields, errors: error.fields }, 422)
  }
  return redirect(`/desk/events/sources/${checked.value.id}`)
}

async function save({ city, params, fields }: Visit, house: EventsHouse) {
  const source = await sourceIn(city, params.source ?? '')
  const checked = sourceForm({ isNew: false, allows: house.guarded.allows }).check({ ...fields, id: source.id })
  if (!checked.ok) return onePage(city, source.id, { values: fields, errors: checked.errors })
  const { demo } = source.settings
  const settings = { ...checked.value.settings, ...(demo ? { demo } : {}) }
  await writeSource(city, { ...checked.value, settings, id: source.id, enabled: source.enabled, isNew: false })
  return redirect(`/desk/events/sources/${source.id}`)
}

async function act({ city, params }: Visit, run: (city: City, id: string) => Promise<unknown>) {
  const { id } = await sourceIn(city, params.source ?? '')
  await run(city, id)
  return redirect(`/desk/events/sources/${id}`)
}

async function example(city: City) {
  const name = `${city.words('events.desk.sources.example.name')}.xlsx`
  const disposition = `attachment; filename="events.xlsx"; filename*=UTF-8''${encodeURIComponent(name)}`
  return bytes(xlsxType, await writeWorkbook([exampleSheet()]), {
    headers: { 'content-disposition': disposition },
    keep: 0,
  })
}

async function conflictsPage(city: City, house: EventsHouse, refused: string | null, status = 200) {
  const conflicts = await conflictViews(city)
  const props = { conflicts, pairs: await pairViews(city), refused, ...(await namesIn(city, house, conflicts)) }
  return page(city.words('events.desk.conflicts'), h(ConflictsPage, props), { status, keep: 0 })
}

/** Names of the sources and venues that stand in conflicts. */
async function namesIn(city: City, { zone }: EventsHouse, conflicts: readonly ConflictView[]) {
  const sources = new Map((await sourceViews(city)).map(({ id, name }) => [id, name]))
  const said = conflicts.flatMap(({ field, sides }) =>
    field === 'venue' ? sides.map(({ value }) => String(value)) : [],
  )
  const venues = new Map((await venuesFor(city, [...new Set(said)])).map(({ id, name }) => [id, name]))
  return { sources, venues, zone }
}

async function decide({ city, fields }: Visit, house: EventsHouse) {
  const checked = decisionForm.check(fields)
  if (!checked.ok) return conflictsPage(city, house, 'events.conflict.problem.chosen', 422)
  const { note, ...decision } = checked.value
  return written(city, house, () => decideConflict(city, { ...decision, note: note || null, zone: house.zone }))
}

async function pair({ city, fields }: Visit, house: EventsHouse) {
  const { one_source, one_uid, other_source, other_uid, same } = pairForm.read(fields)
  const things = { one: { source: one_source, uid: one_uid }, other: { source: other_source, uid: other_uid } }
  return written(city, house, () => decidePair(city, { ...things, same: same === 'yes', zone: house.zone }))
}

// Somebody else may have decided meanwhile, or a source may have said something new: the page says so and shows what is there now.
async function written(city: City, house: EventsHouse, run: () => Promise<unknown>) {
  try {
    await run()
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === 'not-allowed' || error.kind === 'unavailable') throw error
    const key = error.kind === 'invalid' ? 'events.conflict.problem.chosen' : error.key
    return conflictsPage(city, house, key, error.status)
  }
  return redirect('/desk/events/conflicts')
}

async function voicesPage(city: City, house: EventsHouse, id: string) {
  const event = await eventNamed(city, id)
  if (!event) throw refuse.missing('events.refusal.noEvent')
  const conflicts = await conflictViews(city, { event: id, decided: true })
  const props = { event, items: await itemViews(city, id), conflicts, ...(await namesIn(city, house, conflicts)) }
  return page(city.words('events.voices.title', { title: event.title }), h(VoicesPage, props), { keep: 0 })
}

async function split({ city, fields }: Visit, house: EventsHouse) {
  const thing = splitForm.read(fields)
  const event = await splitOff(city, { ...thing, zone: house.zone })
  return redirect(`/desk/events/conflicts/${event}`)
}
