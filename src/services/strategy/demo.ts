// The demo's part: Sergey promises milestones of three projects of this very system, Oleg reports, one promise is moved, one project
// falls silent, and an indicator that exists nowhere else shows a forecast. All of it says that it is invented.
import type { City } from '#platform/city.ts'
import type { DemoStory } from '#platform/module.ts'
import { atHour, dayOf, days, daysBetween } from '#platform/time.ts'
import { bringEvidence, judgeEvidence } from './actions/evidence.ts'
import { addIndicator } from './actions/indicators.ts'
import { addMilestones } from './actions/milestones.ts'
import { bookMoney } from './actions/money.ts'
import { reportProjects, stateIndicator } from './actions/reports.ts'
import { pledge } from './actions/terms.ts'
import { observeIndicator } from './actions.ts'
import { ownedBy } from './rules/owner.ts'
import { beginOf, endOf } from './rules/report-period.ts'
import { strategyDb } from './tables.ts'

const body = ownedBy('bod-015')

export async function tellStrategy(story: DemoStory): Promise<void> {
  await story.settle()
  const [promised, later, lately] = [
    story.as('sergey', 300, 10),
    story.as('sergey', 60, 11),
    story.as('sergey', 12, 15),
  ]
  await promise(promised)
  await tellIndicator(promised, later, story)
  await pledge(later, {
    pledges: [
      {
        subject: 'milestone:demo-yard-chat',
        terms: { due: '2027-06' },
        reason: 'Договор с мессенджером подписали позже, чем рассчитывали',
      },
    ],
  })
  await report(story)
  await prove(story, lately)
  await story.settle()
}

async function promise(city: City): Promise<void> {
  await pledge(city, {
    pledges: [
      ...['prj-007', 'prj-010'].map((id) => ({
        subject: `project:${id}`,
        terms: { owner: body, start: '2026-01', due: '2030-12', reporting: 'quarter' },
        reason: 'Учебный город: ответственный назначен для демонстрации',
      })),
      {
        subject: 'project:prj-017',
        terms: { start: '2026-02', due: '2036-12' },
        reason: 'Учебный город: сроки названы для демонстрации',
      },
    ],
  })
  await addMilestones(city, { milestones: milestones.map((each) => ({ ...each, owner: body })) })
  await bookMoney(city, {
    bookings: [
      { project: 'prj-007', year: 2026, fund: 'city', kind: 'planned', roubles: '4500000' },
      { project: 'prj-007', year: 2027, fund: 'city', kind: 'planned', roubles: '6000000' },
      { project: 'prj-007', year: 2027, fund: 'republic', kind: 'planned', roubles: '3000000' },
      { project: 'prj-007', year: 2026, fund: 'city', kind: 'spent', roubles: '2870400.50', document: 'Акт № 14' },
    ],
  })
}

const milestones = [
  ...yard('demo-yard-open', 'Сообщения принимают на сайте', 'Reports are taken on the site', '2026-06'),
  ...yard('demo-yard-chat', 'Сообщения принимают в мессенджере', 'Reports are taken in a messenger', '2026-12'),
  {
    ...{ id: 'demo-yard-fixes', project: 'prj-007', due: '2028-12', target: '5000', critical: true },
    name: 'Пять тысяч устранений подтвердили жители',
    nameEn: 'Residents have confirmed five thousand fixes',
    unit: 'устранений',
    unitEn: 'fixes',
  },
  ...yard('demo-yard-all', 'Бот знает каждый двор города', 'The bot knows every yard of the city', '2030-12'),
  step('demo-wins-feed', 'prj-010', 'Лента открыта', 'The feed is open', '2026-03'),
  step('demo-wins-map', 'prj-010', 'Победы видны на карте', 'Wins are shown on a map', '2026-09'),
  step(
    'demo-wins-photo',
    'prj-010',
    'У каждой победы есть фото до и после',
    'Each win has photos before and after',
    '2029',
  ),
  step('demo-strategy-log', 'prj-017', 'Обещания записаны в летопись', 'Promises are in the chronicle', '2026-11'),
  step(
    'demo-strategy-year',
    'prj-017',
    'Первый годовой отчёт опубликован',
    'The first yearly report is out',
    '2027-03',
  ),
]

function step(id: string, project: string, name: string, nameEn: string, due: string) {
  return { id, project, name, nameEn, due, document: 'Акт о запуске' }
}

function yard(id: string, name: string, nameEn: string, due: string) {
  return [step(id, 'prj-007', name, nameEn, due)]
}

