// Reads a city pack: the folder of JSON files and texts that makes this city this city.
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { noteOf, takeNote } from '#platform/facts/index.ts'
import type { Pack } from '#platform/module.ts'
import { machinery } from '#platform/policy.ts'
import { packageVersion } from '#platform/root.ts'
import type { OpenCity } from './city.ts'

const city = z.object({ timeZone: z.string() })

/** Opens the pack in a folder. Throws with the path when the folder has no city.json. */
export function openCityPack(folder: string): Pack {
  if (!existsSync(join(folder, 'city.json'))) throw new Error(`no city pack in ${folder}: city.json is missing`)
  const rows = new Map<string, unknown>()
  return {
    has: (file) => existsSync(join(folder, file)),
    path: (file) => join(folder, file),
    read: (file) => {
      if (!rows.has(file)) rows.set(file, JSON.parse(readFileSync(join(folder, file), 'utf8')))
      return rows.get(file)
    },
  }
}

/** The city's time zone. */
export function zoneOf(pack: Pack): string {
  return city.parse(pack.read('city.json')).timeZone
}

/** Loads the pack if it has changed since it was last loaded; each door does so by its own actions. */
export async function readyPack(city: OpenCity): Promise<void> {
  const house = city.cityFor(machinery('pack'))
  const hash = packHash(city.shared.pack.path('.'))
  if ((await noteOf(house, 'pack')) !== hash) {
    for (const door of city.doors) await door.pack?.(city.cityFor(machinery('pack')), city.shared.pack)
    await takeNote(house, { name: 'pack', value: hash })
  }
  city.ready.cityPack = true
}

// The version of the loading code counts, too: a door may read more of the same files than it did.
function packHash(folder: string): string {
  const hash = createHash('sha256')
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort()) {
    if (/\.json$|^pages\b.*\.md$/.test(name)) hash.update(name).update(readFileSync(join(folder, name)))
  }
  return `${packageVersion}.${hash.digest('hex')}`
}
