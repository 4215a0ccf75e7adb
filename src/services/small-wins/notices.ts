// Whom small wins concern: those who follow a street are told what was done there, put right, or went wrong.
import { z } from 'zod'
import type { Notice } from '#platform/module.ts'
import { followersOf } from './queries/follows.ts'

const about = z.object({ id: z.string() })

export const smallWinNotices: readonly Notice[] = [
  notice('small-wins.published', 'smallWins.notice.published'),
  notice('small-wins.withdrawn', 'smallWins.notice.withdrawn'),
  notice('small-wins.corrected', 'smallWins.notice.corrected'),
  notice('small-wins.setback', 'smallWins.notice.setback'),
]

function notice(fact: string, key: string): Notice {
  return {
    fact,
    topic: 'notifications.topic.streets',
    told: async (city, { data }) => {
      const { id } = about.parse(data)
      const { title, followers } = await followersOf(city, id)
      return followers.map(({ handle, street, letters }) => ({
        handle,
        key,
        values: { street, title },
        href: `/small-wins/${id}`,
        urgent: letters,
      }))
    },
  }
}
