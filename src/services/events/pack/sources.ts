// The pack's sources of events: each is a small file of data.
import { existsSync, readdirSync } from 'node:fs'
import type { Pack } from '#platform/module.ts'
import { type SourceFile, sourceFile } from '../sources/settings.ts'

/** The sources of one folder of the pack; none where there is no such folder. Throws where a file says something else than a source. */
export function packSources(pack: Pack, folder = 'event-sources'): SourceFile[] {
  const path = pack.path(folder)
  if (!existsSync(path)) return []
  return readdirSync(path)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => sourceFile.parse(pack.read(`${folder}/${name}`)))
}
