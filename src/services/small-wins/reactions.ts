// What small wins do when a case ends or opens again.
import { z } from 'zod'
import { every, type Reaction, when } from '#platform/facts/index.ts'
import { draftWin, refreshShots } from './actions/drafts.ts'
import { sweepFollows } from './actions/follow.ts'
import { withdrawForCase } from './actions/withdrawals.ts'

const ending = z.object({ number: z.string(), resolution: z.union([z.string(), z.number()]).transform(String) })
const about = z.object({ number: z.string() })

export const smallWinReactions = (zone: string): Reaction[] => [
  when('cases.confirmed', 'small-wins.draftWin', ending, (city, data, heard) =>
    draftWin(city, { ...data, at: heard.at }),
  ),
  when('cases.reopened', 'small-wins.withdrawForCase', ending, (city, data) =>
    withdrawForCase(city, { ...data, zone }),
  ),
  every('night', 'small-wins.sweepFollows', (city) => sweepFollows(city, undefined)),
  when('cases.released', 'small-wins.refreshShots', about, refreshShots),
]
