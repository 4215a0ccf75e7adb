// The bundle has the thread's program beside it; a test from the sources would not see it missing.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import { expect, it } from 'vitest'
import { projectRoot } from '../root.ts'
import { usualLimits } from './table.ts'

it('the built city reads a table in a thread of its own', async () => {
  await promisify(execFile)(process.execPath, ['scripts/build.mjs'], { cwd: projectRoot })
  const workerData = { do: 'readCsv', bytes: new TextEncoder().encode('Код\r\n1'), limits: usualLimits }
  const worker = new Worker(join(projectRoot, 'build/sheets-work.js'), { workerData })
  const [answer] = await once(worker, 'message')
  expect(answer).toMatchObject({ ok: true, sheets: [{ rows: [{ row: 1 }, { row: 2 }] }] })
  await worker.terminate()
})
