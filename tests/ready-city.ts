// Where the tests of one run keep a demo city that is ready, so that not each of them fills its own; see startReadyCity.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { TestProject } from 'vitest/node'

declare module 'vitest' {
  interface ProvidedContext {
    readyCity: string
  }
}

export default async function keepReady(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-ready-'))
  project.provide('readyCity', folder)
  return () => rm(folder, { recursive: true, force: true })
}
