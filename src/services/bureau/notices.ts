// Whom the facts of the Bureau concern: the person who asked, and the advisers of a queue whose term has passed.
import { z } from 'zod'
import { holdersOf, newHandle, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { AlsoLink, Notice, Told } from '#platform/module.ts'
import { keyFor } from './actions/requests.ts'
import { queues } from './queries/queues.ts'
import { bureauDb } from './tables.ts'

const about = z.object({ request: z.number() })
const why = 'bureau.notice.why'
const answers = 'notifications.topic.answers'

export const bureauNotices: readonly Notice[] = [
  toPerson('bureau.asked-back', 'bureau.notice.askedBack', true),
  toPerson('bureau.answered', 'bureau.notice.answered', true),
  toPerson('bureau.handed-over', 'bureau.notice.handedOver', false),
  {
    ...toPerson('bureau.outcome-asked', 'bureau.notice.outcome', true),
    told: async (city, { data }) => {
      const found = await asker(city, about.parse(data).request)
      if (!found) return []
      const { handle, href, number } = found
      const one = (said: string, label: string): AlsoLink => ({ label, href: joined(href, `said=${said}`) })
      return [
        {
          ...{ handle, key: 'bureau.notice.outcome', values: { number }, href, urgent: true, why },
          also: [
            one('helped', 'bureau.outcome.helped'),
            one('not-helped', 'bureau.outcome.not-helped'),
            one('waiting', 'bureau.outcome.waiting'),
          ],
        },
      ]
    },
  },
  {
    fact: 'bureau.term-passed',
    topic: 'notifications.topic.work',
    told: async (city, { data }) => {
      const { request, queue } = about.extend({ queue: z.string() }).parse(data)
      const body = (await queues(city)).find(({ code }) => code === queue)?.body ?? null
      const told: Told[] = []
      for (const person of await holdersOf(city, { roles: ['adviser'], body: body ?? '' })) {
        told.push({
          handle: await newHandle(city, { module: 'bureau', person }),
          ...{ key: 'bureau.notice.late', values: { number: request }, href: `/desk/bureau/requests/${request}` },
          ...{ urgent: true, why: 'bureau.notice.whyWork' },
        })
      }
      return told
    },
  },
]

function toPerson(fact: string, key: string, urgent: boolean): Notice {
  return {
    fact,
    topic: answers,
    told: async (city, { data }) => {
      const found = await asker(city, about.parse(data).request)
      if (!found) return []
      const { handle, href, number, guest } = found
      // A guest has no page: what is not in a letter never reaches her.
      return [{ handle, key, values: { number }, href, urgent: urgent || guest, why }]
    },
  }
}

// Of the first private link only a hash is kept, so a guest's letter gets a link of its own. Who signs in needs none.
async function asker(city: City, number: number) {
  const row = await bureauDb(city)
    .selectFrom('bureau.requests')
    .select('handle')
    .where('number', '=', number)
    .executeTakeFirst()
  if (!row?.handle) return null
  const { handle } = row
  const guest = (await personOf(city, handle)) === null
  const token = guest && city.within.transaction ? `?token=${await keyFor(city, { request: number, handle })}` : ''
  return { handle, number, guest, href: `/bureau/requests/${number}${token}` }
}

function joined(href: string, query: string): string {
  return `${href}${href.includes('?') ? '&' : '?'}${query}`
}
