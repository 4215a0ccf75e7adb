// A file of a source brought by hand: kept, looked at, and taken in as it was looked at.
import { h } from 'preact'
import { get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { importReading, knownItems, sorted } from '../actions/import/run.ts'
import { SourceFilePage } from '../pages/source-file.tsx'
import { mayKeepEvents } from '../policy.ts'
import type { SourceView } from '../queries/sources.ts'
import type { Reading } from '../sources/found.ts'
import { readSource, wholeFault } from '../sources/read.ts'
import type { EventsHouse } from './house.ts'
import { onePage, sourceIn } from './source-page.ts'

export function sourceFileRoutes(house: EventsHouse): Route[] {
  const one = '/desk/events/sources/:source/file'
  return [
    post(one, mayKeepEvents, (visit) => keep(visit, house), { perMinute: 20 }),
    get(`${one}/:sha`, mayKeepEvents, (visit) => look(visit, house), { personal: true }),
    post(`${one}/:sha`, mayKeepEvents, (visit) => take(visit, house), { perMinute: 20 }),
  ]
}

async function keep({ city, params, uploads }: Visit, house: EventsHouse) {
  const source = await sourceIn(city, params.source ?? '')
  const [file] = uploads.file ?? []
  const refused = (key: string) => onePage(city, source.id, { values: {}, errors: { file: { key } } })
  if (!file || file.bytes.length === 0) return refused('events.file.problem.none')
  if (file.cut) return refused('events.file.problem.large')
  const sha = await house.files.put(file.bytes)
  return redirect(`/desk/events/sources/${source.id}/file/${sha}`)
}

async function look(visit: Visit, house: EventsHouse) {
  const { city, params } = visit
  const { source, reading } = await readKept(visit, house)
  const known = await knownItems(city, source.id)
  const { fresh, seen } = sorted(reading.found, known)
  const missing = [...known].filter(([uid, { gone }]) => !gone && !seen.has(uid)).length
  const props = {
    ...{
      source,
      sha: params.sha ?? '',
      zone: house.zone,
      found: reading.found.length,
      same: reading.found.length - fresh.length,
    },
    made: fresh.filter(({ uid }) => !known.has(uid)).map(({ found }) => found),
    changed: fresh.filter(({ uid }) => known.has(uid)).map(({ found }) => found),
    ...{ missing, aside: reading.setAside.slice(0, 200), fault: wholeFault(reading) },
  }
  return page(city.words('events.file.title'), h(SourceFilePage, props), { keep: 0 })
}

async function take(visit: Visit, house: EventsHouse) {
  const { city, fields } = visit
  const { source, reading } = await readKept(visit, house)
  if (wholeFault(reading)) throw refuse.conflict('events.file.unreadable')
  const partial = fields.whole !== 'yes'
  await importReading(city, { source: source.id, reading, how: 'file', zone: house.zone, partial })
  return redirect(`/desk/events/sources/${source.id}`)
}

async function readKept(
  { city, params }: Visit,
  house: EventsHouse,
): Promise<{ source: SourceView; reading: Reading }> {
  const source = await sourceIn(city, params.source ?? '')
  const body = /^[0-9a-f]{64}$/.test(params.sha ?? '') ? await house.files.read(params.sha ?? '') : null
  if (!body) throw refuse.missing('events.refusal.noFile')
  const reading = await readSource(
    source,
    { body, charset: null },
    { base: source.url, zone: house.zone, now: city.now },
  )
  return { source, reading }
}
