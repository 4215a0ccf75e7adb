// Questions, following and taking part over a real database: clocks, numbers, counts, and what nobody may read.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { chronicle, entries, entryAt } from '#kernel/chronicle/index.ts'
import { forgetHandle, identity, newHandle } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { days, later } from '#platform/time.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import {
  answerQuestion,
  correctAnswer,
  declineQuestion,
  eraseAnswer,
  eraseQuestion,
  releaseQuestion,
} from './actions/answer.ts'
import { askTeam } from './actions/ask.ts'
import { confirmFollows, follow, forgetSilent, keyFor, stopFollowing, wishToFollow } from './actions/follow.ts'
import { openQuestion } from './actions/question-file.ts'
import { occasionsOf, proposalsOf, tellable } from './queries/occasions.ts'
import { countsOf, questionFor, questionsOf } from './queries/questions.ts'
import { concernedBy, followersOf } from './queries/readers.ts'
import { answerTerm } from './queries/terms-of-answer.ts'
import { aboveOf } from './queries/things.ts'
import { strategy as strategyOf } from './service.ts'

const zone = 'Europe/Samara'
const strategy = strategyOf({ zone })
const sergey: Actor = { ...guest, person: newId(new Date(0)), roles: [{ name: 'strategist', body: null }] }
const start = new Date('2026-11-23T09:00:00Z')
const about = 'project:prj-012'
const canary = 'Канарейкина Евдокия спрашивает'
let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([identity, chronicle(() => []), strategy])
  await strategy.pack?.(bare.as(machinery('test')), openCityPack(join(projectRoot, 'city/izhevsk')))
})
beforeEach(() => {
  bare.now = start
})
afterAll(() => bare.close())

let visitors = 0
const asking = (more: Partial<Parameters<typeof askTeam>[1]> = {}) => {
  visitors += 1
  return {
    about,
    text: canary,
    secret: newSecret(),
    letters: null,
    ip: `10.1.${visitors >> 8}.${visitors & 255}`,
    zone,
    ...more,
  }
}
const ask = async (more = {}) => (await askTeam(bare.as(guest), asking(more))).number
const one = async (number: number) => {
  const view = await questionFor(bare.as(guest), { number, zone })
  if (!view) throw new Error(`no question ${number}`)
  return view
}
const team = () => bare.as(sergey)
const said = async (number: number) => {
  await bare.worker.settle()
  return (await entries(bare.as(guest), { subject: `question:${number}` })).map(({ kind, body, place }) => ({
    ...{ kind, place, body },
    data: JSON.parse(body).data,
  }))
}

