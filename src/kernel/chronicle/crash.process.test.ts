// A process killed at any point between a commit and its checkpoint never forks the log, and loses nothing that was said.
import { spawn } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { auditLog, checkpointFrom, readNote, verifierFrom, verifyConsistency } from '#engines/transparency-log/index.ts'
import type { OpenDatabase } from '#platform/db/open.ts'
import { testDatabase, testDatabaseUrl } from '#platform/db/testing.ts'
import { openRecord, type Point, points } from './crash.testing.ts'
import { proofBetween } from './tree.ts'

let folder: string
let server: OpenDatabase | null = null
let url: string | undefined
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-crash-'))
  const named = testDatabaseUrl()
  if (named === undefined) return
  server = await testDatabase([], { url: named })
  const address = new URL(named)
  address.pathname = `/${server.pool.options.database ?? new URL(server.pool.options.connectionString ?? named).pathname.slice(1)}`
  url = address.href
})
afterEach(async () => {
  await server?.close()
  await rm(folder, { recursive: true, force: true })
})

test('killed at each point, round after round: every checkpoint ever shown goes on into the last', async () => {
  const shown: string[] = []
  let said = 0
  for (const round of [1, 4]) {
    for (const point of points) {
      const heard = await runUntilKilled(point, round)
      shown.push(...heard.shown)
      said += heard.said
      await everythingHolds(shown, said)
    }
  }
  expect(shown.length).toBeGreaterThan(10)
})

/** A process that looks after the killed one finds one log with all that was said, and signs on. */
async function everythingHolds(shown: readonly string[], said: number): Promise<void> {
  const record = await openRecord(folder, url)
  try {
    // What was shown last before the kill is what is shown now: nothing newer is signed yet, or it goes on from it.
    await record.worker.settle()
    expect((await record.health()).map(({ key }) => key)).toEqual(['chronicle.health.well'])
    expect(await record.entries()).toBeGreaterThanOrEqual(said)
    const keys = (await record.seal.signers()).map(({ seed: _, ...verifier }) => verifier)
    const verdict = await auditLog(record.read, { verifiers: keys })
    expect(verdict).toMatchObject({ ok: true, size: await record.entries() })
    const last = checkpointFrom(readNote(Buffer.from((await record.read('checkpoint')) ?? []).toString()).text)
    for (const note of shown) {
      const { size, root } = checkpointFrom(readNote(note).text)
      if (size === 0) continue
      const proof = await proofBetween(record.city(), size, last.size)
      const goesOn =
        proof !== null && verifyConsistency({ from: size, to: last.size, fromRoot: root, toRoot: last.root, proof })
      expect([size, goesOn]).toEqual([size, true])
    }
    const vkeys = Buffer.from((await record.read('vkey')) ?? [])
      .toString()
      .trim()
      .split('\n')
    expect(vkeys.map((vkey) => verifierFrom(vkey).name)).toEqual(['demo.italmas/chronicle'])
  } finally {
    await record.close()
  }
}

async function runUntilKilled(point: Point, passes: number): Promise<{ shown: string[]; said: number }> {
  const child = spawn(
    process.execPath,
    [join(import.meta.dirname, 'crash.child.testing.ts'), folder, url ?? '', point, String(passes)],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  let heard = ''
  child.stdout.on('data', (chunk: Buffer) => {
    heard += chunk.toString()
  })
  await new Promise<void>((ended) => child.once('close', () => ended()))
  expect(child.signalCode).toBe('SIGKILL')
  const lines: { shown?: string; said?: number }[] = heard
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))
  return {
    shown: lines.flatMap((line) => line.shown ?? []),
    said: lines.filter((line) => line.said !== undefined).length,
  }
}
