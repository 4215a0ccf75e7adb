// What is remembered is what was last written, to everybody but the one who is writing.
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { openBareCity } from '#tests/bare-city.ts'
import type { City } from './city.ts'
import { openPageCache } from './http/cache.ts'
import { remembering } from './memory.ts'

test('a reader never hears an answer older than the last write that was answered', async () => {
  const bare = await openBareCity([])
  const cache = openPageCache({ now: () => 0 })
  await fc.assert(
    fc.asyncProperty(fc.array(fc.constantFrom('read', 'write', 'other'), { maxLength: 30 }), async (plan) => {
      let row = 0
      let asked = 0
      const answer = remembering(['wins'], async () => {
        asked += 1
        return row
      })
      const reader = (): City => {
        const city = bare.as()
        return { ...city, within: { ...city.within, house: { ...city.within.house, memory: cache } } }
      }
      for (const step of plan) {
        if (step === 'read') expect(await answer(reader())).toBe(row)
        else if (step === 'write') {
          row += 1
          cache.drop(['wins'])
        } else cache.drop(['cases'])
      }
      expect(asked).toBeLessThanOrEqual(plan.filter((step) => step === 'write').length + 1)
    }),
  )
  await bare.close()
})

test('a write that ends while the answer is being read makes it read again', async () => {
  const bare = await openBareCity([])
  const cache = openPageCache({ now: () => 0 })
  let row = 'old'
  let meanwhile = (): void => {}
  const answer = remembering(['wins'], async () => {
    const read = row
    meanwhile()
    return read
  })
  const city = bare.as()
  const reader: City = { ...city, within: { ...city.within, house: { ...city.within.house, memory: cache } } }
  meanwhile = () => {
    row = 'new'
    cache.drop(['wins'])
  }
  await answer(reader)
  meanwhile = () => {}
  expect(await answer(reader)).toBe('new')
  await bare.close()
})
