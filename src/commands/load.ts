// `italmas load`: an operator's GeoJSON of the boundary, the districts and the addresses. A file is loaded whole or not at all.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import {
  boundary,
  districts,
  isWithin,
  layAddresses,
  layStreets,
  loadAreas,
  loadInForce,
  type MapError,
  type MapKind,
  mapKinds,
  openRegister,
  type ReadMap,
  type RegisterRow,
  readMap,
  registerOf,
  streets,
  sweepRegisters,
} from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

/** Loads each file in turn; a file with errors changes nothing and does not keep the others from being loaded. */
export async function load(
  open: OpenCity,
  files: string[],
  options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  const as = mapKinds.find((kind) => kind === options.as)
  if (options.as !== undefined && as === undefined) {
    say({ text: `--as: ${mapKinds.join(', ')}` })
    return 'misused'
  }
  let well = true
  for (const file of files) well = (await loadFile(open, file, as, options.dryRun === 'true', say)) && well
  return well ? 'done' : 'failed'
}

async function loadFile(
  open: OpenCity,
  file: string,
  as: MapKind | undefined,
  dryRun: boolean,
  say: Say,
): Promise<boolean> {
  const name = basename(file)
  const tell = (text: string, data: object): void => say({ text: `${name}: ${text}`, data: { file: name, ...data } })
  const text = await readFile(file, 'utf8').catch(() => null)
  const read = text === null ? null : mapIn(text, as)
  if (text === null || read === null) {
    const ru = text === null ? 'файл не прочитать' : 'это не GeoJSON (FeatureCollection)'
    const en = text === null ? 'the file cannot be read' : 'this is no GeoJSON (FeatureCollection)'
    tell(`${ru} / ${en}`, { error: en })
    return false
  }
  const city = open.cityFor(machinery('command'))
  // The kind is part of the name: the same points may be loaded again after the way of reading them has changed.
  const hash = createHash('sha256').update(`${read.kind} ${text}`).digest('hex')
  if ((await loadInForce(city, read.kind))?.load === hash) {
    tell(`уже загружено (${read.kind}) / already loaded`, { kind: read.kind, already: true })
    return true
  }
  const plan = await planFor(city, read, hash)
  if (plan.errors.length > 0) {
    tellErrors(open, plan.errors, tell)
    return false
  }
  if (dryRun) {
    tell(`годится (${read.kind}): ${plan.entries} / good`, { kind: read.kind, entries: plan.entries, dryRun: true })
    return true
  }
  await plan.carryOut((done) => tell(`${done} / ${plan.entries}`, { kind: read.kind, done, entries: plan.entries }))
  tell(`загружено (${read.kind}): ${plan.entries} / loaded`, { kind: read.kind, entries: plan.entries, loaded: true })
  return true
}

function mapIn(text: string, as: MapKind | undefined): ReadMap | null {
  try {
    return readMap(JSON.parse(text.replace(/^\ufeff/, '')), as)
  } catch {
    return null
  }
}

interface Plan {
  entries: number
  errors: MapError[]
  carryOut(progress: (done: number) => void): Promise<void>
}

async function planFor(city: City, read: ReadMap, hash: string): Promise<Plan> {
  if (read.kind === 'addresses') {
    const register = registerOf(
      read.addresses,
      (await streets(city)).map((street) => ({ ...street })),
    )
    // Longitude and latitude in the wrong order put a whole register into another country.
    const outline = await boundary(city)
    const outside = read.addresses
      .filter((row) => outline !== null && !isWithin(row, outline))
      .map(({ feature }): MapError => ({ feature, key: 'places.load.outside' }))
    return {
      entries: register.addresses.length,
      errors: [...read.errors, ...register.errors, ...outside].sort((a, b) => a.feature - b.feature),
      carryOut: (progress) => carryAddresses(city, hash, register, progress),
    }
  }
  const { kind } = read
  const errors = [...read.errors]
  const known = await districts(city)
  const areas = read.areas.map(({ feature, name, outline }) => {
    const district = known.find((each) => plain(each.name) === plain(name))
    if (kind === 'districts' && !district) errors.push({ feature, key: 'places.load.district', values: { name } })
    return { id: kind === 'boundary' ? `city-${feature}` : (district?.id ?? ''), outline, feature, name }
  })
  for (const [index, { id, feature, name }] of areas.entries()) {
    const twice = id !== '' && areas.findIndex((each) => each.id === id) !== index
    if (twice) errors.push({ feature, key: 'places.load.twice', values: { name } })
  }
  return {
    entries: areas.length,
    errors,
    carryOut: () => loadAreas(city, { kind, load: hash, areas: areas.map(({ id, outline }) => ({ id, outline })) }),
  }
}

const batch = 500

async function carryAddresses(
  city: City,
  hash: string,
  register: { streets: { name: string; type: string }[]; addresses: RegisterRow[] },
  progress: (done: number) => void,
): Promise<void> {
  const { streets: named, addresses } = register
  for (let at = 0; at < named.length; at += batch) {
    await layStreets(city, { load: hash, streets: named.slice(at, at + batch) })
  }
  for (let at = 0; at < addresses.length; at += batch) {
    await layAddresses(city, { load: hash, addresses: addresses.slice(at, at + batch) })
    progress(Math.min(at + batch, addresses.length))
  }
  await openRegister(city, { load: hash, entries: addresses.length })
  while ((await sweepRegisters(city, { keep: hash })) > 0);
}

const shown = 50

function tellErrors(open: OpenCity, errors: MapError[], tell: (text: string, data: object) => void): void {
  const [ru, en] = [open.shared.wordsIn('ru'), open.shared.wordsIn('en')]
  for (const { feature, key, values } of errors.slice(0, shown)) {
    tell(`объект ${feature}: ${ru(key, values)} / feature ${feature}: ${en(key, values)}`, {
      feature,
      error: en(key, values),
    })
  }
  tell(`ошибок: ${errors.length}, ничего не загружено / errors: ${errors.length}, nothing was loaded`, {
    errors: errors.length,
    loaded: false,
  })
}

/** «Ленинский район» and «Ленинский» are one district. */
function plain(name: string): string {
  return name
    .toLowerCase()
    .replaceAll('ё', 'е')
    .replace(/\s*(район|р-н|district)\s*/g, ' ')
    .trim()
}
