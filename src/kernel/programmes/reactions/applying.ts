// What programmes do by the clock: say that a call opened or closed, and look again at documents that could not be scanned.
import { z } from 'zod'
import { deliver, every, type Reaction } from '#platform/facts/index.ts'
import { turnCalls } from '../actions/calls.ts'
import { somethingTurns } from '../queries/calls.ts'
import { lookAgain, type Scanning } from '../scanning.ts'

export const applyingReactions = (scanning: Scanning): Reaction[] => [
  every('minute', 'programmes.turnCalls', async (city) => {
    if (await somethingTurns(city)) await turnCalls(city, undefined)
  }),
  deliver('clock.minute', 'programmes.lookAgain', z.unknown(), (city) => lookAgain(city, scanning)),
]
