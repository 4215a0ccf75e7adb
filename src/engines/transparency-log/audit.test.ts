// Walking a whole log: an honest one passes, and of a dishonest one the first wrong place is named.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  auditLog,
  checkpointFrom,
  checkpointText,
  emptyEdge,
  entriesIn,
  entryBundle,
  grow,
  leafHash,
  newSigner,
  rootOfEdge,
  signNote,
  tileAt,
  tilePath,
  tileWidth,
} from './index.ts'

const log = newSigner('city.example/chronicle', new Uint8Array(32).fill(1))
const options = { verifiers: [log] }
const entryOf = (place: number) => new Uint8Array(Buffer.from(`entry ${place}`))

type Files = Map<string, Uint8Array>

/** A log's files by path, as it publishes them. */
function publish(entries: readonly Uint8Array[], signer = log): Files {
  const files: Files = new Map()
  const { edge, tiles } = grow(emptyEdge, entries.map(leafHash))
  for (const { level, index, hashes } of tiles) files.set(tilePath({ level, index, width: hashes.length / 32 }), hashes)
  for (let index = 0; ; index++) {
    const id = tileAt(entries.length, 'entries', index)
    if (!id) break
    files.set(tilePath(id), entryBundle(entries.slice(index * tileWidth, index * tileWidth + id.width)))
  }
  const text = checkpointText({ origin: log.name, size: entries.length, root: rootOfEdge(edge) })
  return files.set('checkpoint', new Uint8Array(Buffer.from(signNote(text, [signer]))))
}

const entriesOf = (size: number) => Array.from({ length: size }, (_, place) => entryOf(place))
const readOf = (files: Files) => async (path: string) => files.get(path) ?? null
const audit = (files: Files) => auditLog(readOf(files), options)
const rowsChanged = (size: number, change: (rows: Uint8Array[]) => void): Files => {
  const files = publish(entriesOf(size))
  const rows = entriesOf(size)
  change(rows)
  // Somebody changes rows behind the city's back: its tiles stay, the bundles say what the rows say.
  for (let index = 0; index * tileWidth < size; index++) {
    const id = tileAt(size, 'entries', index)
    if (id) files.set(tilePath(id), entryBundle(rows.slice(index * tileWidth, index * tileWidth + id.width)))
  }
  return files
}

const anySize = fc.oneof(
  fc.integer({ min: 1, max: 30 }),
  fc.constantFrom(256, 257, 512),
  fc.integer({ min: 1, max: 1500 }),
)

describe('an honest log', () => {
  test('of any size passes, an empty one too', async () => {
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.constant(0), anySize), async (size) => {
        expect(await audit(publish(entriesOf(size)))).toMatchObject({ ok: true, size, first_bad: null, why: null })
      }),
      { numRuns: 25 },
    )
  })

  test('of more than 65,536 entries passes, and a wrong tile of the second level is found', async () => {
    const files = publish(entriesOf(65_536 + 300))
    expect(await audit(files)).toMatchObject({ ok: true, size: 65_836 })
    const tile = Uint8Array.from(files.get('tile/1/000') ?? [])
    tile[5 * 32] = (tile[5 * 32] ?? 0) ^ 1
    files.set('tile/1/000', tile)
    expect(await audit(files)).toMatchObject({ ok: false, why: 'wrong-tile', first_bad: 5 * 256 })
  })

  test('that dropped its unfinished tiles for finished ones passes', async () => {
    const older = publish(entriesOf(300))
    const newer = publish(entriesOf(600))
    newer.set('checkpoint', older.get('checkpoint') ?? new Uint8Array())
    newer.set('tile/1/000.p/1', older.get('tile/1/000.p/1') ?? new Uint8Array())
    expect(await audit(newer)).toMatchObject({ ok: true, size: 300 })
  })
})

describe('rows changed behind its back', () => {
  test('are named by the first wrong place, whatever was done to them', async () => {
    const doings = fc.constantFrom('change', 'remove', 'insert', 'swap')
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 2, max: 700 }), fc.nat(), doings, async (size, at, doing) => {
        const place = at % (size - 1)
        const files = rowsChanged(size, (rows) => {
          const [row = entryOf(0), next = entryOf(0)] = rows.slice(place)
          if (doing === 'change') rows[place] = entryOf(size + 1)
          if (doing === 'remove') rows.splice(place, 1)
          if (doing === 'insert') rows.splice(place, 0, entryOf(size + 1))
          if (doing === 'swap') rows.splice(place, 2, next, row)
        })
        expect(await audit(files)).toMatchObject({ ok: false, first_bad: place, why: 'wrong-entry' })
      }),
      { numRuns: 40 },
    )
  })

  test('and a bundle that is missing, breaks off or is too long, by the first missing place', async () => {
    const files = publish(entriesOf(600))
    const bundle = files.get('tile/entries/001') ?? new Uint8Array()
    const missing = { ok: false, why: 'missing-entries' }
    const without = new Map(files)
    without.delete('tile/entries/001')
    expect(await audit(without)).toMatchObject({ ...missing, first_bad: 256 })
    expect(await audit(new Map(files).set('tile/entries/001', bundle.slice(0, -1)))).toMatchObject({
      ...missing,
      first_bad: 511,
    })
    const short = entryBundle(entriesIn(bundle).slice(0, 10))
    expect(await audit(new Map(files).set('tile/entries/001', short))).toMatchObject({ ...missing, first_bad: 266 })
    const long = entryBundle([...entriesIn(bundle), entryOf(1)])
    expect(await audit(new Map(files).set('tile/entries/001', long))).toMatchObject({ ...missing, first_bad: 512 })
  })
})

