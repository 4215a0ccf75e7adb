// Progress is what accepted evidence proves: in any order, in any pieces, never more than all.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compared, sumOf } from './decimal.ts'
import { type Evidence, type Milestone, milestoneProgress, milestoneState, projectProgress } from './progress.ts'

const accepted = (quantity: string | null): Evidence => ({ quantity, state: 'accepted' })

describe('a milestone', () => {
  test.each<[string, string | null, Evidence[], object]>([
    ['of three, one is there', '3', [accepted('1')], { share: '0.333333', done: false, missing: { quantity: '2' } }],
    ['all are there', '3', [accepted('1.5'), accepted('1.5')], { share: '1', done: true, surplus: '0', missing: null }],
    ['more came than was asked', '3', [accepted('5')], { share: '1', accepted: '5', surplus: '2' }],
    ['almost all is not all', '10000000', [accepted('9999999')], { share: '0.999999', done: false }],
    ['a confirmation is no quantity', '3', [accepted(null)], { share: '0', missing: { quantity: '3' } }],
    ['nothing is there', null, [], { share: '0', done: false, missing: { confirmation: true }, accepted: null }],
    ['it is confirmed', null, [accepted(null)], { share: '1', done: true, missing: null }],
    [
      'offered, refused and withdrawn count for nothing',
      '3',
      (['waiting', 'refused', 'withdrawn'] as const).map((state) => ({ quantity: '3', state })),
      { share: '0', accepted: '0' },
    ],
    ['a confirmation was withdrawn', null, [{ quantity: null, state: 'withdrawn' }], { share: '0', done: false }],
  ])('%s', (_, quantity, evidence, progress) => {
    expect(milestoneProgress({ quantity, evidence })).toMatchObject(progress)
  })

  test.each([
    ['0', []],
    ['-1', []],
    ['3', [accepted('-1')]],
  ])('asking for %s is refused, as is evidence of less than nothing', (quantity, evidence) => {
    expect(() => milestoneProgress({ quantity, evidence })).toThrow(RangeError)
  })
})

test.each([
  ['2026-11-26', '2026-11-25', true, 'planned'],
  ['2026-11-25', '2026-11-25', false, 'planned'],
  ['2026-11-24', '2026-11-25', false, 'late'],
  ['2026-11-24', '2026-11-25', true, 'silent'],
] as const)('a milestone of %s not proven by %s, silent %s: %s', (on, today, silent, state) => {
  expect(milestoneState({ done: false }, on, today, silent)).toBe(state)
  expect(milestoneState({ done: true }, on, today, silent)).toBe('done')
})

describe('a project', () => {
  const done: Milestone = { id: 'done', quantity: null, evidence: [accepted(null)] }
  const half: Milestone = { id: 'half', quantity: '2', evidence: [accepted('1')] }
  const open: Milestone = { id: 'open', quantity: null, evidence: [] }

  test('is the mean of its milestones, and says which are not done', () => {
    expect(projectProgress([done, half, open])).toMatchObject({ share: '0.5', done: false, missing: ['half', 'open'] })
    expect(projectProgress([done])).toMatchObject({ share: '1', done: true, missing: [] })
  })
  test('weighs them', () => {
    expect(projectProgress([{ ...done, weight: '3' }, open]).share).toBe('0.75')
    expect(projectProgress([{ ...open, weight: '0' }, done])).toMatchObject({
      share: '1',
      done: false,
      missing: ['open'],
    })
  })
  test('without milestones is unknown, not zero', () => {
    expect(projectProgress([])).toEqual({ share: null, done: false, milestones: [], missing: [] })
    expect(projectProgress([{ ...done, weight: '0' }]).share).toBeNull()
  })
})

describe('for any evidence', () => {
  const quantity = fc
    .integer({ min: 1, max: 100_000 })
    .map((units) => sumOf([`${Math.trunc(units / 100)}.${String(units % 100).padStart(2, '0')}`]))
  const evidence = fc.array(
    fc.record({
      quantity: fc.option(quantity),
      state: fc.constantFrom('waiting', 'accepted', 'refused', 'withdrawn'),
    }),
    { maxLength: 8 },
  )
  const milestones = fc.array(
    fc.record({ id: fc.uuid(), quantity: fc.option(quantity), weight: fc.option(quantity), evidence }),
    { minLength: 1, maxLength: 6 },
  )

  test('order says nothing, and a share is from nothing to all', () => {
    fc.assert(
      fc.property(milestones, (given) => {
        const turned = given.map((one) => ({ ...one, evidence: one.evidence.toReversed() })).toReversed()
        const { share, done } = projectProgress(given)
        expect(projectProgress(turned).share).toBe(share)
        expect(compared(share ?? '-1', '0') >= 0 && compared(share ?? '2', '1') <= 0).toBe(true)
        expect(share === '1').toBe(done)
      }),
    )
  })

  test('a quantity may come in two pieces', () => {
    fc.assert(
      fc.property(quantity, evidence, quantity, quantity, (asked, others, one, other) => {
        const whole = milestoneProgress({ quantity: asked, evidence: [...others, accepted(sumOf([one, other]))] })
        const pieces = milestoneProgress({ quantity: asked, evidence: [accepted(one), ...others, accepted(other)] })
        expect(pieces).toEqual(whole)
      }),
    )
  })

  test('accepting more never takes away', () => {
    fc.assert(
      fc.property(milestones, fc.nat(5), fc.option(quantity), (given, n, more) => {
        const at = n % given.length
        const richer = given.map((one, k) => (k === at ? { ...one, evidence: [...one.evidence, accepted(more)] } : one))
        expect(
          compared(projectProgress(richer).share ?? '0', projectProgress(given).share ?? '0'),
        ).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  test('what was withdrawn counts as if it had never come', () => {
    fc.assert(
      fc.property(fc.option(quantity), evidence, fc.option(quantity), (asked, others, gone) => {
        const without = milestoneProgress({ quantity: asked, evidence: others })
        expect(
          milestoneProgress({ quantity: asked, evidence: [...others, { quantity: gone, state: 'withdrawn' }] }),
        ).toEqual(without)
      }),
    )
  })
})