// An indicator that exists nowhere but here: its numbers could be taken for the city's otherwise.
async function tellIndicator(promised: City, later: City, story: DemoStory): Promise<void> {
  const id = 'demo-lit-yards'
  await addIndicator(promised, {
    id,
    name: 'Учебный показатель: дворы, где вечером светло',
    nameEn: 'A made-up indicator: yards that are lit in the evening',
    direction: 'urban-improvement',
    unit: '% дворов',
    unitEn: '% of yards',
    okei: '744',
    polarity: 'up',
    baseline: { value: '58', year: 2022 },
    method: 'Вымышлен, чтобы показать прогноз, план по годам и сдвинутую цель',
    terms: {
      target: '98',
      due: '2030',
      owner: body,
      reporting: 'quarter',
      ...Object.fromEntries([2026, 2027, 2028, 2029, 2030].map((year, n) => [`plan.base.${year}`, String(74 + 6 * n)])),
      ...Object.fromEntries([2026, 2028, 2030].map((year, n) => [`plan.pessimistic.${year}`, String(70 + 8 * n)])),
      ...Object.fromEntries([2026, 2028, 2030].map((year, n) => [`plan.optimistic.${year}`, String(78 + 10 * n)])),
    },
  })
  for (const [period, value] of [
    ['2023', '61.5'],
    ['2024', '63'],
    ['2025', '67'],
  ] as const) {
    const source = { source: 'https://demo.example/yards', sourceDate: `${Number(period) + 1}-01-20` }
    await observeIndicator(promised, { indicator: id, value, period, ...source })
  }
  await pledge(later, {
    pledges: [
      {
        subject: `indicator:${id}`,
        terms: { target: '95' },
        reason: 'Часть дворов перешла другой организации, посчитали заново',
      },
    ],
  })
  const quarter = quarterBefore(dayOf(later.now, story.zone))
  await stateIndicator(later, {
    indicator: id,
    period: quarter,
    status: 'on-track',
    said: 'Идём по плану, осталось заменить светильники в старых дворах',
  })
}

const reports = [
  { status: 'on-track', said: 'Сайт готов, первые сообщения приняты' },
  { status: 'at-risk', said: 'Мессенджер ждёт договора, срок может сдвинуться' },
  { status: 'on-track', said: 'Договор подписан, новый срок назван' },
] as const

// One report for each of the last quarters that are over, in time; of the feed nobody reports, so that silence can be seen.
async function report(story: DemoStory): Promise<void> {
  const today = dayOf(story.as('oleg', 0).now, story.zone)
  const quarters = reports.reduceRight<string[]>(
    (found) => [quarterBefore(found[0] ? beginOf(found[0]) : today), ...found],
    [],
  )
  for (const [n, period] of quarters.entries()) {
    const delivered = atHour(endOf(period), 10, story.zone).getTime() + days(12)
    const daysAgo = daysBetween(dayOf(new Date(delivered), story.zone), today)
    const said = reports[n]
    if (said && daysAgo >= 0)
      await reportProjects(story.as('oleg', daysAgo, 16), { reports: [{ project: 'prj-007', period, ...said }] })
  }
}

async function prove(story: DemoStory, team: City): Promise<void> {
  const brought = [
    { subject: 'milestone:demo-yard-open', ref: 'Акт о запуске приёма сообщений', daysAgo: 150 },
    { subject: 'milestone:demo-wins-feed', ref: 'Акт о запуске ленты', daysAgo: 140 },
    { subject: 'milestone:demo-strategy-log', ref: 'Первая подписанная отметка летописи', daysAgo: 13 },
  ]
  for (const { subject, ref, daysAgo } of brought) {
    const oleg = story.as(subject.includes('strategy') ? 'sergey' : 'oleg', daysAgo, 12)
    const day = dayOf(oleg.now, story.zone)
    const { id } = await bringEvidence(oleg, {
      subject,
      kind: 'document',
      ref,
      quantity: null,
      day,
      source: null,
      sha256: null,
    })
    await judgeEvidence(team, { id, accepted: true, reason: '' })
  }
  for (const win of await strategyDb(team)
    .selectFrom('strategy.wins')
    .selectAll()
    .where('withdrawn', '=', false)
    .execute()) {
    const day = dayOf(team.now, story.zone)
    const evidence = {
      kind: 'win' as const,
      ref: win.win,
      quantity: win.quantity ?? '1',
      day,
      source: null,
      sha256: null,
    }
    const { id } = await bringEvidence(story.as('oleg', 1, 18), { subject: 'milestone:demo-yard-fixes', ...evidence })
    await judgeEvidence(story.as('sergey', 0, 9), { id, accepted: true, reason: '' })
  }
}

// The last quarter that was over on a day.
function quarterBefore(day: string): string {
  const [year = 0, month = 1] = day.split('-').map(Number)
  const quarter = Math.ceil(month / 3) - 1
  return quarter === 0 ? `${year - 1}-Q4` : `${year}-Q${quarter}`
}
