// The log's formats: what is written is read again, and nothing else is read.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fromBase64, fromHex, toBase64, toHex } from './bytes.ts'
import {
  addCheckpointRequest,
  checkpointFrom,
  checkpointText,
  cosign,
  entriesIn,
  entryBundle,
  leafHash,
  newSigner,
  openNote,
  parseAddCheckpoint,
  parseTilePath,
  proofFrom,
  proofText,
  signerFrom,
  signerText,
  signNote,
  type TileId,
  tilePath,
  verifierFrom,
  vkeyOf,
} from './index.ts'
import * as browser from './primitives.browser.ts'
import * as node from './primitives.ts'

const anyHash = fc.uint8Array({ minLength: 32, maxLength: 32 })
const anyTile: fc.Arbitrary<TileId> = fc.record({
  level: fc.oneof(fc.constant('entries' as const), fc.nat(63)),
  index: fc.oneof(fc.nat(2000), fc.maxSafeNat()),
  width: fc.integer({ min: 1, max: 256 }),
})
const log = newSigner('city.example/chronicle', new Uint8Array(32).fill(7))
const other = newSigner('city.example/chronicle', new Uint8Array(32).fill(8))
const witness = newSigner('paper.example/witness', new Uint8Array(32).fill(9), 'witness')
const text = checkpointText({ origin: log.name, size: 3, root: leafHash(new Uint8Array()) })

describe('base64 and hex', () => {
  test('come back, and have one spelling only', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
        expect(fromHex(toHex(bytes))).toEqual(bytes)
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
      }),
    )
    for (const text of ['AB==', 'AAB=', 'AA', 'AA=', 'A===', 'AA= =', ' AAAA', 'AAAA\n', 'AA-_', '=AAA'])
      expect(fromBase64(text)).toBeNull()
    for (const text of ['0', 'AB', '0g', ' 00']) expect(fromHex(text)).toBeNull()
  })
})

describe('tiles', () => {
  test('have the paths of the specification', () => {
    expect(tilePath({ level: 0, index: 1234067, width: 8 })).toBe('tile/0/x001/x234/067.p/8')
    expect(tilePath({ level: 'entries', index: 0, width: 256 })).toBe('tile/entries/000')
  })

  test('are found again by their path', () => {
    fc.assert(
      fc.property(anyTile, (id) => {
        expect(parseTilePath(tilePath(id))).toEqual(id)
      }),
    )
  })

  test('have no other path', () => {
    for (const path of [
      ...['tile/00/000', 'tile/64/000', 'tile/-1/000', 'tile/0/0', 'tile/0/1000', 'tile/0/x000/001', 'tile/0/001/002'],
      ...['tile/0/x001', 'tile/0/000.p/0', 'tile/0/000.p/256', 'tile/0/000.p/08', 'tile/0/000/', '/tile/0/000'],
      ...['tile/entries/000.p/', 'tile/0/X001/000', 'tile/0/000\n', 'tile/0/x999/x999/x999/x999/x999/999', ''],
    ])
      expect([path, parseTilePath(path)]).toEqual([path, null])
    for (const id of [
      { level: 64, index: 0, width: 1 },
      { level: 0, index: -1, width: 1 },
      { level: 0, index: 0, width: 257 },
    ])
      expect(() => tilePath(id)).toThrow('no tile')
  })

  test('of entries give the entries back, and break off for no reader unseen', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 400 }), { maxLength: 20 }), fc.nat(), (entries, cut) => {
        const bundle = entryBundle(entries)
        expect(entriesIn(bundle)).toEqual(entries)
        const short = bundle.slice(0, bundle.length === 0 ? 0 : cut % bundle.length)
        const lengths = entries.map((_, count) => entryBundle(entries.slice(0, count)).length)
        if (lengths.includes(short.length) || bundle.length === 0)
          expect(entriesIn(short).length).toBeLessThanOrEqual(entries.length)
        else expect(() => entriesIn(short)).toThrow('breaks off')
      }),
    )
    expect(entriesIn(entryBundle([new Uint8Array(65_535)]))).toHaveLength(1)
    expect(() => entryBundle([new Uint8Array(65_536)])).toThrow('65,535')
  })
})

