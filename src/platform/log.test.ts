// What is told of an error names no person and can always be kept.
import { expect, test } from 'vitest'
import { tellable } from './log.ts'

test.each<[unknown, string, string]>([
  [new Error('550 <anna.p+x@example.ru> unknown'), '550', 'anna'],
  [new TypeError('call +7 (912) 345-67-89'), 'TypeError', '345'],
  [new Error('call 89123456789 now'), 'call', '912'],
  [new Error('a\u0000b'), 'ab', '\u0000'],
  ['just text of anna@example.ru', 'just text', 'anna'],
  [Object.assign(new Error('invalid input syntax for type uuid: "Пушкинская 5"'), { code: '22P02' }), 'uuid', 'Пушк'],
])('%s keeps «%s» and not «%s»', (error, kept, gone) => {
  for (const whole of [false, true]) {
    expect(tellable(error, whole)).toContain(kept)
    expect(tellable(error, whole)).not.toContain(gone)
  }
})

test('the whole of it has the place and the cause; a table that is missing is still named', () => {
  const cause = Object.assign(new Error('relation "places.loads" does not exist'), { code: '42P01' })
  const told = tellable(new Error('no places', { cause }), true)
  expect(told).toMatch(/no places\n.*log\.test\.ts[\s\S]*caused by[\s\S]*"places\.loads"/)
})
