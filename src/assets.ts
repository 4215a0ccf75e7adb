// What the build has made for browsers: which file stands for what.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from '#platform/root.ts'

export interface Assets {
  css: string
  scripts: string[]
  icon: string
  /** On a phone's own screen. */
  icons: { src: string; side: number; purpose: string }[]
  /** Pieces of scripts that a page loads when it needs them. */
  chunks: string[]
  fonts?: string[]
}

const assetsFile = z.object({
  css: z.string(),
  scripts: z.record(z.string(), z.string()),
  icon: z.string(),
  icons: z.array(z.object({ file: z.string(), side: z.number(), purpose: z.string() })),
  fonts: z.array(z.string()).optional(),
  files: z.array(z.string()),
})

/** Reads what the build has made. Throws when there was none. */
export function readAssets(): Assets {
  const file = join(projectRoot, 'build/assets.json')
  if (!existsSync(file)) throw new Error('build/assets.json is missing: run npm run build')
  const assets = assetsFile.parse(JSON.parse(readFileSync(file, 'utf8')))
  const at = (name: string) => `/static/${name}`
  return {
    css: at(assets.css),
    scripts: Object.values(assets.scripts).map(at),
    icon: at(assets.icon),
    icons: assets.icons.map(({ file, side, purpose }) => ({ src: at(file), side, purpose })),
    chunks: assets.files
      .filter((file) => file.endsWith('.js') && !Object.values(assets.scripts).includes(file))
      .map(at),
    fonts: (assets.fonts ?? []).map(at),
  }
}
