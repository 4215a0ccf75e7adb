// The keys of the provider: made once for their owner only, replaced without losing what they signed, and read with a sentence.
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { keysChangedAt, makeKeys, readKeys, rotateKeys } from './keys.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-oidc-keys-'))
})
afterAll(() => rm(folder, { recursive: true }))

test('of several that make the key at once one does, and nobody else may read it', async () => {
  const file = join(folder, 'keys', 'oidc.json')
  expect([await readKeys(file), await keysChangedAt(file)]).toEqual([null, null])
  const made = await Promise.all([makeKeys(file), makeKeys(file), makeKeys(file)])
  expect(made.filter((one) => one.made)).toHaveLength(1)
  expect(new Set(made.map(({ kid }) => kid)).size).toBe(1)
  expect((await stat(file)).mode & 0o777).toBe(0o600)
})

test('a new key stands first, two former ones stay, older ones go', async () => {
  const file = join(folder, 'rotated.json')
  const kids = [(await makeKeys(file)).kid]
  for (let turn = 0; turn < 3; turn += 1) {
    const { from, to } = await rotateKeys(file)
    expect(from).toBe(kids[0])
    kids.unshift(to)
  }
  expect((await readKeys(file))?.keys.map(({ kid }) => kid)).toEqual(kids.slice(0, 3))
})

test('what is no key is said in a sentence', async () => {
  const file = join(folder, 'wrong.json')
  for (const content of [
    '',
    '{}',
    '{"keys":[]}',
    '{"keys":[{"kty":"oct","k":"x","kid":"1"}]}',
    '{"keys":[{"kty":"RSA","n":"x","e":"y","kid":"1"}]}',
  ]) {
    await writeFile(file, content)
    await expect(readKeys(file)).rejects.toThrow('это не набор закрытых ключей')
  }
  await expect(rotateKeys(join(folder, 'nowhere.json'))).rejects.toThrow('нет файла')
})
