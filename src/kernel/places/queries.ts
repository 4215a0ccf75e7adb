// What can be asked of places: who the bodies are, which districts there are, and what place a person means.
import type { City } from '#platform/city.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { bodyShape, cityShape, districtShape, landmarkShape, placesReference, streetShape } from './reference.ts'
import { boundary, districtAt, loadInForce, registered, registeredStreets } from './register.ts'
import {
  type Box,
  findLandmark,
  inCity,
  isWithin,
  type Landmark,
  type Point,
  parseAddress,
  parsePoint,
  streetsIn,
} from './rules.ts'

export interface Body {
  id: string
  name: string
  nameEn: string | null
  kind: string
  responsibilities: string
  phone: string | null
  site: string | null
}

export interface District {
  id: string
  name: string
  nameEn: string | null
}

/** A place as cases keep it: shown words without a flat, a point if there is one, the district if it was chosen. */
export interface Place {
  street: string | null
  house: string | null
  text: string
  /** Whether the city knows it: the address by the register if one was loaded, else the street. */
  known: boolean
  lat: number | null
  lon: number | null
  district: string | null
  /** What else was said about it («подъезд 2»): free text, so only for the reporter and staff. */
  note?: string | null
}

export interface PlaceAsked {
  address?: string | undefined
  /** Its id, or words that name it. */
  landmark?: string | undefined
  /** As written («56.85, 53.21») or as numbers. */
  point?: string | { lat: number; lon: number } | undefined
  district?: string | undefined
}

/** What a body or a district is called on the reader's page; what is kept and told to programs stays `name`. */
export function calledFor(words: Words, named: { name: string; nameEn: string | null }): string {
  return words.locale === 'en' ? (named.nameEn ?? named.name) : named.name
}

/** One body by id, also one that is no longer; null when there never was one. */
export async function bodyFor(city: City, id: string): Promise<Body | null> {
  return (await bodiesFor(city, [id]))[0] ?? null
}

/** Some bodies by their ids, also those that are no longer. */
export async function bodiesFor(city: City, ids: readonly string[]): Promise<Body[]> {
  if (ids.length === 0) return []
  return (await placesReference.ever(city, 'body', bodyShape, ids)).map(bodyOf)
}

/** All bodies of today, by name. */
export async function bodies(city: City): Promise<Body[]> {
  const rows = await placesReference.inForce(city, 'body', bodyShape)
  return byName(rows.map(bodyOf))
}

/** The districts of today, by name. */
export async function districts(city: City): Promise<District[]> {
  const rows = await placesReference.inForce(city, 'district', districtShape)
  return byName(rows.map((row) => ({ id: row.id, name: row.body.name, nameEn: row.body.nameEn })))
}

/** The landmarks of today, by name. */
export async function landmarks(
  city: City,
): Promise<(Landmark & { district: string | null; lat: number | null; lon: number | null })[]> {
  const rows = await placesReference.inForce(city, 'landmark', landmarkShape)
  return byName(rows.map((row) => ({ id: row.id, ...row.body })))
}

/** The streets of today, as people write them. */
export async function streets(city: City): Promise<{ name: string; type: string }[]> {
  const rows = await placesReference.inForce(city, 'street', streetShape)
  return byName(rows.map((row) => ({ name: row.body.name, type: row.body.type })))
}

/** The known street that a person means by «ул. Пушкинской» or «пушкинская 12», as the city calls it; null for an unknown one. */
export async function streetMeant(city: City, typed: string): Promise<string | null> {
  const all = await streetNames(city)
  const read = typed.trim() === '' ? null : parseAddress(typed, all)
  return read?.known ? read.street : (streetsIn(typed, all)[0] ?? null)
}

/** The known streets that a text names, in the order of their list; words around them do not matter. */
export async function streetsNamed(city: City, text: string): Promise<string[]> {
  return streetsIn(text, await streetNames(city))
}

/** The body that answers for the whole city's dispatching; null before a city pack is loaded. */
export async function cityDispatchBody(city: City): Promise<string | null> {
  return (await placesReference.inForce(city, 'city', cityShape))[0]?.body.cityPhone.body ?? null
}

/**
 * The place a person means, from an address, a landmark and a point, whatever was given. An unknown street is accepted and marked;
 * a point outside the city (its boundary if one was loaded, else its box), an unreadable one, and nothing at all are errors, all at
 * once. What the person did not say, the point and the district, comes from the register.
 */
