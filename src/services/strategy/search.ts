// What of the strategy the city's search finds: promises, projects, milestones, directions, and questions whose words are released.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { SearchDocument, SearchOffer } from '#platform/module.ts'
import { pageOfThing } from './rules/things.ts'
import { voicesDb } from './tables/voices.ts'
import { strategyDb } from './tables.ts'

export const strategySearch: SearchOffer = {
  kinds: [
    { kind: 'indicator', label: 'strategy.search.indicator', order: 20 },
    { kind: 'project', label: 'strategy.search.project', order: 21 },
    { kind: 'milestone', label: 'strategy.search.milestone', order: 22 },
    { kind: 'direction', label: 'strategy.search.direction', order: 23 },
    { kind: 'question', label: 'strategy.search.question', order: 24 },
  ],
  async *subjects(city) {
    const db = strategyDb(city)
    for (const kind of ['direction', 'indicator', 'project', 'milestone'] as const) {
      const rows = await db.selectFrom(`strategy.${kind}s`).select('id').orderBy('id').execute()
      yield rows.map(({ id }) => `${kind}:${id}`)
    }
    yield* questionSubjects(city)
  },
  documents: async (city, subjects) => {
    const ids = (kind: string) =>
      subjects.filter((each) => each.startsWith(`${kind}:`)).map((each) => each.slice(kind.length + 1))
    return [
      ...(await indicators(city, ids('indicator'))),
      ...(await projects(city, ids('project'))),
      ...(await milestones(city, ids('milestone'))),
      ...(await directions(city, ids('direction'))),
      ...(await questions(city, ids('question'))),
    ]
  },
  changes: [
    ...['moved', 'observed', 'measured', 'proven', 'unproven', 'reported', 'proposed'].map((what) => ({
      fact: `strategy.${what}`,
    })),
    ...['asked', 'answered', 'declined'].map((what) => ({
      fact: `strategy.${what}`,
      subjects: (_: City, { data }: { data: unknown }) => questionIn(data),
    })),
  ],
}

function questionIn(data: unknown): string[] {
  return typeof data === 'object' && data !== null && 'question' in data ? [`question:${data.question}`] : []
}

const page = 500

async function* questionSubjects(city: City): AsyncIterable<string[]> {
  let after = 0
  for (;;) {
    const rows = await voicesDb(city)
      .selectFrom('strategy.questions')
      .select('number')
      .where('number', '>', after)
      .orderBy('number')
      .limit(page)
      .execute()
    if (rows.length === 0) return
    after = rows.at(-1)?.number ?? after
    yield rows.map(({ number }) => `question:${number}`)
  }
}

async function indicators(city: City, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.indicators as i')
    .innerJoin('strategy.directions as d', 'd.id', 'i.direction')
    .select(['i.id', 'i.name', 'i.name_en', 'i.promise', 'i.note', 'i.method', 'i.source_date', 'd.name as direction'])
    .where('i.id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({
    ...thing('indicator', row),
    text: joined(row.promise, row.note, row.method),
    keywords: `${row.id} ${city.words('strategy.search.words')} ${row.direction}`,
    day: dayIn(row.source_date),
  }))
}

async function projects(city: City, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.projects as p')
    .innerJoin('strategy.directions as d', 'd.id', 'p.direction')
    .select(['p.id', 'p.name', 'p.name_en', 'p.summary', 'p.note', 'p.stage', 'p.responsible', 'p.place', 'p.district'])
    .select(['p.source_date', 'd.name as direction'])
    .where('p.id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({
    ...thing('project', row),
    text: joined(row.summary, row.note),
    keywords: joined(row.id, row.stage, row.responsible, row.direction),
    place: row.place,
    district: row.district,
    day: dayIn(row.source_date),
  }))
}

async function milestones(city: City, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.milestones as m')
    .innerJoin('strategy.projects as p', 'p.id', 'm.project')
    .select(['m.id', 'm.name', 'm.name_en', 'm.document', 'p.name as project'])
    .where('m.id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ ...thing('milestone', row), text: joined(row.project, row.document), keywords: row.id }))
}

async function directions(city: City, ids: readonly string[]): Promise<SearchDocument[]> {
  if (ids.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.directions')
    .select(['id', 'name', 'name_en', 'workshop_note'])
    .where('id', 'in', [...ids])
    .execute()
  return rows.map((row) => ({ ...thing('direction', row), text: row.workshop_note }))
}

// A question has a document once the team has released its words, and only with these.
async function questions(city: City, ids: readonly string[]): Promise<SearchDocument[]> {
  const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
  if (numbers.length === 0) return []
  const rows = await voicesDb(city)
    .selectFrom('strategy.questions as q')
    .select(['q.number', 'q.asked_at'])
    .select((select) => [
      select
        .selectFrom('strategy.releases as r')
        .select('r.text')
        .whereRef('r.question', '=', 'q.number')
        .orderBy('r.at', 'desc')
        .orderBy('r.id', 'desc')
        .limit(1)
        .as('released'),
      select
        .selectFrom('strategy.answers as a')
        .select(sql<string | null>`string_agg(a.text, ' ' order by a.at, a.id)`.as('said'))
        .whereRef('a.question', '=', 'q.number')
        .where('a.id', 'not in', (from) =>
          from
            .selectFrom('strategy.answers')
            .select(sql<string>`corrects`.as('corrects'))
            .where('corrects', 'is not', null)
            .whereRef('question', '=', 'q.number'),
        )
        .as('answers'),
    ])
    .where('q.number', 'in', numbers)
    .execute()
  return rows.flatMap(({ number, asked_at, released, answers }) =>
    released === null
      ? []
      : [
          {
            subject: `question:${number}`,
            kind: 'question',
            title: city.words('strategy.thread.questionNo', { number }),
            text: joined(released, answers),
            href: pageOfThing(`question:${number}`),
            day: asked_at.toISOString().slice(0, 10),
          },
        ],
  )
}

function thing(kind: string, { id, name, name_en }: { id: string; name: string; name_en: string | null }) {
  const subject = `${kind}:${id}`
  return { subject, kind, title: name, titleEn: name_en, href: pageOfThing(subject) }
}

function joined(...parts: readonly (string | null)[]): string {
  return parts.filter((part) => part !== null && part !== '').join('. ')
}

/** A source may name only a year or a month: then its first day stands for it. */
function dayIn(date: string | null): string | null {
  const [, year, month = '01', day = '01'] = /^(\d{4})(?:-(\d\d))?(?:-(\d\d))?$/.exec(date ?? '') ?? []
  return year === undefined ? null : `${year}-${month}-${day}`
}
