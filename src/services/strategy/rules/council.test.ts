// The sheet adds up: every number is the length of the list that its link opens, and groups add up to the whole.
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  type Counted,
  councilGroups,
  councilSum,
  indicatorState,
  isChosen,
  marks,
  nobody,
  projectState,
  states,
} from './council.ts'
import { sumOf } from './decimal.ts'

const roubles = fc.option(fc.integer({ min: 0, max: 10_000_000 }).map((kopecks) => sumOf([String(kopecks / 100)])))
const thing: fc.Arbitrary<Counted> = fc.record({
  direction: fc.constantFrom('a', 'b', 'c'),
  owner: fc.option(fc.constantFrom('body:1', 'body:2', 'Министерство')),
  state: fc.constantFrom(...states),
  silent: fc.boolean(),
  moves: fc.nat(5),
  planned: roubles,
  spent: roubles,
})

test('states add up to the total, and groups to the whole, money to the kopeck', () => {
  fc.assert(
    fc.property(fc.array(thing), (things) => {
      const whole = councilSum(things)
      expect(states.reduce((sum, state) => sum + whole.states[state], 0)).toBe(things.length)
      for (const by of ['direction', 'owner'] as const) {
        const sums = [...councilGroups(things, by).values()]
        expect(sums.reduce((sum, each) => sum + each.total, 0)).toBe(whole.total)
        for (const state of states)
          expect(sums.reduce((sum, each) => sum + each.states[state], 0)).toBe(whole.states[state])
        for (const mark of marks) expect(sums.reduce((sum, each) => sum + each.marks[mark], 0)).toBe(whole.marks[mark])
        expect(sums.reduce((sum, each) => sum + each.moves, 0)).toBe(whole.moves)
        for (const kind of ['planned', 'spent'] as const) {
          const known = sums.flatMap((each) => each[kind] ?? [])
          expect(known.length === 0 ? null : sumOf(known)).toBe(whole[kind])
        }
      }
    }),
  )
})

test('every number is the length of the list behind it', () => {
  fc.assert(
    fc.property(fc.array(thing), (things) => {
      for (const [direction, sum] of councilGroups(things, 'direction')) {
        for (const state of states)
          expect(things.filter((each) => isChosen(each, { direction, state })).length).toBe(sum.states[state])
        for (const mark of marks)
          expect(things.filter((each) => isChosen(each, { direction, mark })).length).toBe(sum.marks[mark])
      }
      const ownerless = things.filter((each) => isChosen(each, { owner: nobody }))
      expect(ownerless.every(({ owner }) => owner === null)).toBe(true)
    }),
  )
})

const step = (due: string, proven: boolean) => ({
  due,
  target: null,
  terms: new Map(),
  evidence: proven ? [{ quantity: null, state: 'accepted' as const }] : [],
})

describe('a project', () => {
  const bare = { done: false, milestones: [], due: null, official: null }
  test.each([
    ['proven', { ...bare, done: true }, 'kept'],
    ['with nothing to judge by', bare, 'unknown'],
    ['that the team calls done without proof', { ...bare, official: 'done' }, 'unknown'],
    ['that the team itself calls late', { ...bare, official: 'late' }, 'behind'],
    ['past its day', { ...bare, due: '2026-10' }, 'behind'],
    ['in its last month', { ...bare, due: '2026-11', milestones: [step('2026-12', false)] }, 'onWay'],
    ['with a late control point', { ...bare, milestones: [step('2026-10', false), step('2027', false)] }, 'behind'],
    [
      'with a proven one and one to come',
      { ...bare, milestones: [step('2026-10', true), step('2027', false)] },
      'onWay',
    ],
  ])('%s', (_, project, state) => {
    expect(projectState(project, '2026-11-23')).toBe(state)
  })
})

test.each([
  ['reached', '38', true, 'kept'],
  ['on-track', '38', true, 'onWay'],
  ['near', '38', true, 'behind'],
  ['behind', '38', true, 'behind'],
  ['unknown', '38', true, 'unknown'],
  ['unknown', null, true, 'withdrawn'],
  ['reached', null, false, 'unknown'],
] as const)('an indicator that is %s with the target %s (ever promised: %s) is %s', (computed, target, ever, state) => {
  expect(indicatorState({ computed }, target, ever)).toBe(state)
})
