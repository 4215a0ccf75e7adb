// The door of the chronicle: the city's public record, to which one can only add.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import { when } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { sequence } from './actions.ts'
import { chronicleRoutes } from './routes.ts'
import type { Basis } from './rules.ts'

export { eraseText, type Inscription, inscribe } from './actions.ts'
export { chronicleSize, type Entry, entries, entryAt } from './queries.ts'
export type { Basis, Plain, Statement } from './rules.ts'

/** Opens the chronicle; `doors` tell which pages its subjects have. */
export function chronicle(doors: () => readonly Module[]): Module {
  return {
    name: 'chronicle',
    floor: 'kernel',
    routes: chronicleRoutes((subject) => pageOf(doors(), subject)),
    reactions: [when('chronicle.inscribed', 'chronicle.sequence', z.unknown(), (city) => sequence(city, {}))],
  }
}

/** The basis of what the city itself says; in the demo every such statement says that it is invented. */
export function basisOf(city: City): Basis {
  return { kind: city.within.house.mode === 'demo' ? 'demo' : 'city' }
}

function pageOf(doors: readonly Module[], subject: string): string | null {
  const [name = '', id = ''] = subject.split(/:(.*)/s)
  for (const door of doors) {
    const folder = door.subjects?.[name]
    if (folder !== undefined) return folder + encodeURIComponent(id)
  }
  return null
}
