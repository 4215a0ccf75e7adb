// Whom the facts of cases concern: the reporter and those who joined, each told in words where to look.
import { z } from 'zod'
import { holdersOf, newHandle, personOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Notice, Told } from '#platform/module.ts'
import { keyFor } from './actions/open.ts'
import { bodyNames, topicLabels } from './queries/holder.ts'
import { casesDb } from './tables.ts'

const about = z.object({ number: z.string() })

const reports = 'notifications.topic.reports'

const reopened = notice('cases.reopened', 'cases.notice.reopened', false)

/** A resolution asks, so it is told at once; the rest may wait for her page. */
export const caseNotices: readonly Notice[] = [
  notice('cases.handed-over', 'cases.notice.handedOver', false),
  notice('cases.answered', 'cases.notice.answered', false),
  notice('cases.declined', 'cases.notice.declined', true),
  notice('cases.resolved', 'cases.notice.resolved', true),
  notice('cases.confirmed', 'cases.notice.confirmed', false),
  {
    fact: 'cases.reopened',
    topic: reports,
    told: async (city, fact) => [...(await reopened.told(city, fact)), ...(await returned(city, fact.data))],
  },
]

function notice(fact: string, key: string, urgent: boolean): Notice {
  return {
    fact,
    topic: reports,
    told: async (city, { data }) => {
      const { number } = about.parse(data)
      const found = await concerned(city, number)
      if (!found) return []
      const told: Told[] = []
      for (const handle of found.handles) {
        told.push({ handle, key, values: found.values, href: await hrefFor(city, found.id, number, handle), urgent })
      }
      return told
    },
  }
}

// «Не решено» must reach the one who said that it was done: everybody who mends for that holder hears of it.
async function returned(city: City, data: unknown): Promise<Told[]> {
  const { number } = about.parse(data)
  const found = await concerned(city, number)
  if (!found) return []
  const told: Told[] = []
  for (const person of await holdersOf(city, { roles: ['performer'], body: found.body })) {
    const handle = await newHandle(city, { module: 'cases', person })
    if (found.handles.includes(handle)) continue
    told.push({
      handle,
      key: 'cases.notice.returned',
      values: found.values,
      href: `/desk/cases/${number}`,
      urgent: true,
    })
  }
  return told
}

async function concerned(city: City, number: string) {
  const db = casesDb(city)
  const found = await db
    .selectFrom('cases.cases as c')
    .innerJoin('cases.standing as s', 's.id', 'c.id')
    .select(['c.id', 'c.topic', 'c.place', 'c.handle', 's.body'])
    .where('c.number', '=', number)
    .executeTakeFirst()
  if (!found) return null
  const joined = await db
    .selectFrom('cases.joins')
    .select('handle')
    .where('case_id', '=', found.id)
    .orderBy('at')
    .execute()
  const title = (await topicLabels(city, [found.topic])).get(found.topic) ?? found.topic
  const holder = (await bodyNames(city, [found.body])).get(found.body) ?? found.body
  const handles = [...(found.handle === null ? [] : [found.handle]), ...joined.map(({ handle }) => handle)]
  return { id: found.id, body: found.body, handles, values: { number, title, place: found.place, holder } }
}

// Of the first private link only a hash is kept, so a guest's letter gets a link of its own. Who signs in needs none.
async function hrefFor(city: City, caseId: string, number: string, handle: string): Promise<string> {
  if ((await personOf(city, handle)) !== null || !city.within.transaction) return `/cases/${number}`
  return `/cases/${number}?token=${await keyFor(city, { caseId, handle })}`
}
