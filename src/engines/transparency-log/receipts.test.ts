// Receipts: a true one is true, and no byte of it can be another without being seen.
import canonicalize from 'canonicalize'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toBase64, toHex } from './bytes.ts'
import {
  checkpointText,
  cosign,
  emptyEdge,
  grow,
  inclusionProof,
  leafHash,
  newSigner,
  proofText,
  type ReceiptText,
  receiptFrom,
  receiptLimits,
  rootOfEdge,
  signNote,
  tilePath,
  verifyReceipt,
  vkeyOf,
} from './index.ts'
import { sha256 } from './primitives.ts'

const log = newSigner('city.example/chronicle', new Uint8Array(32).fill(1))
const newLog = newSigner('city.example/chronicle', new Uint8Array(32).fill(2))
const paper = newSigner('paper.example/witness', new Uint8Array(32).fill(3), 'witness')
const bytesOf = (text: string) => new Uint8Array(Buffer.from(text))
const jsonOf = (bytes: Uint8Array) => JSON.parse(Buffer.from(bytes).toString())
const fileOf = (value: unknown) => bytesOf(canonicalize(value) ?? '')

const content = 'Улицу перекопали, ждём тепла'
const salt = '00ff'.repeat(16)
const text: ReceiptText = {
  hash: toHex(sha256(new Uint8Array([...Buffer.from(salt, 'hex'), ...Buffer.from(content)]))),
  salt,
  content,
}
const entryOf = (place: number) =>
  bytesOf(
    canonicalize({
      v: 1,
      kind: 'strategy.promised',
      subject: `indicator:${place % 3}`,
      place,
      texts: [1, 10].includes(place) ? { reason: text.hash } : {},
    }) ?? '',
  )

/** A log of this many entries with its proofs and its signed checkpoint. */
function logOf(size: number, signers = [log], witnesses = [paper]) {
  const entries = Array.from({ length: size }, (_, place) => entryOf(place))
  const { edge, tiles } = grow(emptyEdge, entries.map(leafHash))
  const byPath = new Map(tiles.map((tile) => [tilePath({ ...tile, width: tile.hashes.length / 32 }), tile.hashes]))
  const signed = signNote(checkpointText({ origin: log.name, size, root: rootOfEdge(edge) }), signers)
  const note = signed + witnesses.map((witness, at) => cosign(signed, witness, 1_800_000_000 + at)).join('')
  const proven = (place: number, texts: ReceiptText[] = []) => ({
    entry: entries[place] ?? new Uint8Array(),
    proof: proofText({
      index: place,
      proof: inclusionProof(size, place, (id) => byPath.get(tilePath(id)) ?? new Uint8Array()),
      note,
    }),
    texts,
  })
  const keys = { vkeys: signers.map(vkeyOf), witnesses: witnesses.map(vkeyOf) }
  return { proven, keys, root: toBase64(rootOfEdge(edge)), note }
}

const plain = (() => {
  const { proven, keys } = logOf(7, [log], [])
  return receiptFrom({ ...proven(4), ...keys })
})()
const full = (() => {
  const { proven, keys } = logOf(11, [log, newLog])
  const of = { subject: 'indicator:1', earlier: [proven(1, [text]), proven(4)] }
  return receiptFrom({ ...proven(10, [text]), ...keys, of })
})()

