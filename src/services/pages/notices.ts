// Whom the editors' pages concern: every editor is told of a link that no longer leads anywhere.
import { z } from 'zod'
import { holdersOf, newHandle } from '#kernel/identity/index.ts'
import type { Notice } from '#platform/module.ts'

const broken = z.object({ url: z.string(), pages: z.array(z.string()) })

export const pageNotices: readonly Notice[] = [
  {
    fact: 'pages.broken',
    topic: 'notifications.topic.work',
    told: async (city, { data }) => {
      const { url, pages } = broken.parse(data)
      const editors = await holdersOf(city, { roles: ['editor'], body: '' })
      const told = []
      for (const person of editors) {
        const handle = await newHandle(city, { module: 'pages', person })
        told.push({
          ...{ handle, key: 'pages.told.broken', values: { url, n: pages.length } },
          ...{ href: '/desk/pages/links', urgent: false },
        })
      }
      return told
    },
  },
]
