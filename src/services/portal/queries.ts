// What the front page is made of: the house asks every door.
import type { ComponentChildren } from 'preact'
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'

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
