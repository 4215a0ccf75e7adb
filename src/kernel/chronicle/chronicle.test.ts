// The record only grows: places without gaps, bodies that never change, texts that may be erased.
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { action } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { chronicle, chronicleSize, entries, entryAt, eraseText, inscribe } from './index.ts'
import { entryBody, most, type Statement, textHash } from './rules.ts'
import { chronicleDb } from './tables.ts'

let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([chronicle(() => [])])
})
afterAll(() => bare.close())

const statement = (subject: string, data: Statement['data'] = {}): Statement => ({
  kind: 'tests.said',
  subject,
  basis: { kind: 'city' },
  office: null,
  data,
})

describe('an entry', () => {
  test('has the same bytes whatever the order of its keys', () => {
    const more = { id: 'x', at: new Date(0), texts: {} }
    expect(entryBody(statement('a:1', { b: 1, a: 2 }), more)).toBe(entryBody(statement('a:1', { a: 2, b: 1 }), more))
  })

  test('is canonical JSON of what was said, for any data', () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.string(),
          fc.oneof(fc.string({ unit: 'binary' }), fc.integer(), fc.boolean(), fc.constant(null)),
        ),
        (data) => {
          const body = entryBody(statement('a:1', data), { id: 'x', at: new Date(0), texts: {} })
          expect(JSON.parse(body).data).toEqual(data)
          expect(Object.keys(JSON.parse(body))).toEqual([
            'at',
            'basis',
            'data',
            'id',
            'kind',
            'office',
            'subject',
            'texts',
            'v',
          ])
        },
      ),
    )
  })

  test('larger than 32 KiB is a mistake of ours, said at once', () => {
    expect(() =>
      entryBody(statement('a:1', { long: 'я'.repeat(most / 2) }), { id: 'x', at: new Date(0), texts: {} }),
    ).toThrow('32 KiB')
  })
})

test('statements get places without gaps, in the order of their writing, whatever fails between', async () => {
  const say = action('chronicle', async (city, input: { subject: string; fails: boolean }) => {
    await inscribe(city, statement(input.subject))
    if (input.fails) throw refuse.conflict('platform.refusal.missing')
  })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.boolean(), { maxLength: 12 }), async (plan) => {
      const before = await chronicleSize(bare.as())
      await Promise.all(
        plan.map((fails, index) => say(bare.as(), { subject: `t:${index}`, fails }).catch(() => undefined)),
      )
      await bare.worker.settle()
      const size = await chronicleSize(bare.as())
      expect(size - before).toBe(plan.filter((fails) => !fails).length)
      const rows = await chronicleDb(bare.as())
        .selectFrom('chronicle.entries')
        .select('place')
        .orderBy('place')
        .execute()
      expect(rows.map(({ place }) => place)).toEqual(Array.from({ length: size }, (_, place) => place))
    }),
    { numRuns: 15 },
  )
})

test('free text enters as a salted hash and can be erased; the entry stays as it was', async () => {
  await inscribe(bare.as(), { ...statement('t:text'), texts: { reason: 'Улицу перекопали, ждём тепла' } })
  await bare.worker.settle()
  const [entry] = await entries(bare.as(), { subject: 't:text' })
  expect(entry?.body).not.toContain('перекопали')
  const found = await entryAt(bare.as(), entry?.place ?? -1)
  const text = found?.texts[0]
  expect(text?.content).toBe('Улицу перекопали, ждём тепла')
  expect(textHash(Buffer.from(text?.salt ?? '', 'hex'), text?.content ?? '')).toBe(text?.hash)
  await eraseText(bare.as(), { hash: text?.hash ?? '', because: 'просьба жителя' })
  const later = await entryAt(bare.as(), entry?.place ?? -1)
  expect(later?.texts[0]).toMatchObject({ content: null, salt: null, erasedBecause: 'просьба жителя' })
  expect(later?.entry.body).toBe(entry?.body)
})

test('two texts that are the same have different hashes', async () => {
  await inscribe(bare.as(), { ...statement('t:same'), texts: { a: 'да', b: 'да' } })
  await bare.worker.settle()
  const [entry] = await entries(bare.as(), { subject: 't:same' })
  const { texts }: { texts: Record<string, string> } = JSON.parse(entry?.body ?? '{}')
  expect(texts.a).not.toBe(texts.b)
})
