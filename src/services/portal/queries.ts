// What the front page and the catalogue are made of: the house asks every door.
import type { ComponentChildren } from 'preact'
import { districts, streetMeant, streets } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { Coming, FollowedThing, Module, NearPlace, ServiceOffer, Situation } from '#platform/module.ts'

export interface Pieces {
  hero: ComponentChildren[]
  top: ComponentChildren[]
  wide: ComponentChildren[]
  narrow: ComponentChildren[]
}

/** Every door's piece of the front page, in their order; a door with nothing to show is left out. */
export async function frontPieces(city: City, doors: readonly Module[]): Promise<Pieces> {
  const fronts = doors.flatMap((door) => door.front ?? []).sort((a, b) => a.order - b.order)
  const pieces: Pieces = { hero: [], top: [], wide: [], narrow: [] }
  for (const front of fronts) {
    const piece = await front.piece(city)
    if (piece) pieces[front.part].push(piece)
  }
  return pieces
}

/** What every door calls urgent in a place. */
export async function nearPieces(city: City, doors: readonly Module[], place: NearPlace): Promise<ComponentChildren[]> {
  const asked = doors.flatMap((door) => door.near ?? []).sort((a, b) => a.order - b.order)
  const pieces: ComponentChildren[] = []
  for (const { piece } of asked) {
    const made = await piece(city, place)
    if (made) pieces.push(made)
  }
  return pieces
}

/** What a person follows at every door. */
export async function followedThings(city: City, doors: readonly Module[], person: string): Promise<FollowedThing[]> {
  const all: FollowedThing[] = []
  for (const door of doors) all.push(...((await door.follows?.(city, person)) ?? []))
  return all
}

/** What is to come in these days at every door, the soonest first. */
export async function whatComes(
  city: City,
  doors: readonly Module[],
  days: { from: string; to: string },
): Promise<Coming[]> {
  const all: Coming[] = []
  for (const door of doors) all.push(...((await door.coming?.(city, days)) ?? []))
  return all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}

/** What can be done now at every door, in order. */
export function allOffers(doors: readonly Module[]): ServiceOffer[] {
  return doors.flatMap((door) => door.offers ?? []).sort((a, b) => a.order - b.order)
}

/** The situations of life that at least one offer answers. */
export async function answeredSituations(city: City, doors: readonly Module[]): Promise<Situation[]> {
  const answered = new Set(allOffers(doors).flatMap(({ situations }) => situations))
  const all: Situation[] = []
  for (const door of doors) all.push(...((await door.situations?.(city)) ?? []))
  return all.filter(({ slug }) => answered.has(slug))
}

/** The place kept in the cookie: a district's id or a street's name; null for none and for one that is no longer known. */
export async function placeKept(city: City, kept: string): Promise<NearPlace | null> {
  if (kept === '') return null
  const district = (await districts(city)).find(({ id }) => id === kept)
  if (district) return { kind: 'district', id: district.id, name: district.name }
  const street = (await streets(city)).find(({ name }) => name === kept)
  return street ? { kind: 'street', id: street.name, name: street.name } : null
}

/** The street that a person means, as the city calls it; null for one it does not know. */
export async function streetChosen(city: City, typed: string): Promise<string | null> {
  const meant = await streetMeant(city, typed)
  return meant !== null && (await streets(city)).some(({ name }) => name === meant) ? meant : null
}