describe('a true receipt', () => {
  test('says its size, root, entries and who signed', () => {
    const { root } = logOf(11)
    expect(verifyReceipt(full)).toMatchObject({
      verdict: 'true',
      why: null,
      size: 11,
      root,
      origin: log.name,
      first_bad: null,
      subject: 'indicator:1',
      signed: [{ by: { id: log.id } }, { by: { id: newLog.id } }, { by: { id: paper.id }, seconds: 1_800_000_000 }],
      entries: [
        { place: 1, body: { kind: 'strategy.promised' }, texts: [{ name: 'reason', content }] },
        { place: 4, texts: [] },
        { place: 10, texts: [{ name: 'reason', content }] },
      ],
    })
    expect(verifyReceipt(plain)).toMatchObject({ verdict: 'true', size: 7, subject: null, entries: [{ place: 4 }] })
    expect(jsonOf(full).limits).toBe(receiptLimits)
  })

  test('is made for every place of any log', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 600 }), fc.nat(), (size, at) => {
        const { proven, keys } = logOf(size)
        const verdict = verifyReceipt(receiptFrom({ ...proven(at % size), ...keys }), { trusted: [vkeyOf(log)] })
        expect(verdict).toMatchObject({ verdict: 'true', size, entries: [{ place: at % size }] })
      }),
      { numRuns: 15 },
    )
  })

  test('is one for a reader who trusts one of its keys, and none for who trusts others', () => {
    expect(verifyReceipt(full, { trusted: [vkeyOf(newLog)] }).verdict).toBe('true')
    expect(verifyReceipt(full, { trusted: [vkeyOf(paper)] })).toMatchObject({ verdict: 'false', why: 'foreign-key' })
    expect(verifyReceipt(full, { trusted: [] })).toMatchObject({ verdict: 'false', why: 'foreign-key' })
  })
})

describe('one byte', () => {
  test('of a small receipt changed anywhere, to its neighbour or its other case, or a blank put anywhere, is seen', () => {
    for (const [at, byte] of plain.entries()) {
      for (const fresh of [[byte ^ 1], [byte ^ 32], [32, byte]]) {
        const changed = new Uint8Array([...plain.subarray(0, at), ...fresh, ...plain.subarray(at + 1)])
        if (verifyReceipt(changed).verdict === 'true') expect([at, fresh]).toEqual([])
      }
    }
  })

  test('changed, added, doubled or taken away in any receipt is seen', () => {
    const change = fc.record({
      from: fc.constantFrom(plain, full),
      at: fc.nat(),
      how: fc.constantFrom('change', 'add', 'remove'),
      byte: fc.integer({ min: 1, max: 255 }),
    })
    fc.assert(
      fc.property(change, ({ from, at, how, byte }) => {
        const place = at % from.length
        const old = from[place] ?? 0
        const fresh = how === 'change' ? [old ^ byte] : how === 'add' ? [byte, old] : []
        const changed = new Uint8Array([...from.subarray(0, place), ...fresh, ...from.subarray(place + 1)])
        expect(verifyReceipt(changed).verdict).not.toBe('true')
      }),
      { numRuns: 800 },
    )
  })

  test('whatever the bytes, there is an answer', () => {
    fc.assert(
      fc.property(fc.oneof(fc.uint8Array({ maxLength: 200 }), fc.json().map(bytesOf)), (bytes) => {
        expect(verifyReceipt(bytes).verdict).toBe('unreadable')
      }),
    )
  })
})

