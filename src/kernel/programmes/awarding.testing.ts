// A stage for review and award: an invented programme whose call has closed with six complete applications.
import { sql } from 'kysely'
import { actorOf, grantRole } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { guest, machinery } from '#platform/policy.ts'
import { days, hours, later } from '#platform/time.ts'
import type { Stage } from '#tests/people.ts'
import { beginApplication, savePage, sendApplication } from './actions/applications.ts'
import { openCall } from './actions/calls.ts'
import { markComplete } from './actions/checking.ts'
import { beginProgramme, publishProgramme } from './actions/programmes.ts'
import { definitionShape } from './rules/definition.ts'

const ru = (text: string) => ({ ru: text, en: '' })

export const definition = definitionShape.parse({
  title: ru('Месяц мастерской'),
  lead: ru('Место и деньги на один замысел'),
  about: ru('Проверочная программа'),
  decides: ru('Куратор и подписывающий'),
  applies: 'person',
  pages: [
    {
      id: 'p1',
      title: ru('О вас'),
      fields: [
        { id: 'name', kind: 'short', label: ru('Имя'), reveals: true },
        { id: 'idea', kind: 'long', label: ru('Что вы хотите сделать') },
        { id: 'money', kind: 'money', label: ru('Сколько нужно') },
      ],
    },
  ],
  summary: 'idea',
  amount: 'money',
  rubric: {
    criteria: [
      { id: 'idea', label: ru('Замысел'), weight: 60 },
      { id: 'plan', label: ru('План'), weight: 40 },
    ],
    scale: { from: 0, to: 10 },
    threshold: 30,
  },
  review: { blind: true, reviewers: 2, appeal: { days: 10, answerDays: 15, calendar: 'work' } },
  agreement: ru('## Предмет\n\nСоглашение {{number}}, {{applicant}}: {{amount}}.\n\n## Этапы\n\n{{milestones}}'),
  milestones: [
    { id: 'half', label: ru('Половина сделана'), days: 30 },
    { id: 'all', label: ru('Всё сделано'), days: 60 },
  ],
  report: [{ id: 'done', kind: 'long', label: ru('Что сделано') }],
  published: ['organisation', 'summary', 'amount', 'score'],
})

/** Who applied and how good the idea is said to be. Pavel is a reviewer too: his own never comes to him. */
const applicants: [string, number][] = [
  ...([
    ['anna', 9],
    ['marat', 8],
    ['zoya', 7],
    ['timur', 4],
    ['polina', 3],
    ['pavel', 6],
  ] satisfies [string, number][]),
]

export interface ClosedCall {
  id: string
  programme: string
  applications: { id: string; number: string; person: string }[]
  /** Numbers of applications, the weakest first. */
  byPoints: string[]
  /** The id of the application of this number. */
  of(number: string): string
  person(number: string): string
  makeReviewer(person: string): Promise<void>
}

/** Opens a call, lets six people apply, closes it, and finds all applications complete. */
export async function closedCall(stage: Stage, programme = 'test-workshops'): Promise<ClosedCall> {
  // Three hours ago it was open, and an hour ago it closed: the stage's own clock stands still.
  const then = later(stage.now, -hours(3))
  const dina = async () => ({ ...(await personIn(stage, 'dina')), now: then })
  await beginProgramme(await dina(), { id: programme, definition })
  await publishProgramme(await dina(), { programme, seen: 1, reason: 'Для проверки' })
  const { id } = await openCall(await dina(), {
    ...{ programme, title: ru('Первый набор'), opensAt: later(then, -days(1)), closesAt: later(then, hours(2)) },
    ...{ budget: 15_000_000, awards: 3, contact: 'куратор', terms: null, zone: stage.city.shared.zone },
  })
  const applications: ClosedCall['applications'] = []
  for (const [person, points] of applicants) {
    const city = { ...(await personIn(stage, person)), now: then }
    const { zone } = stage.city.shared
    const { id: application } = await beginApplication(city, { call: id, organisation: null, zone })
    const idea = `Замысел номер ${points}: Мастерская для соседей`
    const answers = { name: `Тайное имя ${person}`, idea, money: 10_000_000 }
    await savePage(city, { application, page: 'p1', seen: 0, answers })
    const { number } = await sendApplication(city, { application, zone })
    applications.push({ id: application, number, person })
  }
  for (const { id: application } of applications) await markComplete(await personIn(stage, 'dina'), { application })
  await stage.settle()
  const pointsOf = new Map(applicants)
  const find = (number: string) => applications.find((each) => each.number === number)
  return {
    ...{ id, programme, applications },
    byPoints: applications
      .toSorted((one, other) => (pointsOf.get(one.person) ?? 0) - (pointsOf.get(other.person) ?? 0))
      .map(({ number }) => number),
    of: (number) => find(number)?.id ?? '',
    person: (number) => find(number)?.person ?? '',
    makeReviewer: async (person) => {
      const house = stage.city.cityFor(machinery('test'))
      await grantRole(house, { email: `${person}@demo.example`, role: 'reviewer', body: null })
    },
  }
}

/** The city as one of the demo's people sees it, without a browser; she signs in once if she never has. */
export async function personIn(stage: Stage, name: string): Promise<City> {
  const person = (await personOf(stage, name)) ?? (await stage.as(name).then(() => personOf(stage, name)))
  if (person === null) throw new Error(`nobody is called ${name}`)
  return stage.city.cityFor(await actorOf(stage.city.cityFor(guest), { person, name: null, level: 'simple' }, 'test'))
}

async function personOf(stage: Stage, name: string): Promise<string | null> {
  const email = `${name}@demo.example`
  const asked = sql<{ id: string }>`select id from identity.people where email = ${email}`
  return (await asked.execute(stage.city.cityFor(guest).db)).rows[0]?.id ?? null
}