export async function readPlace(city: City, asked: PlaceAsked): Promise<{ ok: Place } | { errors: FieldErrors }> {
  const errors: FieldErrors = {}
  const point = await pointFrom(city, asked.point, errors)
  const district = await districtFrom(city, asked.district, errors)
  const landmark = asked.landmark?.trim() ? landmarkFrom(asked.landmark, await landmarks(city)) : null
  if (asked.landmark?.trim() && !landmark) errors.landmark = { key: 'places.error.landmark' }
  const read = asked.address?.trim() ? await addressFrom(city, asked.address) : null
  if (asked.address?.trim() && !read && !landmark && !point) errors.address = { key: 'places.error.address' }
  if (!read && !landmark && !point && Object.keys(errors).length === 0) errors.address = { key: 'places.error.nowhere' }
  if (Object.keys(errors).length > 0) return { errors }
  const spot = point ?? read?.point ?? pointOf(landmark)
  return {
    ok: {
      note: read?.note ?? null,
      street: read?.street ?? null,
      house: read?.house ?? null,
      text: [read?.text, landmark?.name].filter(Boolean).join(', ') || pointText(point),
      known: read ? read.known : landmark !== null,
      lat: spot?.lat ?? null,
      lon: spot?.lon ?? null,
      district:
        district ??
        read?.district ??
        (await districtFrom(city, landmark?.district ?? undefined, {})) ??
        (spot ? await districtAt(city, spot) : null),
    },
  }
}

async function pointFrom(city: City, asked: PlaceAsked['point'], errors: FieldErrors) {
  if (asked === undefined || asked === '') return null
  const rows = await placesReference.inForce(city, 'city', cityShape)
  const box = rows[0]?.body.box
  const point = typeof asked === 'string' ? parsePoint(asked, box) : asked
  if (!point || !Number.isFinite(point.lat) || !Number.isFinite(point.lon)) errors.point = { key: 'places.error.point' }
  else if (!(await isInCity(city, point, box))) errors.point = { key: 'places.error.outside' }
  else return { lat: point.lat, lon: point.lon }
  return null
}

async function isInCity(city: City, point: Point, box: Box | undefined): Promise<boolean> {
  const outline = await boundary(city)
  if (outline) return isWithin(point, outline)
  return box === undefined || inCity(point, box)
}

function pointOf(landmark: { lat: number | null; lon: number | null } | null): Point | null {
  if (!landmark || landmark.lat === null || landmark.lon === null) return null
  return { lat: landmark.lat, lon: landmark.lon }
}

async function districtFrom(city: City, asked: string | undefined, errors: FieldErrors): Promise<string | null> {
  const given = asked?.trim()
  if (!given) return null
  const found = (await districts(city)).find(({ id, name }) => id === given || name === given)
  if (!found) errors.district = { key: 'places.error.district' }
  return found?.id ?? null
}

function landmarkFrom<L extends Landmark>(asked: string, all: readonly L[]): L | null {
  return all.find(({ id, name }) => id === asked || name === asked) ?? findLandmark(asked, all)?.landmark ?? null
}

async function addressFrom(city: City, asked: string) {
  const address = parseAddress(asked, await streetNames(city))
  if (!address) return null
  const house = [address.house, address.building].filter((part) => part !== null).join(', ') || null
  // Another town's street is never ours, even where the names are the same; without a house there is only the street to know.
  const found = address.known && house !== null ? await registered(city, address.canonical) : null
  const hasRegister = house !== null && (await loadInForce(city, 'addresses')) !== null
  return {
    street: address.street,
    house,
    known: hasRegister ? found !== null : address.known,
    text: address.canonical,
    note: address.rest || null,
    point: found ? { lat: found.lat, lon: found.lon } : null,
    district: found?.district ?? null,
  }
}

async function streetNames(city: City) {
  const named = (await placesReference.inForce(city, 'street', streetShape)).map((row) => row.body)
  const own = new Set(named.map(({ name, type }) => `${type} ${name}`))
  return [...named, ...(await registeredStreets(city)).filter(({ name, type }) => !own.has(`${type} ${name}`))]
}

function pointText(point: { lat: number; lon: number } | null): string {
  return point ? `${point.lat.toFixed(5)}, ${point.lon.toFixed(5)}` : ''
}

function bodyOf(row: { id: string; body: Omit<Body, 'id'> }): Body {
  const { name, nameEn, kind, responsibilities, phone, site } = row.body
  return { id: row.id, name, nameEn, kind, responsibilities, phone, site }
}

const collator = new Intl.Collator('ru')

function byName<Named extends { name: string }>(all: Named[]): Named[] {
  return all.sort((a, b) => collator.compare(a.name, b.name))
}

/** All versions of a body, the newest first. */
export function bodyHistory(city: City, id: string) {
  return placesReference.history(city, 'body', bodyShape, id)
}
