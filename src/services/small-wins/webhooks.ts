// Which facts of small wins other systems may subscribe to: the record as the feed has it.
import type { PublicFact } from '#platform/module.ts'
import { rowFact } from '#platform/open-data/told.ts'
import { smallWinSets } from './open-data.ts'

export const smallWinWebhooks: readonly PublicFact[] = [
  rowFact('small-wins.published', 'smallWins.hook.published', smallWinSets, 'small-wins', 'id'),
  rowFact('small-wins.corrected', 'smallWins.hook.corrected', smallWinSets, 'small-wins', 'id'),
  rowFact('small-wins.setback', 'smallWins.hook.setback', smallWinSets, 'small-wins', 'id'),
  rowFact('small-wins.withdrawn', 'smallWins.hook.withdrawn', smallWinSets, 'small-wins', 'id'),
]
