// Reads a city pack: the folder of JSON files that makes this city this city.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import type { Pack } from '#platform/module.ts'

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
