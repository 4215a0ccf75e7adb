// What the strategy does when it hears of wins. Only wins that came from a case which a resident confirmed are counted.
import { z } from 'zod'
import { every, type Reaction, when } from '#platform/facts/index.ts'
import { forgetWin, knowWin } from './actions/evidence.ts'
import { forgetSilent } from './actions/follow.ts'
import { measureWin, reverseWin } from './actions.ts'

const number = z.union([z.string(), z.number()]).transform(String)

export const strategyReactions: Reaction[] = [
  when(
    'small-wins.published',
    'strategy.measureWin',
    z.object({ id: z.string(), case: number.nullable(), quantity: number.nullable() }),
    async (city, data, heard) => {
      if (data.case !== null)
        await measureWin(city, { win: data.id, case: data.case, quantity: data.quantity, fact: heard.id })
    },
  ),
  when(
    'small-wins.withdrawn',
    'strategy.reverseWin',
    z.object({ id: z.string(), case: number.nullable() }),
    async (city, data, heard) => {
      if (data.case !== null) await reverseWin(city, { win: data.id, fact: heard.id })
    },
  ),
  when(
    'small-wins.published',
    'strategy.knowWin',
    z.object({ id: z.string(), quantity: number.nullable() }),
    (city, data) => knowWin(city, { win: data.id, quantity: data.quantity }),
  ),
  when('small-wins.withdrawn', 'strategy.forgetWin', z.object({ id: z.string() }), (city, data) =>
    forgetWin(city, { win: data.id, reason: city.words('strategy.evidence.winWithdrawn') }),
  ),
  every('night', 'strategy.forgetSilent', (city) => forgetSilent(city, undefined)),
]
