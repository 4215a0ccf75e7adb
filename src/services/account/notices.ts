// Whom the account's facts concern: whoever asked about her data.
import { z } from 'zod'
import type { Notice } from '#platform/module.ts'
import { accountDb } from './tables.ts'

export const accountNotices: readonly Notice[] = [
  told('account.answered', 'account.told.answered'),
  told('account.extended', 'account.told.extended'),
]

function told(fact: string, key: string): Notice {
  return {
    fact,
    topic: 'notifications.topic.answers',
    told: async (city, { data }) => {
      const { request } = z.object({ request: z.number() }).parse(data)
      const row = await accountDb(city)
        .selectFrom('account.requests')
        .select('handle')
        .where('number', '=', request)
        .executeTakeFirst()
      if (!row?.handle) return []
      const values = { number: String(request) }
      return [{ handle: row.handle, key, values, href: '/account/data/requests', urgent: true }]
    },
  }
}