describe('primitives', () => {
  test('of Node and of the browser say the same', () => {
    fc.assert(
      fc.property(anyHash, fc.uint8Array({ maxLength: 300 }), fc.nat(), (seed, message, where) => {
        expect(browser.sha256(message)).toEqual(new Uint8Array(node.sha256(message)))
        const key = node.publicKeyOf(seed)
        expect(browser.publicKeyOf(seed)).toEqual(key)
        const signature = node.ed25519Sign(message, seed)
        expect(browser.ed25519Sign(message, seed)).toEqual(signature)
        const bad = Uint8Array.from(signature)
        bad[where % 64] = (bad[where % 64] ?? 0) ^ (1 << (where % 8))
        for (const side of [node, browser]) {
          expect(side.ed25519Verify(signature, message, key)).toBe(true)
          expect(side.ed25519Verify(bad, message, key)).toBe(false)
          expect(side.ed25519Verify(signature.slice(1), message, key)).toBe(false)
          expect(side.ed25519Verify(signature, message, key.slice(1))).toBe(false)
        }
      }),
      { numRuns: 15 },
    )
    expect(browser.newSeed()).not.toEqual(browser.newSeed())
  })

  test('take no key that signs everything, and no signature moved by the order of the curve', () => {
    const identity = new Uint8Array(32)
    identity[0] = 1
    const forged = new Uint8Array(64)
    forged[0] = 1
    const message = Buffer.from('x')
    const signature = node.ed25519Sign(message, log.seed)
    const order = 2n ** 252n + 27742317777372353535851937790883648493n
    const s = BigInt(`0x${Buffer.from(signature.slice(32)).reverse().toString('hex')}`) + order
    const moved = Buffer.concat([
      signature.slice(0, 32),
      Buffer.from(s.toString(16).padStart(64, '0'), 'hex').reverse(),
    ])
    for (const side of [node, browser]) expect(side.ed25519Verify(moved, message, log.publicKey)).toBe(false)
    expect(browser.ed25519Verify(forged, message, identity)).toBe(false)
  })
})

describe('notes', () => {
  test('are signed and opened by the keys known, and name the others', () => {
    const note = signNote(text, [log, other])
    expect(openNote(note, [log])).toEqual({
      text,
      signed: [{ by: log, seconds: null }],
      failed: [],
      unknown: [{ name: other.name, id: other.id }],
    })
    expect(openNote(note, [witness]).signed).toEqual([])
  })

  test('with one wrong signature of a known key have none that counts', () => {
    const note = signNote(text, [log])
    const stolen = signNote(text.replace('\n3\n', '\n4\n'), [other]).split('\n').at(-2)
    expect(openNote(`${note}${stolen}\n`, [log, other])).toMatchObject({ signed: [], failed: [other] })
    expect(openNote(`${note}${stolen}\n`, [log]).signed).toHaveLength(1)
  })

  test('keys come back from their texts, and a wrong letter is seen', () => {
    fc.assert(
      fc.property(anyHash, fc.constantFrom('log', 'witness'), (seed, kind) => {
        const signer = newSigner('город.example/летопись', seed, kind)
        expect(signerFrom(signerText(signer))).toEqual(signer)
        const { seed: _, ...verifier } = signer
        expect(verifierFrom(vkeyOf(signer))).toEqual(verifier)
        const letters = [...vkeyOf(signer)]
        for (const at of letters.keys()) {
          const wrong = letters.with(at, letters[at] === 'A' ? 'B' : 'A').join('')
          expect(() => verifierFrom(wrong)).toThrow()
        }
      }),
      { numRuns: 10 },
    )
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b', 'a\u0085b', 'a\nb']) expect(() => newSigner(name)).toThrow('name')
    expect(() => newSigner('a', new Uint8Array(31))).toThrow('32 bytes')
  })

  test('agree with the example key of the Go checksum database', () => {
    const vkey = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8'
    expect(vkeyOf(verifierFrom(vkey))).toBe(vkey)
  })

  test('malformed are refused', () => {
    const note = signNote(text, [log])
    for (const wrong of [
      ...['', '\n', text, `${text}\n`, note.slice(0, -1), `${note}\n`, `${note}x\n`, note.replace('— ', '- ')],
      ...[note.replace('— ', '—  '), note.replace('\n\n', '\n'), note.replace('city', 'ci\tty'), `${note}— x AAAA\n`],
      `${text}\n${'— x AAAAAAA=\n'.repeat(65)}`,
    ])
      expect(() => openNote(wrong, [log])).toThrow()
    expect(() => signNote('no newline', [log])).toThrow('newline')
    expect(() => signNote(text, [witness])).toThrow('witness')
    expect(() => cosign(note, log, 1)).toThrow('witness')
  })

  test('cosigned say the time, and no other time', () => {
    const note = signNote(text, [log])
    fc.assert(
      fc.property(fc.maxSafeNat(), (seconds) => {
        const opened = openNote(note + cosign(note, witness, seconds), [log, witness])
        expect(opened.signed).toEqual([
          { by: log, seconds: null },
          { by: witness, seconds },
        ])
      }),
      { numRuns: 20 },
    )
    const [, name = '', coded = ''] = cosign(note, witness, 100).trimEnd().split(' ')
    const bytes = Buffer.from(coded, 'base64')
    bytes[11] = (bytes[11] ?? 0) + 1
    expect(openNote(`${note}— ${name} ${bytes.toString('base64')}\n`, [log, witness]).failed).toEqual([witness])
  })
})

