// What the strategy tells the threads: which win moved which indicator, where a project was proposed; and how its things are called.
import { z } from 'zod'
import { links } from '#kernel/threads/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer, lastTold } from '#platform/facts/index.ts'
import type { Link, LinkRule, Named } from '#platform/module.ts'
import { demand } from '#platform/policy.ts'
import type { StrategyFacts } from './facts.ts'
import { amountOf, nameOf } from './pages/said.tsx'
import { mayLoadStrategy } from './policy.ts'
import { milestonesOf } from './queries/milestones.ts'
import { promises } from './queries/promises.ts'
import { voicesDb } from './tables/voices.ts'
import { strategyDb } from './tables.ts'

const announce = announcer<StrategyFacts>()

const measured = z.object({ measurement: z.string() })
const origin = z.object({ direction: z.string(), workshop: z.boolean(), day: z.string().nullable() })
const judged = z.object({ win: z.string().nullable(), project: z.string().nullable() })
const proposed = origin.extend({ project: z.string(), was: origin.nullable() })

export const strategyLinks: readonly LinkRule[] = [
  // The fact names its measurement, and that the win: asked once for all of them.
  {
    fact: 'strategy.measured',
    of: async (city, facts) => {
      const told = new Map(facts.map((fact) => [measured.parse(fact.data).measurement, fact]))
      const rows = await strategyDb(city)
        .selectFrom('strategy.measurements')
        .select(['id', 'win', 'indicator', 'reverses'])
        .where('id', 'in', [...told.keys()])
        .execute()
      return rows.flatMap(({ id, win, indicator, reverses }): Link[] => {
        const fact = told.get(id)
        const link = { from: `win:${win}`, to: `indicator:${indicator}`, kind: 'strategy.counted' }
        return fact ? [{ ...link, fact, ends: reverses !== null }] : []
      })
    },
  },
  links('strategy.proposed', proposed, ({ project, was, ...now }) => [
    ...(was === null ? [] : from(project, was).map((link) => ({ ...link, ends: link.to === `project:${project}` }))),
    ...from(project, now),
  ]),
  links('strategy.asked', z.object({ question: z.number() }), ({ question }, subject) =>
    // What is asked of the strategy as a whole has no thing to hang on.
    subject.startsWith('strategy:') ? [] : [{ from: subject, to: `question:${question}`, kind: 'strategy.asked' }],
  ),
  links('strategy.proven', judged, (data, subject) => proof(subject, data, false)),
  links('strategy.unproven', judged, (data, subject) => proof(subject, data, true)),
]

// A win leads to what it proves, and a milestone to its project; the second holds whatever becomes of one piece of evidence.
function proof(subject: string, { win, project }: z.output<typeof judged>, ends: boolean) {
  return [
    ...(win === null ? [] : [{ from: `win:${win}`, to: subject, kind: 'strategy.proved', ends }]),
    ...(project === null || subject === `project:${project}`
      ? []
      : [{ from: subject, to: `project:${project}`, kind: 'strategy.advanced' }]),
  ]
}

type Origin = z.output<typeof origin>

// A workshop belongs to its direction for ever; only the project may turn out to come from elsewhere.
function from(project: string, { direction, workshop, day }: Origin) {
  const to = `project:${project}`
  if (!workshop) return [{ from: `direction:${direction}`, to, kind: 'strategy.included', day }]
  return [
    { from: `direction:${direction}`, to: `workshop:${direction}`, kind: 'strategy.held', day },
    { from: `workshop:${direction}`, to, kind: 'strategy.proposed', day },
  ]
}

/** Tells of each project where it was proposed, once, and again where the pack says otherwise than before. */
export const announceProposals = action('strategy', async (city: City, _input: object): Promise<void> => {
  demand(city.actor, mayLoadStrategy, undefined)
  const rows = await strategyDb(city)
    .selectFrom('strategy.projects as p')
    .innerJoin('strategy.directions as d', 'd.id', 'p.direction')
    .select(['p.id', 'p.direction', 'p.from_workshop', 'p.source_date', 'd.workshop_to'])
    .orderBy('p.id')
    .execute()
  const told = await lastTold(
    city,
    'strategy.proposed',
    rows.map(({ id }) => `project:${id}`),
  )
  for (const { id, direction, from_workshop, source_date, workshop_to } of rows) {
    const before = origin.safeParse(told.get(`project:${id}`)).data ?? null
    const workshop = from_workshop && workshop_to !== null
    const now: Origin = { direction, workshop, day: workshop ? workshop_to : source_date }
    if (before && JSON.stringify(before) === JSON.stringify(now)) continue
    await announce(city, 'strategy.proposed', `project:${id}`, { project: id, ...now, was: before })
  }
})

