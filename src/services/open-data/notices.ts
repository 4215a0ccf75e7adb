// Whom open data concern: the owner of a webhook that was paused.
import { z } from 'zod'
import type { Notice } from '#platform/module.ts'
import { ownerOf } from './queries/webhooks.ts'

const about = z.object({ webhook: z.string() })

export const openDataNotices: readonly Notice[] = [
  {
    fact: 'open-data.paused',
    topic: 'notifications.topic.programs',
    told: async (city, { data }) => {
      const { webhook } = about.parse(data)
      const owner = await ownerOf(city, webhook)
      if (!owner) return []
      const values = { host: new URL(owner.url).host }
      const href = `/open-data/webhooks/${webhook}`
      return [{ handle: owner.handle, key: 'openData.notice.paused', values, href, urgent: true }]
    },
  },
]
