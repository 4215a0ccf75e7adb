// Shows that a kept file is whole, kept once, private to the city, and there after the process was killed.
import { spawn } from 'node:child_process'
import { createHash, randomBytes } from 'node:crypto'
import { mkdir, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { FileDamaged, openFiles } from './files.ts'

const shaOf = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const placeOf = (folder: string, sha: string) => join(folder, sha.slice(0, 2), sha.slice(2, 4), sha)
const names = async (found: AsyncIterable<string>) => {
  const all: string[] = []
  for await (const sha of found) all.push(sha)
  return all.sort()
}

let folder = ''
beforeEach(async () => {
  folder = join(await mkdtemp(join(tmpdir(), 'files-')), 'kept')
})
afterEach(async () => {
  await rm(join(folder, '..'), { recursive: true, force: true })
})

describe('what is put', () => {
  test('is read back under its SHA-256, whatever it is', async () => {
    const files = openFiles(folder)
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 5000 }), async (bytes) => {
        const sha = await files.put(bytes)
        expect(sha).toBe(shaOf(bytes))
        expect(Buffer.from((await files.read(sha)) ?? [9]).equals(bytes)).toBe(true)
      }),
      { numRuns: 20 },
    )
  })

  test('is streamed', async () => {
    const files = openFiles(folder)
    const stream = await files.stream(await files.put(Buffer.from('двор')))
    expect(stream && (await text(stream))).toBe('двор')
  })

  test('is kept once when many put the same at once', async () => {
    const files = openFiles(folder)
    const bytes = randomBytes(100_000)
    const shas = await Promise.all(Array.from({ length: 20 }, () => files.put(bytes)))
    expect(new Set(shas)).toEqual(new Set([shaOf(bytes)]))
    expect(await names(files.all(new Date(8.64e15)))).toEqual([shaOf(bytes)])
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  test('can be opened by nobody but the city', async () => {
    const sha = await openFiles(folder).put(Buffer.from('лицо'))
    expect((await stat(placeOf(folder, sha))).mode & 0o777).toBe(0o600)
    expect((await stat(join(folder, sha.slice(0, 2)))).mode & 0o777).toBe(0o700)
    expect((await stat(folder)).mode & 0o777).toBe(0o700)
  })

  test('mends a file that the disk has damaged', async () => {
    const files = openFiles(folder)
    const sha = await files.put(Buffer.from('целое'))
    await writeFile(placeOf(folder, sha), 'цел')
    await expect(files.read(sha)).rejects.toThrow(FileDamaged)
    await files.put(Buffer.from('целое'))
    expect(Buffer.from((await files.read(sha)) ?? []).toString()).toBe('целое')
  })
})

describe('what is asked for', () => {
  test('is absent when nobody put it', async () => {
    const files = openFiles(folder)
    expect(await files.read('0'.repeat(64))).toBeNull()
    expect(await files.stream('0'.repeat(64))).toBeNull()
    await files.remove('0'.repeat(64))
    expect(await names(files.all(new Date(8.64e15)))).toEqual([])
  })

  test.each(['../secret', '..', '', 'a'.repeat(63), 'A'.repeat(64), `../../${'a'.repeat(58)}`, `${'a'.repeat(64)}\n`])(
    'cannot leave the folder by the name %j',
    async (name) => {
      const files = openFiles(folder)
      await files.put(Buffer.from('x'))
      await writeFile(join(folder, '..', 'secret'), 'чужое')
      expect(await files.read(name)).toBeNull()
      expect(await files.stream(name)).toBeNull()
      await files.remove(name)
      expect(await readFile(join(folder, '..', 'secret'), 'utf8')).toBe('чужое')
    },
  )
})

describe('sweeping', () => {
  const longAgo = new Date('2026-01-01T00:00:00Z')
  const between = new Date('2026-02-01T00:00:00Z')

  test('names only what was last put before the instant', async () => {
    const files = openFiles(folder)
    const old = await files.put(Buffer.from('old'))
    const again = await files.put(Buffer.from('again'))
    await files.put(Buffer.from('new'))
    for (const sha of [old, again]) await utimes(placeOf(folder, sha), longAgo, longAgo)
    await files.put(Buffer.from('again'))
    expect(await names(files.all(between))).toEqual([old])
  })

  test('does not remove what was put again meanwhile', async () => {
    const files = openFiles(folder)
    const sha = await files.put(Buffer.from('again'))
    await files.remove(sha, between)
    expect(await files.read(sha)).not.toBeNull()
    await files.remove(sha)
    expect(await files.read(sha)).toBeNull()
  })

  test('drops what a killed process left unfinished', async () => {
    const files = openFiles(folder)
    await files.put(Buffer.from('x'))
    const left = join(folder, 'unfinished', 'left')
    await writeFile(left, 'half')
    await utimes(left, longAgo, longAgo)
    await writeFile(join(folder, 'unfinished', 'fresh'), 'half')
    expect(await files.dropUnfinished(between)).toBe(1)
    expect(await readdir(join(folder, 'unfinished'))).toEqual(['fresh'])
  })
})

describe('trouble', () => {
  test('of the disk reaches the caller by its own code, and nothing half written stays', async () => {
    const files = openFiles(folder)
    const bytes = Buffer.from('нет места')
    await mkdir(join(folder, shaOf(bytes).slice(0, 2)), { recursive: true })
    await writeFile(join(folder, shaOf(bytes).slice(0, 2), shaOf(bytes).slice(2, 4)), 'a file where a folder should be')
    await expect(files.put(bytes)).rejects.toMatchObject({ code: expect.stringMatching(/ENOTDIR|EEXIST/) })
    expect(await readdir(join(folder, 'unfinished')).catch(() => [])).toEqual([])
  })

  test('of no room for the bytes is told, and the next small file is kept', async () => {
    const story = `const files = openFiles(process.argv[1])
      const code = await files.put(Buffer.alloc(300_000, 7)).catch((error) => error.code)
      console.log(code, (await files.put(Buffer.from('small'))).length)`
    // A limit on file size is the nearest thing to a full disk that needs no root.
    const child = spawn('sh', ['-c', `trap '' XFSZ; ulimit -f 64; exec "$0" "$@"`, process.execPath, ...run(story)])
    expect((await text(child.stdout)).trim()).toBe('EFBIG 64')
    expect(await readdir(join(folder, 'unfinished'))).toEqual([])
  })

  test('of kill -9 loses nothing that was acknowledged', async () => {
    const story = `const files = openFiles(process.argv[1])
      for (let i = 0; ; i += 1) console.log(await files.put(Buffer.alloc(20_000, String(i))))`
    const child = spawn(process.execPath, run(story))
    let told = ''
    for await (const chunk of child.stdout) {
      told += chunk
      if (told.split('\n').length > 30) child.kill('SIGKILL')
    }
    const files = openFiles(folder)
    const acknowledged = told.split('\n').slice(0, -1)
    expect(acknowledged.length).toBeGreaterThanOrEqual(30)
    for (const sha of acknowledged) expect(await files.read(sha)).toHaveLength(20_000)
  })

  const run = (story: string) => {
    const module = fileURLToPath(new URL('./files.ts', import.meta.url))
    const code = `import { openFiles } from ${JSON.stringify(module)}\n${story}`
    return ['--experimental-strip-types', '--no-warnings', '--input-type=module', '-e', code, folder]
  }
})
