// Whom a change of what opens an account concerns: herself, and nobody else.
import { z } from 'zod'
import type { Notice } from '#platform/module.ts'
import { newHandle } from './actions/handles.ts'
import { securedById } from './queries/factors.ts'

export const identityNotices: readonly Notice[] = [
  {
    fact: 'identity.secured',
    topic: 'notifications.topic.security',
    told: async (city, { data }) => {
      const { secured } = z.object({ secured: z.string() }).parse(data)
      const row = await securedById(city, secured)
      if (!row) return []
      const handle = await newHandle(city, { module: 'identity', person: row.person })
      const values = { about: row.about || city.words('identity.secured.unknown') }
      return [
        {
          handle,
          key: `identity.secured.${row.kind}`,
          values,
          href: '/account/sessions',
          urgent: false,
          why: 'identity.notice.why',
        },
      ]
    },
  },
]