describe('a false receipt', () => {
  const changed = (change: (receipt: ReturnType<typeof jsonOf>) => unknown, from = full) => {
    const receipt = jsonOf(from)
    const result = change(receipt)
    return verifyReceipt(fileOf(result ?? receipt))
  }

  test('names the first entry that is not in the log', () => {
    const forged = toBase64(bytesOf('{"subject":"indicator:1"}'))
    expect(changed((receipt) => void Object.assign(receipt.earlier[1], { entry: forged }))).toMatchObject({
      verdict: 'false',
      why: 'not-in-log',
      first_bad: 4,
      size: 11,
    })
  })

  test('has earlier entries missing from their order, doubled, of another subject or another checkpoint', () => {
    expect(changed((receipt) => void receipt.earlier.reverse())).toMatchObject({ why: 'wrong-order', first_bad: 1 })
    expect(changed((receipt) => void receipt.earlier.push(receipt.earlier[1]))).toMatchObject({ why: 'wrong-order' })
    const { proven } = logOf(11, [log, newLog])
    const strange = { entry: toBase64(proven(5).entry), proof: proven(5).proof }
    expect(changed((receipt) => void receipt.earlier.push(strange))).toMatchObject({
      why: 'other-subject',
      first_bad: 5,
    })
    const older = logOf(8, [log, newLog]).proven(7)
    const olderOne = { entry: toBase64(older.entry), proof: older.proof }
    expect(changed((receipt) => void receipt.earlier.push(olderOne))).toMatchObject({
      why: 'other-checkpoint',
      first_bad: 7,
    })
    expect(changed((receipt) => void Object.assign(receipt, { subject: 'indicator:2' }))).toMatchObject({
      first_bad: 1,
    })
  })

  test('has a proof for another size, or of another place', () => {
    const { note } = logOf(11, [log, newLog])
    const small = logOf(9, [log, newLog]).proven(1).proof.split('\n\n')[0]
    expect(
      changed((receipt) => void Object.assign(receipt, { proof: `${small}\n\n${note}`, earlier: [] })),
    ).toMatchObject({
      why: 'not-in-log',
      first_bad: 1,
    })
    const moved = (receipt: { proof: string }) =>
      void Object.assign(receipt, { proof: receipt.proof.replace('index 10', 'index 9') })
    expect(changed(moved)).toMatchObject({ why: 'not-in-log', first_bad: 9 })
  })

  test('is signed by another key, by too few, or names one that did not sign', () => {
    const evil = newSigner(log.name, new Uint8Array(32).fill(66))
    expect(changed((receipt) => void receipt.vkeys.splice(0, 1, vkeyOf(evil))).why).toBe('bad-signature')
    expect(changed((receipt) => void receipt.vkeys.pop()).why).toBe('bad-signature')
    expect(changed((receipt) => void receipt.witnesses.pop()).why).toBe('bad-signature')
    expect(changed((receipt) => void receipt.vkeys.push(receipt.vkeys[0])).why).toBe('bad-key')
    expect(changed((receipt) => void Object.assign(receipt, { vkeys: [] })).why).toBe('bad-key')
    expect(changed((receipt) => void Object.assign(receipt, { vkeys: [vkeyOf(paper)] })).why).toBe('bad-key')
    const elsewhere = newSigner('other.example/log', new Uint8Array(32).fill(5))
    const { proven, keys } = logOf(7, [elsewhere], [])
    expect(verifyReceipt(receiptFrom({ ...proven(4), ...keys })).why).toBe('bad-key')
  })

  test('has a text that the entry does not name, or other words or salt for it', () => {
    const other = { ...text, content: 'Всё хорошо' }
    expect(changed((receipt) => void Object.assign(receipt, { texts: [other] }))).toMatchObject({
      why: 'bad-text',
      first_bad: 10,
    })
    expect(changed((receipt) => void Object.assign(receipt.earlier[0].texts[0], { salt: '00' })).first_bad).toBe(1)
    expect(changed((receipt) => void Object.assign(receipt.earlier[1], { texts: [text] })).first_bad).toBe(4)
    expect(changed((receipt) => void receipt.texts.push(text)).why).toBe('bad-text')
  })

  test('has another sentence of limits, blanks, or a field less or more', () => {
    expect(changed((receipt) => void Object.assign(receipt, { limits: 'Доказано всё' })).why).toBe('other-limits')
    expect(verifyReceipt(bytesOf(JSON.stringify(jsonOf(full), null, 1))).why).toBe('not-canonical')
    expect(verifyReceipt(new Uint8Array([...full, 10])).why).toBe('not-canonical')
    for (const field of Object.keys(jsonOf(full)).filter((name) => name !== 'texts'))
      expect(changed((receipt) => void delete receipt[field])).toMatchObject({
        verdict: 'unreadable',
        why: 'other-format',
      })
    expect(changed((receipt) => ({ ...receipt, more: 1 })).why).toBe('other-format')
    expect(changed((receipt) => ({ ...receipt, texts: [] })).why).toBe('other-format')
    expect(changed((receipt) => ({ ...receipt, format: 'italmas-receipt/2' })).why).toBe('other-format')
  })

  test('carries words that nobody signed', () => {
    const extra = (receipt: { proof: string }) =>
      void Object.assign(receipt, { proof: receipt.proof.replace('index', 'extra AAAA\nindex') })
    expect(changed(extra).why).toBe('bad-proof')
  })
})
