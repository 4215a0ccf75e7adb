// Built files (styles, scripts, fonts, icon), read once with their compressed twins.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import type { PublicFile } from './server.ts'

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
  '.png': 'image/png',
  '.webmanifest': 'application/manifest+json',
  '.json': 'application/json',
}

/** Reads the folder; files whose names carry a hash are kept for ever by browsers. */
export function loadPublicFiles(folder: string): { find(path: string): PublicFile | undefined } {
  const files = new Map<string, PublicFile>()
  if (existsSync(folder)) {
    for (const entry of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
      const type = types[extname(entry)]
      if (type === undefined) continue
      files.set(entry, {
        type,
        plain: readFileSync(join(folder, entry)),
        br: readIfThere(join(folder, `${entry}.br`)),
        gzip: readIfThere(join(folder, `${entry}.gz`)),
        forever: /[-.][\w]{8,}\.\w+$/.test(entry),
      })
    }
  }
  return { find: (path) => files.get(path) }
}

function readIfThere(file: string): Buffer | null {
  return existsSync(file) ? readFileSync(file) : null
}
