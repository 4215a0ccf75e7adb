// Who may: roles in a body or for the whole city, and refusals as answers.
import { expect, test } from 'vitest'
import {
  type Actor,
  anyone,
  atLeast,
  demand,
  guest,
  holds,
  levels,
  machinery,
  policy,
  reaches,
  signedIn,
} from './policy.ts'

const acting = (...roles: Actor['roles']): Actor => ({ person: 'boris', name: 'Борис', roles, via: 'web' })
const dispatcher = { name: 'dispatcher', body: null }
const ofRoads = { name: 'dispatcher', body: 'roads' }

test.each<[Actor, string[], string | null | undefined, boolean]>([
  [guest, ['dispatcher'], undefined, false],
  [acting(dispatcher), ['dispatcher'], undefined, true],
  [acting(dispatcher), ['dispatcher'], 'roads', true],
  [acting(ofRoads), ['dispatcher'], undefined, true],
  [acting(ofRoads), ['dispatcher'], 'roads', true],
  [acting(ofRoads), ['dispatcher'], 'water', false],
  [acting(ofRoads), ['dispatcher'], null, false],
  [acting(ofRoads), ['editor', 'inspector'], 'roads', false],
  [acting({ name: 'editor', body: 'water' }, ofRoads), ['dispatcher'], 'water', false],
  [machinery('clock'), ['dispatcher'], undefined, false],
])('%j holds %j in %s: %s', (actor, names, body, answer) => {
  expect(holds(actor, names, body)).toBe(answer)
})

test('everybody may what anyone may; only who is signed in may what they may; the rest is refused in words', () => {
  const mayOwn = policy<string>('mayOwn', 'platform.policy.signedIn', (actor, owner) => actor.person === owner)
  expect([anyone.allows(guest), signedIn.allows(guest), signedIn.allows(acting())]).toEqual([true, false, true])
  expect(() => demand(acting(), mayOwn, 'boris')).not.toThrow()
  expect(() => demand(acting(), mayOwn, 'anna')).toThrow(
    expect.objectContaining({ kind: 'not-allowed', status: 403, key: 'platform.refusal.notAllowed' }),
  )
})

test('a level is reached from itself and above, and by nobody who is not signed in', () => {
  for (const [at, least] of levels.entries()) {
    expect(atLeast(least).level).toBe(least)
    expect([atLeast(least).allows(guest), atLeast(least).allows(acting())]).toEqual([false, false])
    for (const [own, level] of levels.entries()) {
      expect(reaches(level, least)).toBe(own >= at)
      expect(atLeast(least).allows({ ...acting(), level })).toBe(own >= at)
      expect(atLeast(least).allows({ ...guest, level })).toBe(false)
    }
  }
})
