// Large calendars in a thread: the same answer as here, and an end for those that want too much.
import { expect, test } from 'vitest'
import { told } from './apart.ts'
import { calendar, event, zone } from './calendars.testing.ts'
import { toldIn } from './told.ts'

const days = { from: '2026-01-01', to: '2027-01-01', zone }
const evenings = Array.from({ length: 3000 }, (_, at) =>
  event('DTSTART:20260101T190000', 'RRULE:FREQ=MONTHLY;COUNT=3', `SUMMARY:Вечер ${at}`).map((line) =>
    line.replace('UID:a', `UID:${at}`),
  ),
).flat()

test('a thread tells the same as reading here', async () => {
  const large = calendar(...evenings, ...event('DTSTART:never'))
  const [first, second] = await Promise.all([told(large, days), told(large, days, { small: 1 })])
  expect(first.events).toHaveLength(3000)
  expect(first.aside).toMatchObject([{ kind: 'badDate' }])
  expect(first).toEqual(toldIn(large, days))
  expect(second).toEqual(first)
})

test('a file that wants too much is set aside as a whole, and the next one is read', async () => {
  const large = calendar(...evenings)
  const [late, heavy, fine] = await Promise.all([
    told(large, days, { mostMs: 1 }),
    told(large, days, { small: 1, mostMegabytes: 6 }),
    told(large, days),
  ])
  expect([late, heavy].map(({ events, aside }) => [events, aside.map(({ kind }) => kind)])).toEqual([
    [[], ['tooHeavy']],
    [[], ['tooHeavy']],
  ])
  expect(fine.events).toHaveLength(3000)
})
