// A kept text is whole, the owner's only, and of many who write the first one wins.
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { keep, keepFirst, readKept } from './kept.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-kept-'))
})
afterEach(() => rm(folder, { recursive: true }))

test('a text is kept, replaced and read; nothing else stays in the folder', async () => {
  const path = join(folder, 'keys', 'chronicle')
  expect(await readKept(path)).toBe(null)
  await keep(path, 'one\n')
  await keep(path, 'two\n')
  expect(await readKept(path)).toBe('two\n')
  expect(await readdir(join(folder, 'keys'))).toEqual(['chronicle'])
  expect((await stat(path)).mode & 0o777).toBe(0o600)
})

test('of many who write at once, each whole text replaces the other; of many firsts one wins', async () => {
  const path = join(folder, 'head')
  const texts = Array.from({ length: 20 }, (_, n) => `${n}`.repeat(2000))
  await Promise.all(texts.map((text) => keep(path, text)))
  expect(texts).toContain(await readKept(path))
  const first = join(folder, 'first')
  const won = await Promise.all(texts.map((text) => keepFirst(first, text)))
  expect(won.filter(Boolean).length).toBe(1)
  expect(await readKept(first)).toBe(texts[won.indexOf(true)])
  expect((await readdir(folder)).sort()).toEqual(['first', 'head'])
})

test('a path that cannot be read is heard, not taken for absence', async () => {
  await expect(readKept(folder)).rejects.toThrow('EISDIR')
})
