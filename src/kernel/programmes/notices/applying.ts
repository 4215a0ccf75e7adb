// Whom facts of calls and applications concern: the applicant, everybody who writes one when a deadline moves, and whoever leads the call.
import { z } from 'zod'
import { holdersOf, newHandle } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Notice, Told } from '#platform/module.ts'
import { applicationCounts, callFor } from '../queries/calls.ts'
import { applyingDb } from '../tables/applying.ts'

const topic = 'programmes.topic.applications'
const ofApplication = z.object({ application: z.string(), call: z.string() })
const ofCall = z.object({ call: z.string() })

export const applyingNotices: readonly Notice[] = [
  {
    fact: 'programmes.application-sent',
    topic,
    told: (city, { data }) => toApplicant(city, data, 'sent', { asked: true }),
  },
  {
    fact: 'programmes.application-incomplete',
    topic,
    told: (city, { data }) => toApplicant(city, data, 'incomplete', { urgent: true }),
  },
  { fact: 'programmes.application-complete', topic, told: (city, { data }) => toApplicant(city, data, 'complete', {}) },
  { fact: 'programmes.document-scanned', topic, told: infected },
  { fact: 'programmes.deadline-moved', topic, told: moved },
  { fact: 'programmes.call-closed', topic: 'notifications.topic.work', told: closed },
]

async function toApplicant(
  city: City,
  data: unknown,
  what: 'sent' | 'incomplete' | 'complete',
  how: { urgent?: boolean; asked?: boolean },
): Promise<Told[]> {
  const { application, call } = ofApplication.parse(data)
  const row = await applyingDb(city)
    .selectFrom('programmes.applications as a')
    .select(['a.handle', 'a.number'])
    .select((from) =>
      from
        .selectFrom('programmes.states as s')
        .select('s.due_at')
        .whereRef('s.application', '=', 'a.id')
        .orderBy('s.id', 'desc')
        .limit(1)
        .as('due'),
    )
    .where('a.id', '=', application)
    .executeTakeFirst()
  const found = await callFor(city, call)
  if (!row?.handle || !found) return []
  const values = {
    ...{ number: row.number ?? '', programme: found.definition.title.ru },
    due: row.due ? city.words.date(row.due, 'time') : '',
  }
  return [
    {
      ...{ handle: row.handle, key: `programmes.told.${what}`, values },
      ...{ href: `/programmes/applications/${application}`, urgent: how.urgent ?? false },
      ...(how.asked ? { asked: true } : {}),
      also: [{ label: 'programmes.receipt.title', href: `/programmes/applications/${application}/receipt` }],
    },
  ]
}

async function infected(city: City, { data }: { data: unknown }): Promise<Told[]> {
  const { application, document, scan } = z
    .object({ application: z.string(), document: z.string(), scan: z.string() })
    .parse(data)
  if (scan !== 'infected') return []
  const row = await applyingDb(city)
    .selectFrom('programmes.documents as d')
    .innerJoin('programmes.applications as a', 'a.id', 'd.application')
    .select(['a.handle', 'a.number'])
    .where('d.id', '=', document)
    .executeTakeFirst()
  if (!row?.handle) return []
  return [
    {
      ...{ handle: row.handle, key: 'programmes.told.infected', values: { number: row.number ?? '' } },
      ...{ href: `/programmes/applications/${application}/documents`, urgent: true },
    },
  ]
}

async function moved(city: City, { data }: { data: unknown }): Promise<Told[]> {
  const { call } = ofCall.parse(data)
  const found = await callFor(city, call)
  if (!found) return []
  const rows = await applyingDb(city)
    .selectFrom('programmes.applications')
    .select(['id', 'handle'])
    .where('call', '=', call)
    .where('handle', 'is not', null)
    .where('state', '<>', 'withdrawn')
    .orderBy('id')
    .execute()
  const values = { programme: found.definition.title.ru, at: city.words.date(found.closesAt, 'time') }
  return rows.flatMap(({ id, handle }) =>
    handle === null
      ? []
      : [
          {
            ...{ handle, key: 'programmes.told.moved', values, urgent: true },
            href: `/programmes/applications/${id}`,
          },
        ],
  )
}

// Every programme manager hears that a call has closed, and how many applied.
async function closed(city: City, { data }: { data: unknown }): Promise<Told[]> {
  const { call } = ofCall.parse(data)
  const found = await callFor(city, call)
  if (!found) return []
  const n = [...((await applicationCounts(city, [call])).get(call)?.values() ?? [])].reduce(
    (sum, each) => sum + each,
    0,
  )
  const told: Told[] = []
  for (const person of await holdersOf(city, { roles: ['programme-manager'], body: '' })) {
    const handle = await newHandle(city, { module: 'programmes', person })
    told.push({
      ...{ handle, key: 'programmes.told.closed', values: { call: found.title.ru, n } },
      ...{ href: `/desk/programmes/calls/${call}`, urgent: false },
    })
  }
  return told
}