describe('the signed head', () => {
  test('signed by another key, or not at all, is refused', async () => {
    const stranger = newSigner(log.name)
    expect(await audit(publish(entriesOf(5), stranger))).toMatchObject({ ok: false, why: 'bad-signature', size: 5 })
    const files = publish(entriesOf(5))
    files.delete('checkpoint')
    expect(await audit(files)).toMatchObject({ ok: false, why: 'no-checkpoint', size: null })
    expect(await audit(files.set('checkpoint', new Uint8Array([255])))).toMatchObject({ why: 'no-checkpoint' })
  })

  test('that the tiles do not give is named', async () => {
    const files = publish(entriesOf(300))
    const text = checkpointText({ origin: log.name, size: 300, root: leafHash(entryOf(1)) })
    files.set('checkpoint', new Uint8Array(Buffer.from(signNote(text, [log]))))
    expect(await audit(files)).toMatchObject({ ok: false, why: 'wrong-root', first_bad: null })
  })

  test('a missing tile of hashes is named by where it begins', async () => {
    const files = publish(entriesOf(600))
    files.delete('tile/0/001')
    expect(await audit(files)).toMatchObject({ why: 'missing-tile', first_bad: 256 })
    const upper = publish(entriesOf(600))
    upper.delete('tile/1/000.p/2')
    expect(await audit(upper)).toMatchObject({ why: 'missing-tile', first_bad: 0 })
  })
})

describe('what was known before', () => {
  const knownAt = (size: number, entries = entriesOf(size)) => {
    const note = Buffer.from(publish(entries).get('checkpoint') ?? []).toString()
    const checkpoint = checkpointFrom(note.slice(0, note.indexOf('\n\n') + 1))
    return { checkpoint, leaves: new Map<number, Uint8Array>() }
  }

  test('agrees with any later state of an honest log', async () => {
    await fc.assert(
      fc.asyncProperty(anySize, fc.nat(), async (size, at) => {
        const verdict = await auditLog(readOf(publish(entriesOf(size))), {
          ...options,
          before: [knownAt(at % (size + 1)), knownAt(size)],
        })
        expect(verdict).toMatchObject({ ok: true, size })
      }),
      { numRuns: 25 },
    )
  })

  test('finds a log that was rewritten whole and signed anew, by the place where it is known', async () => {
    const rewritten = publish(entriesOf(700).with(3, entryOf(9999)))
    expect(await audit(rewritten)).toMatchObject({ ok: true })
    const known = knownAt(600)
    expect(await auditLog(readOf(rewritten), { ...options, before: [known] })).toMatchObject({
      why: 'rewritten',
      first_bad: null,
    })
    const leaves = new Map([[3, leafHash(entryOf(3))]])
    expect(await auditLog(readOf(rewritten), { ...options, before: [{ ...known, leaves }] })).toMatchObject({
      ok: false,
      why: 'rewritten',
      first_bad: 3,
    })
  })

  test('of another log says nothing about this one', async () => {
    const { checkpoint, leaves } = knownAt(5)
    const other = { checkpoint: { ...checkpoint, origin: 'other.example/log' }, leaves }
    const verdict = await auditLog(readOf(publish(entriesOf(5))), { ...options, before: [other] })
    expect(verdict).toMatchObject({ ok: false, why: 'other-log' })
  })

  test('finds a log that was cut', async () => {
    const verdict = await auditLog(readOf(publish(entriesOf(5))), { ...options, before: [knownAt(6)] })
    expect(verdict).toMatchObject({ ok: false, why: 'shrunk', first_bad: 5 })
  })
})

test('what the reader throws is passed on', async () => {
  const files = publish(entriesOf(3000))
  const read = async (path: string) => {
    if (path === 'tile/entries/003') throw new Error('away')
    return files.get(path) ?? null
  }
  await expect(auditLog(read, options)).rejects.toThrow('away')
})
