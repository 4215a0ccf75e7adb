// What small wins do when a case ends or opens again.
import { z } from 'zod'
import { type Reaction, when } from '#platform/facts/index.ts'
import { draftWin, refreshShots, withdrawForCase } from './actions.ts'

const ending = z.object({ number: z.string(), resolution: z.union([z.string(), z.number()]).transform(String) })
const about = z.object({ number: z.string() })

export const smallWinReactions: Reaction[] = [
  when('cases.confirmed', 'small-wins.draftWin', ending, (city, data, heard) =>
    draftWin(city, { ...data, at: heard.at }),
  ),
  when('cases.reopened', 'small-wins.withdrawForCase', ending, withdrawForCase),
  when('cases.released', 'small-wins.refreshShots', about, refreshShots),
]