describe('asking', () => {
  test('starts the clock by the rule of the day, which says that it is our own', async () => {
    expect(await answerTerm(bare.as(guest))).toMatchObject({ days: 30, own: true, legalRef: null })
    const number = await ask()
    const view = await one(number)
    expect(view).toMatchObject({ about, stage: 'waiting', late: false, words: null, left: 30, waited: 0, too: 0 })
    expect(view.dueAt.toISOString()).toBe('2026-12-23T20:00:00.000Z')
    bare.now = new Date('2026-12-23T20:00:00Z')
    expect(await one(number)).toMatchObject({ stage: 'overdue', late: true, left: -1, waited: 31 })
    expect((await questionsOf(bare.as(guest), { zone, stage: 'overdue' })).map((each) => each.number)).toContain(number)
  })

  test('the same form twice, also at once, asks once', async () => {
    const form = asking()
    const numbers = await Promise.all([1, 2, 3].map(() => askTeam(bare.as(guest), form)))
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(1)
    const before = (await countsOf(bare.as(guest))).waiting
    expect(await askTeam(bare.as(guest), form)).toEqual(numbers[0])
    expect((await countsOf(bare.as(guest))).waiting).toBe(before)
  })

  test('many at once get numbers without gaps', async () => {
    const first = await ask()
    const numbers = await Promise.all([1, 2, 3, 4].map(() => ask()))
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4].map((step) => first + step))
  })

  test.each(['project:prj-999', 'direction:business', 'question:1', '', 'strategy:part', "indicator:'; drop table"])(
    'about «%s» is asking about nothing',
    async (nothing) => {
      await expect(askTeam(bare.as(guest), asking({ about: nothing }))).rejects.toMatchObject({ kind: 'missing' })
    },
  )

  test('a flood from one network ends, and begins anew a day later', async () => {
    const flood = (ip: string) => askTeam(bare.as(guest), asking({ ip, about: 'strategy:whole' }))
    for (let n = 0; n < 20; n += 1) await flood('203.0.113.5')
    await expect(flood('203.0.113.5')).rejects.toMatchObject({ kind: 'invalid', fields: { text: {} } })
    await flood('203.0.113.6')
    bare.now = later(start, days(1))
    await flood('203.0.113.5')
  })

  test('what was typed is in no entry and no fact, and its hash is what the asker can prove', async () => {
    const number = await ask()
    const [asked] = await said(number)
    expect(asked).toMatchObject({ kind: 'strategy.asked', data: { question: number, about, days: 30 } })
    const { rows } = await bare.database.pool.query('select salt, handle from strategy.questions where number = $1', [
      number,
    ])
    const { createHash } = await import('node:crypto')
    expect(asked?.data.words).toBe(createHash('sha256').update(rows[0].salt).update(canary).digest('hex'))
    for (const table of ['facts.facts', 'chronicle.entries', 'chronicle.papers']) {
      const whole = JSON.stringify((await bare.database.pool.query(`select * from ${table}`)).rows)
      for (const secret of ['Канарейкина', rows[0].handle])
        expect([table, whole.includes(secret)]).toEqual([table, false])
    }
  })
})