export async function namedPromises(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const ids = (kind: string) =>
    subjects.filter((subject) => subject.startsWith(`${kind}:`)).map((subject) => subject.slice(kind.length + 1))
  return new Map([
    ...(await namedIndicators(city, ids('indicator'))),
    ...(await namedProjects(city, ids('project'))),
    ...(await namedMilestones(city, ids('milestone'))),
    ...(await namedDirections(city, ids('direction'), ids('workshop'))),
    ...(await namedQuestions(city, ids('question'))),
  ])
}

async function namedIndicators(city: City, ids: readonly string[]): Promise<[string, Named][]> {
  if (ids.length === 0) return []
  return (await promises(city, { ids })).map((promise) => [
    `indicator:${promise.id}`,
    {
      what: city.words('strategy.thread.indicator'),
      ...titled(city, promise),
      note: [
        city.words('strategy.thread.now', { amount: amountOf(city.words, promise, promise.value) }),
        ...(promise.demo ? [city.words('strategy.demo')] : []),
      ].join(', '),
    },
  ])
}

async function namedProjects(city: City, ids: readonly string[]): Promise<[string, Named][]> {
  if (ids.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.projects')
    .select(['id', 'name', 'name_en as nameEn', 'stage_group as stage'])
    .where('id', 'in', ids)
    .execute()
  return rows.map((row) => [
    `project:${row.id}`,
    {
      what: city.words('strategy.thread.project'),
      ...titled(city, row),
      note: city.words(`strategy.stage.${row.stage}`),
    },
  ])
}

async function namedMilestones(city: City, ids: readonly string[]): Promise<[string, Named][]> {
  return (await milestonesOf(city, { ids })).map((milestone) => [
    `milestone:${milestone.id}`,
    {
      what: city.words('strategy.thread.milestone'),
      ...titled(city, milestone),
      note: [
        ...(milestone.due === null
          ? []
          : [city.words('strategy.milestone.by', { when: city.words.date(milestone.due) })]),
        ...(milestone.basis === 'demo' ? [city.words('strategy.demo')] : []),
      ].join(', '),
    },
  ])
}

// A question is called by its number: its words may not have been released.
async function namedQuestions(city: City, ids: readonly string[]): Promise<[string, Named][]> {
  const numbers = ids.filter((id) => /^\d{1,9}$/.test(id)).map(Number)
  if (numbers.length === 0) return []
  const rows = await voicesDb(city)
    .selectFrom('strategy.questions')
    .select('number')
    .where('number', 'in', numbers)
    .execute()
  return rows.map(({ number }) => [
    `question:${number}`,
    { what: city.words('strategy.thread.question'), title: city.words('strategy.thread.questionNo', { number }) },
  ])
}

async function namedDirections(
  city: City,
  ids: readonly string[],
  workshops: readonly string[],
): Promise<[string, Named][]> {
  if (ids.length + workshops.length === 0) return []
  const rows = await strategyDb(city)
    .selectFrom('strategy.directions')
    .select(['id', 'name', 'name_en as nameEn', 'workshop_from', 'workshop_to'])
    .where('id', 'in', [...ids, ...workshops])
    .execute()
  const named: [string, Named][] = []
  for (const { id, workshop_from, workshop_to, ...row } of rows) {
    const title = titled(city, row)
    if (ids.includes(id)) named.push([`direction:${id}`, { what: city.words('strategy.thread.direction'), ...title }])
    if (!workshops.includes(id) || workshop_from === null || workshop_to === null) continue
    const note = city.words.days(workshop_from, workshop_to)
    named.push([`workshop:${id}`, { what: city.words('strategy.thread.workshop'), ...title, note }])
  }
  return named
}

function titled(city: City, named: { name: string; nameEn: string | null }): Pick<Named, 'title' | 'lang'> {
  return {
    title: nameOf(city.words, named),
    lang: city.words.locale === 'en' && named.nameEn === null ? 'ru' : undefined,
  }
}