describe('checkpoints', () => {
  test('come back, and lines after the third are let be', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), anyHash, (size, root) => {
        const checkpoint = { origin: 'city.example/chronicle', size, root }
        expect(checkpointFrom(checkpointText(checkpoint))).toEqual(checkpoint)
        expect(checkpointFrom(`${checkpointText(checkpoint)}more\n`)).toEqual(checkpoint)
      }),
    )
  })

  test('malformed are refused', () => {
    const root = toBase64(leafHash(new Uint8Array()))
    for (const wrong of [
      ...['', 'a\n', `a\n3\n${root}`, `\n3\n${root}\n`, `a\n03\n${root}\n`, `a\n-3\n${root}\n`, `a\n3 \n${root}\n`],
      ...[`a\n3\n${root.slice(4)}\n`, `a\n3\n${root}\n\n`, `a\n9007199254740993\n${root}\n`, `a\n3\n${root}\n\nx\n`],
    ])
      expect(() => checkpointFrom(wrong)).toThrow('no checkpoint')
  })
})

describe('proofs and requests', () => {
  const note = signNote(text, [log])
  const hashes = fc.array(anyHash, { maxLength: 63 })

  test('come back', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), hashes, fc.option(fc.uint8Array(), { nil: undefined }), (index, proof, extra) => {
        const one = { index, proof, note, ...(extra ? { extra } : {}) }
        expect(proofFrom(proofText(one))).toEqual(one)
        expect(parseAddCheckpoint(addCheckpointRequest({ old: index, proof, note }))).toEqual({
          old: index,
          proof,
          note,
        })
      }),
    )
  })

  test('malformed are refused', () => {
    const good = proofText({ index: 1, proof: [leafHash(new Uint8Array())], note })
    for (const wrong of [
      ...['', good.slice(1), good.replace('index 1', 'index 01'), good.replace('index 1', 'index'), `${good}x`],
      ...[
        good.replace('index 1\n', 'index 1\nAAAA\n'),
        good.replace('index 1', 'index 1\r'),
        good.replace('@v1', '@v2'),
      ],
      ...[good.replace('index 1\n', 'extra !\nindex 1\n'), good.replace(note, ''), good.replace('\n\n', '\n\n\n')],
      proofText({ index: 1, proof: Array(64).fill(leafHash(new Uint8Array())), note }),
    ])
      expect(() => proofFrom(wrong)).toThrow()
    for (const wrong of ['', 'old 1', `old 01\n\n${note}`, `old -1\n\n${note}`, `old 1\nAAAA\n\n${note}`])
      expect(() => parseAddCheckpoint(wrong)).toThrow('request')
  })
})
