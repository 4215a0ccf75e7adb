// Where the project lies: the code may run from src (tests) or from the bundle in build.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** The folder that holds package.json. */
export const projectRoot = findRoot(import.meta.dirname)

function findRoot(from: string): string {
  if (existsSync(join(from, 'package.json'))) return from
  const up = dirname(from)
  if (up === from) throw new Error('package.json was not found above the running code')
  return findRoot(up)
}

const about: { version: string } = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))

/** The version of this house. */
export const packageVersion = about.version
