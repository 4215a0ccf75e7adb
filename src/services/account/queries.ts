// What an account page is made of: what every door says of a person.
import type { ComponentChildren } from 'preact'
import { connectionsOf, handlesOf, identityFile, outsideOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import { saysNothing } from './rules.ts'

/** The pieces of a person's own page, in the order of the doors' wishes. */
export async function minePieces(city: City, doors: readonly Module[], person: string): Promise<ComponentChildren[]> {
  const offered = doors.flatMap((door) => door.mine ?? []).sort((one, other) => one.order - other.order)
  const pieces: ComponentChildren[] = []
  for (const mine of offered) {
    const piece = await mine.piece(city, person)
    if (piece) pieces.push(piece)
  }
  return pieces
}

/** How many systems a person let in, and how many outside sign-ins are on her page. */
export async function connectedCounts(city: City, person: string): Promise<{ systems: number; signIns: number }> {
  return { systems: (await connectionsOf(city, person)).length, signIns: (await outsideOf(city, person)).length }
}

export interface DataFile {
  madeAt: Date
  person: object | null
  /** By module, what it holds under each of her handles. */
  modules: Record<string, unknown[]>
}

/** Everything the city holds of a person. Each door is asked about each handle, as when she is forgotten. */
export async function dataFile(city: City, doors: readonly Module[], person: string): Promise<DataFile> {
  const handles = await handlesOf(city, person)
  const modules: Record<string, unknown[]> = {}
  for (const door of doors) {
    if (!door.personal) continue
    const answers: unknown[] = []
    for (const { handle } of handles) answers.push(await door.personal.export(city, handle))
    const said = answers.filter((answer) => !saysNothing(answer))
    if (said.length > 0) modules[door.name] = said
  }
  return { madeAt: city.now, person: await identityFile(city, person), modules }
}
