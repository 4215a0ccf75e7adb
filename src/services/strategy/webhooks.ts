// Which facts of the strategy other systems may subscribe to: values, moved promises, reports and questions as everybody sees them.
import { z } from 'zod'
import type { PublicFact } from '#platform/module.ts'
import { rowFact } from '#platform/open-data/told.ts'
import { strategySets } from './open-data.ts'

export const strategyWebhooks: readonly PublicFact[] = [
  rowFact('strategy.measured', 'strategy.hook.measured', strategySets, 'strategy-measurements', 'measurement'),
  rowFact('strategy.observed', 'strategy.hook.observed', strategySets, 'strategy-observations', 'observation'),
  rowFact('strategy.proven', 'strategy.hook.proven', strategySets, 'strategy-results', 'evidence'),
  rowFact('strategy.unproven', 'strategy.hook.unproven', strategySets, 'strategy-results', 'evidence'),
  rowFact('strategy.asked', 'strategy.hook.asked', strategySets, 'strategy-questions', 'question'),
  rowFact('strategy.answered', 'strategy.hook.answered', strategySets, 'strategy-questions', 'question'),
  rowFact('strategy.declined', 'strategy.hook.declined', strategySets, 'strategy-questions', 'question'),
  {
    fact: 'strategy.moved',
    about: 'strategy.hook.moved',
    // Which terms; how they stand, and why, is in the set of terms.
    told: async (_, { subject, data }) => ({ subject, ...z.object({ terms: z.array(z.string()) }).parse(data) }),
  },
  {
    fact: 'strategy.reported',
    about: 'strategy.hook.reported',
    told: async (_, { subject, data }) => ({
      subject,
      ...z.object({ period: z.string(), status: z.string() }).parse(data),
    }),
  },
]
