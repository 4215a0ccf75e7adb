// What of cases the city's search finds: released ones by anyone, others by the staff who hold them and by whoever raised them,
// and never their words before a dispatcher has released these.
import type { City } from '#platform/city.ts'
import type { Audience, SearchOffer } from '#platform/module.ts'
import { caseRoles } from './policy.ts'
import { cardRows, caseIds } from './queries/cards.ts'
import { topicLabels, topics } from './queries/holder.ts'
import { casesDb } from './tables.ts'

const page = 500

export const caseSearch: SearchOffer = {
  kinds: [{ kind: 'case', label: 'cases.search.kind', order: 40 }],
  async *subjects(city) {
    let after: string | null = null
    for (;;) {
      let query = caseIds(city).select('c.number').orderBy('c.id').limit(page)
      if (after !== null) query = query.where('c.id', '>', after)
      const rows: { id: string; number: string }[] = await query.execute()
      if (rows.length === 0) return
      after = rows.at(-1)?.id ?? after
      yield rows.map(({ number }) => `case:${number}`)
    }
  },
  documents: async (city, subjects) => {
    const numbers = subjects.filter((each) => each.startsWith('case:')).map((each) => each.slice('case:'.length))
    if (numbers.length === 0) return []
    const rows = await cardRows(city).where('c.number', 'in', numbers).execute()
    const labels = await topicLabels(
      city,
      rows.map(({ topic }) => topic),
    )
    const known = new Map((await topics(city)).map((topic) => [topic.code, topic]))
    const joined = await joinedBy(
      city,
      rows.filter(({ release }) => release === null).map(({ id }) => id),
    )
    return rows.map((row) => {
      const topic = known.get(row.topic)
      return {
        subject: `case:${row.number}`,
        kind: 'case',
        title: `${labels.get(row.topic) ?? row.topic}, ${row.place}`,
        text: row.release?.text ?? null,
        keywords: [row.number, city.words('cases.search.words'), topic?.group, ...(topic?.words ?? [])].join(' '),
        href: `/cases/${row.number}`,
        place: null,
        district: row.district,
        day: row.opened_at.toISOString().slice(0, 10),
        audience:
          row.release === null ? closedTo(row.body, [row.handle, ...(joined.get(row.id) ?? [])]) : ['anyone' as const],
      }
    })
  },
  changes: [
    'cases.opened',
    'cases.released',
    'cases.joined',
    'cases.handed-over',
    'cases.answered',
    'cases.declined',
    'cases.resolved',
    'cases.confirmed',
    'cases.reopened',
  ].map((fact) => ({ fact })),
}

function closedTo(body: string, handles: readonly (string | null)[]): Audience[] {
  return [
    ...caseRoles.flatMap((role): Audience[] => [`role:${role}`, `role:${role}@${body}`]),
    ...handles.flatMap((handle): Audience[] => (handle === null ? [] : [`handle:${handle}`])),
  ]
}

async function joinedBy(city: City, ids: readonly string[]): Promise<Map<string, string[]>> {
  if (ids.length === 0) return new Map()
  const rows = await casesDb(city)
    .selectFrom('cases.joins')
    .select(['case_id', 'handle'])
    .where('case_id', 'in', ids)
    .execute()
  return new Map(
    [...Map.groupBy(rows, (row) => row.case_id)].map(([id, each]) => [id, each.map(({ handle }) => handle)]),
  )
}