describe('the team', () => {
  test('alone shows, answers, declines, corrects and looks, and each look is written down', async () => {
    const number = await ask()
    const nobody: Actor[] = [guest, { ...guest, person: newId(start), roles: [{ name: 'manager', body: null }] }]
    for (const actor of nobody) {
      const city = bare.as(actor)
      const tries = [
        releaseQuestion(city, { question: number, text: 'Когда?' }),
        answerQuestion(city, { question: number, text: 'Скоро' }),
        declineQuestion(city, { question: number, why: 'rude', reason: 'Грубо' }),
        eraseQuestion(city, { question: number, because: 'Личное' }),
        openQuestion(city, { number, zone }),
      ]
      for (const each of await Promise.allSettled(tries))
        expect(each).toMatchObject({ status: 'rejected', reason: { kind: 'not-allowed' } })
    }
    expect((await openQuestion(team(), { number, zone })).text).toBe(canary)
    const { rows } = await bare.database.pool.query('select by_office from strategy.looks where question = $1', [
      number,
    ])
    expect(rows).toEqual([{ by_office: 'strategist' }])
  })

  test('shows no telephone, and shows the rest as it let it stand', async () => {
    const number = await ask()
    await expect(
      releaseQuestion(team(), { question: number, text: 'Мой номер 8 912 345 67 89' }),
    ).rejects.toMatchObject({
      fields: { text: { key: 'strategy.ask.error.carriesContact' } },
    })
    await releaseQuestion(team(), { question: number, text: 'Когда начнёт работать карта?' })
    expect((await one(number)).words).toBe('Когда начнёт работать карта?')
  })

  test('answers late once and late for ever; a correction has a reason and leaves the first in sight', async () => {
    const number = await ask()
    bare.now = later(start, days(40))
    await answerQuestion(team(), { question: number, text: 'Первый ответ' })
    await expect(answerQuestion(team(), { question: number, text: 'Ещё' })).rejects.toMatchObject({ kind: 'conflict' })
    const first = (await one(number)).answers[0]?.id ?? ''
    const correction = { question: number, answer: first, text: 'Второй ответ', reason: 'Ошиблись в годе' }
    await correctAnswer(team(), correction)
    await expect(correctAnswer(team(), correction)).rejects.toMatchObject({ kind: 'conflict' })
    const view = await one(number)
    expect(view).toMatchObject({ stage: 'answered', late: true, waited: 40 })
    expect(view.answers.map(({ text, corrected, reason }) => [text, corrected, reason])).toEqual([
      ['Первый ответ', true, null],
      ['Второй ответ', false, 'Ошиблись в годе'],
    ])
    expect((await said(number)).map(({ kind, data }) => [kind, data.late])).toEqual([
      ['strategy.answer-corrected', undefined],
      ['strategy.answered', true],
      ['strategy.asked', undefined],
    ])
    await expect(declineQuestion(team(), { question: number, why: 'rude', reason: 'x' })).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  test('declines with a public reason, and may answer after all', async () => {
    const number = await ask()
    await declineQuestion(team(), { question: number, why: 'elsewhere', reason: 'Это к управляющей компании' })
    expect(await one(number)).toMatchObject({ stage: 'declined', decline: { why: 'elsewhere' }, late: false })
    bare.now = later(start, days(60))
    await answerQuestion(team(), { question: number, text: 'И всё же ответим' })
    expect(await one(number)).toMatchObject({ stage: 'answered', late: false })
  })

  test('erases what proved personal, beside the chronicle too, and only what it has shown', async () => {
    const number = await ask()
    await expect(eraseQuestion(team(), { question: number, because: 'Личное' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await releaseQuestion(team(), { question: number, text: 'Что обещал сосед Пётр из третьей квартиры?' })
    // Until the entry has found its place nobody could say which text goes.
    await expect(eraseQuestion(team(), { question: number, because: 'Личное' })).rejects.toMatchObject({
      kind: 'unavailable',
    })
    await bare.worker.settle()
    await eraseQuestion(team(), { question: number, because: 'В тексте был сосед' })
    expect(await one(number)).toMatchObject({ words: null, hiddenBecause: 'В тексте был сосед' })
    const shown = (await said(number)).find(({ kind }) => kind === 'strategy.question-shown')
    expect((await entryAt(bare.as(guest), shown?.place ?? -1))?.texts).toMatchObject([{ content: null, salt: null }])
    const whole = JSON.stringify((await bare.database.pool.query('select * from strategy.releases')).rows)
    expect(whole).not.toContain('Пётр')

    await answerQuestion(team(), { question: number, text: 'Пётр Иванов обещал' })
    const first = (await one(number)).answers[0]?.id ?? ''
    await expect(eraseAnswer(team(), { question: number, answer: first, because: 'Имя' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await correctAnswer(team(), { question: number, answer: first, text: 'Обещали', reason: 'Убрали имя' })
    await bare.worker.settle()
    await eraseAnswer(team(), { question: number, answer: first, because: 'Имя' })
    expect((await one(number)).answers.map(({ text }) => text)).toEqual([null, 'Обещали'])
    expect(JSON.stringify((await bare.database.pool.query('select * from chronicle.papers')).rows)).not.toContain(
      'Иванов',
    )
  })
})

test('the list is the queue: unanswered first, the longest overdue before all; then the latest answered', async () => {
  for (const [ago, closed] of [
    [50, 'answer'],
    [45, null],
    [33, 'decline'],
    [31, null],
    [20, null],
    [10, 'answer'],
  ] as const) {
    bare.now = later(start, -days(ago))
    const number = await ask({ about: 'indicator:ind-002' })
    bare.now = later(start, -days(ago - 5))
    if (closed === 'answer') await answerQuestion(team(), { question: number, text: 'Ответ' })
    if (closed === 'decline') await declineQuestion(team(), { question: number, why: 'rude', reason: 'Грубо' })
  }
  bare.now = start
  const list = await questionsOf(bare.as(guest), { zone, about: 'indicator:ind-002' })
  expect(list.map(({ waited, stage }) => [stage, waited])).toEqual([
    ['overdue', 45],
    ['overdue', 31],
    ['waiting', 20],
    ['answered', 5],
    ['declined', 5],
    ['answered', 5],
  ])
  expect(await countsOf(bare.as(guest), 'indicator:ind-002')).toEqual({
    waiting: 1,
    overdue: 2,
    answered: 2,
    declined: 1,
  })
})

describe('following', () => {
  const person = () => newIdentity(bare)
  const wish = (email: string, subjects: string[]) =>
    wishToFollow(bare.as(guest), {
      ...{ subjects, why: 'follow' as const, letters: { email, text: 'Согласие' } },
      ip: asking().ip,
    })
  const tokenOf = async (email: string) => {
    const { rows } = await bare.database.pool.query('select handle from identity.contacts where email = $1', [email])
    return tokenFor(bare.as(guest), rows[0].handle)
  }

  test('by e-mail counts and is told of only after a yes, and one address is one reader', async () => {
    const subject = 'project:prj-020'
    await wish('one@example.org', [subject])
    await wish('One@example.org', [subject, 'project:prj-021'])
    expect(await followersOf(bare.as(guest), subject)).toBe(0)
    expect(await concernedBy(bare.as(guest), [subject])).toEqual([])
    await confirmFollows(bare.as(guest), { token: await tokenOf('one@example.org') })
    expect(await followersOf(bare.as(guest), subject)).toBe(1)
    expect(await concernedBy(bare.as(guest), [subject, 'project:prj-021'])).toHaveLength(1)
    const token = await tokenOf('one@example.org')
    await stopFollowing(bare.as(guest), { token, person: null, subject: null })
    expect(await followersOf(bare.as(guest), subject)).toBe(0)
    const { rows } = await bare.database.pool.query("select * from identity.contacts where email = 'one@example.org'")
    expect(rows).toEqual([])
  })

  test('a wish without a yes is forgotten after three days, with the address', async () => {
    await wish('two@example.org', ['project:prj-022'])
    bare.now = later(start, days(2))
    await forgetSilent(bare.as(machinery('night')), undefined)
    await confirmFollows(bare.as(guest), { token: await tokenOf('two@example.org') })
    await wish('three@example.org', ['project:prj-022'])
    bare.now = later(start, days(6))
    await forgetSilent(bare.as(machinery('night')), undefined)
    const { rows } = await bare.database.pool.query(
      "select email from identity.contacts where email like '%@example.org'",
    )
    expect(rows.map(({ email }) => email)).toEqual(['two@example.org'])
    expect(await followersOf(bare.as(guest), 'project:prj-022')).toBe(1)
  })

  test('one address is asked five times a day at most, whoever asks', async () => {
    for (let n = 0; n < 5; n += 1) await wish('six@example.org', ['project:prj-022'])
    await expect(wish('SIX@example.org', ['project:prj-022'])).rejects.toMatchObject({ fields: { email: {} } })
  })

  test('a milestone concerns those who follow its project or its direction, each once and with the nearest reason', async () => {
    await bare.database.pool.query(
      `insert into strategy.milestones (id, project, name, basis, position) values ('m-1', 'prj-012', 'Пилот', 'city', 1)`,
    )
    expect(await aboveOf(bare.as(guest), 'milestone:m-1')).toEqual(['milestone:m-1', about, 'direction:it-services'])
    const anna = await person()
    for (const [subject, why] of [
      ['direction:it-services', 'part'],
      [about, 'follow'],
    ] as const)
      await follow(bare.as(guest), { subjects: [subject], why, person: anna })
    const concerned = await concernedBy(bare.as(guest), await aboveOf(bare.as(guest), 'milestone:m-1'))
    expect(concerned.map(({ why }) => why)).toEqual(['follow'])
  })

  test.each(['project:prj-999', 'question:99999', 'question:1e3', 'nothing', '', 'project:до\u0000после'])(
    'of «%s» is refused',
    async (subject) => {
      const anna = await person()
      await expect(follow(bare.as(guest), { subjects: [subject], why: 'follow', person: anna })).rejects.toMatchObject({
        kind: 'missing',
      })
    },
  )

  test('the count is the number of people who follow now, whatever they pressed and in whatever order', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(person))
    const step = fc.record({ who: fc.nat(3), what: fc.constantFrom('follow', 'stop', 'stop all') })
    let round = 100
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        round += 1
        const subject = `question:${await ask({ about: 'strategy:whole', ip: `10.9.${round >> 8}.${round & 255}` })}`
        const following = new Set<number>()
        for (const { who, what } of steps) {
          const whose = people[who] ?? ''
          if (what === 'follow') await follow(bare.as(guest), { subjects: [subject], why: 'too', person: whose })
          else
            await stopFollowing(bare.as(guest), {
              token: null,
              person: whose,
              subject: what === 'stop' ? subject : null,
            })
          if (what === 'follow') following.add(who)
          else following.delete(who)
        }
        expect((await one(Number(subject.split(':')[1]))).too).toBe(following.size)
        // The asker left no address: nothing can be told to her, so she is not among those concerned.
        expect(await concernedBy(bare.as(guest), [subject])).toHaveLength(following.size)
      }),
      { numRuns: 15 },
    )
  })
})

describe('taking part', () => {
  test('says how many only from five on', () => {
    expect([0, 1, 4, 5, 6].map(tellable)).toEqual([0, null, null, 5, 6])
  })

  test('every workshop leads to what was proposed there, a survey to the directions, each with its source', async () => {
    const occasions = await occasionsOf(bare.as(guest))
    expect(occasions.every(({ source }) => source.startsWith('http'))).toBe(true)
    expect(occasions.filter(({ workshop }) => workshop !== null)).toHaveLength(5)
    const streets = occasions.find(({ id }) => id === 'res-013')
    expect(streets?.led).toEqual(['project:prj-007', 'project:prj-008', 'project:prj-009', 'project:prj-010'])
    const proposals = await proposalsOf(bare.as(guest), streets?.led ?? [])
    expect(proposals.map(({ stageGroup }) => stageGroup)).toEqual(Array(4).fill('proposed'))
    const survey = occasions.find(({ id }) => id === 'res-001')
    expect(survey?.led).toHaveLength(5)
    expect(occasions.some(({ kind }) => kind === 'аналитика')).toBe(false)
  })

  test('loading the pack again changes nothing', async () => {
    const before = await occasionsOf(bare.as(guest))
    await strategy.pack?.(bare.as(machinery('test')), openCityPack(join(projectRoot, 'city/izhevsk')))
    expect(await occasionsOf(bare.as(guest))).toEqual(before)
  })
})

test('forgetting takes her words, follows and links, and leaves the question, its clock and what the team had shown', async () => {
  const number = await ask({ letters: { email: 'gone@example.org', text: 'Согласие' } })
  await releaseQuestion(team(), { question: number, text: 'Когда начнёт работать карта?' })
  const { rows } = await bare.database.pool.query('select handle from strategy.questions where number = $1', [number])
  const [{ handle }] = rows
  const held = JSON.stringify(await strategy.personal?.export(bare.as(guest), handle))
  for (const mine of [canary, `question:${number}`]) expect(held).toContain(mine)
  await forgetHandle(bare.as(machinery('test')), { handle, doors: [identity, strategy] })
  expect(await one(number)).toMatchObject({ stage: 'waiting', words: 'Когда начнёт работать карта?', left: 30 })
  expect((await openQuestion(team(), { number, zone })).forgottenAt).toEqual(start)
  for (const table of ['questions', 'follows', 'keys', 'wishes', 'participations', 'releases']) {
    const whole = JSON.stringify((await bare.database.pool.query(`select t::text from strategy.${table} t`)).rows)
    expect([table, whole.includes(handle)]).toEqual([table, false])
  }
  const texts = await bare.database.pool.query('select text from strategy.questions where number = $1', [number])
  expect(texts.rows).toEqual([{ text: '' }])
  expect(await strategy.personal?.export(bare.as(guest), handle)).toEqual({ asked: [], follows: [], tookPart: [] })
})

async function newIdentity({ database, as }: BareCity): Promise<string> {
  const id = newId(start)
  await database.pool.query('insert into identity.people (id, email, created_at, updated_at) values ($1, $2, $3, $3)', [
    id,
    `${id}@example.com`,
    start,
  ])
  await newHandle(as(guest), { module: 'strategy', person: id })
  return id
}

const tokenFor = action('strategy', (city: City, handle: string) => keyFor(city, handle))
