// Ids sort by time and never repeat; secrets are kept as hashes.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { hashSecret, newId, newSecret } from './ids.ts'

const spring = new Date('2026-04-01T00:00:00.000Z')

test('an id is a UUID of version 7 that tells its time', () => {
  fc.assert(
    fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (now) => {
      const id = newId(now)
      expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/)
      expect(Number.parseInt(id.replaceAll('-', '').slice(0, 12), 16)).toBe(now.getTime())
    }),
  )
})

test('ids of one millisecond sort in the order in which they were made', () => {
  const ids = Array.from({ length: 20_000 }, () => newId(spring))
  expect(ids).toEqual([...ids].sort())
  expect(new Set(ids).size).toBe(ids.length)
})

test('an id of a later time sorts after one of an earlier time', () => {
  fc.assert(
    fc.property(fc.nat(2 ** 40), fc.integer({ min: 1, max: 10 ** 9 }), (ms, more) => {
      const early = newId(new Date(ms))
      expect(early < newId(new Date(ms + more))).toBe(true)
    }),
  )
})

test('a time that no id can tell is refused', () => {
  expect(() => newId(new Date(-1))).toThrow('from 1970')
  expect(() => newId(new Date(Number.NaN))).toThrow('from 1970')
})

test('a secret is random, fits into an address, and only its hash is kept', () => {
  expect(newSecret()).toMatch(/^[A-Za-z0-9_-]{32}$/)
  expect(newSecret(16)).toHaveLength(22)
  expect(newSecret()).not.toBe(newSecret())
  expect(hashSecret('abc')).toBe('ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad')
})
