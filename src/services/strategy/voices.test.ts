// Questions over a real database: clocks, numbers, limits, what the team may do, and what nobody may read.
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { entryAt } from '#kernel/chronicle/index.ts'
import { forgetHandle, identity } from '#kernel/identity/index.ts'
import { newId } from '#platform/ids.ts'
import { type Actor, guest, machinery } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import {
  answerQuestion,
  correctAnswer,
  declineQuestion,
  eraseAnswer,
  eraseQuestion,
  releaseQuestion,
} from './actions/answer.ts'
import { askTeam } from './actions/ask.ts'
import { openQuestion } from './actions/question-file.ts'
import { countsOf, questionsOf } from './queries/questions.ts'
import { answerTerm } from './queries/terms-of-answer.ts'
import { about, canary, openVoices, start, strategy, type VoicesCity, zone } from './voices.testing.ts'

let city: VoicesCity
beforeAll(async () => {
  city = await openVoices()
})
beforeEach(() => {
  city.bare.now = start
})
afterAll(() => city.bare.close())

describe('asking', () => {
  test('starts the clock by the rule of the day, which says that it is our own', async () => {
    expect(await answerTerm(city.resident())).toMatchObject({ days: 30, own: true, legalRef: null })
    const number = await city.ask()
    const view = await city.one(number)
    expect(view).toMatchObject({ about, stage: 'waiting', late: false, words: null, left: 30, waited: 0, too: 0 })
    expect(view.dueAt.toISOString()).toBe('2026-12-23T20:00:00.000Z')
    city.bare.now = new Date('2026-12-23T20:00:00Z')
    expect(await city.one(number)).toMatchObject({ stage: 'overdue', late: true, left: -1, waited: 31 })
    expect((await questionsOf(city.resident(), { zone, stage: 'overdue' })).map((each) => each.number)).toContain(
      number,
    )
  })

  test('the same form twice, also at once, asks once', async () => {
    const form = city.asking()
    const numbers = await Promise.all([1, 2, 3].map(() => askTeam(city.resident(), form)))
    expect(new Set(numbers.map(({ number }) => number)).size).toBe(1)
    const before = (await countsOf(city.resident())).waiting
    expect(await askTeam(city.resident(), form)).toEqual(numbers[0])
    expect((await countsOf(city.resident())).waiting).toBe(before)
  })

  test('many at once get numbers without gaps', async () => {
    const first = await city.ask()
    const numbers = await Promise.all([1, 2, 3, 4].map(() => city.ask()))
    expect(numbers.toSorted((a, b) => a - b)).toEqual([1, 2, 3, 4].map((step) => first + step))
  })

  test.each(['project:prj-999', 'direction:business', 'question:1', '', 'strategy:part', "indicator:'; drop table"])(
    'about «%s» is asking about nothing',
    async (nothing) => {
      await expect(askTeam(city.resident(), city.asking({ about: nothing }))).rejects.toMatchObject({ kind: 'missing' })
    },
  )

  test('a flood from one network ends, and begins anew a day later', async () => {
    const flood = (ip: string) => askTeam(city.resident(), city.asking({ ip, about: 'strategy:whole' }))
    for (let n = 0; n < 20; n += 1) await flood('203.0.113.5')
    await expect(flood('203.0.113.5')).rejects.toMatchObject({ kind: 'invalid', fields: { text: {} } })
    await flood('203.0.113.6')
    city.bare.now = later(start, days(1))
    await flood('203.0.113.5')
  })

  test('what was typed is in no entry and no fact, and its hash is what the asker can prove', async () => {
    const number = await city.ask()
    const [asked] = await city.said(number)
    expect(asked).toMatchObject({ kind: 'strategy.asked', data: { question: number, about, days: 30 } })
    const { rows } = await city.bare.database.pool.query(
      'select salt, handle from strategy.questions where number = $1',
      [number],
    )
    expect(asked?.data.words).toBe(createHash('sha256').update(rows[0].salt).update(canary).digest('hex'))
    for (const table of ['facts.facts', 'chronicle.entries', 'chronicle.papers']) {
      const whole = JSON.stringify((await city.bare.database.pool.query(`select * from ${table}`)).rows)
      for (const secret of ['Канарейкина', rows[0].handle])
        expect([table, whole.includes(secret)]).toEqual([table, false])
    }
  })
})

describe('the team', () => {
  test('alone shows, answers, declines, corrects and looks, and each look is written down', async () => {
    const number = await city.ask()
    const nobody: Actor[] = [guest, { ...guest, person: newId(start), roles: [{ name: 'manager', body: null }] }]
    for (const actor of nobody) {
      const theirs = city.bare.as(actor)
      const tries = [
        releaseQuestion(theirs, { question: number, text: 'Когда?' }),
        answerQuestion(theirs, { question: number, text: 'Скоро' }),
        declineQuestion(theirs, { question: number, why: 'rude', reason: 'Грубо' }),
        eraseQuestion(theirs, { question: number, because: 'Личное' }),
        openQuestion(theirs, { number, zone }),
      ]
      for (const each of await Promise.allSettled(tries))
        expect(each).toMatchObject({ status: 'rejected', reason: { kind: 'not-allowed' } })
    }
    expect((await openQuestion(city.team(), { number, zone })).text).toBe(canary)
    const { rows } = await city.bare.database.pool.query('select by_office from strategy.looks where question = $1', [
      number,
    ])
    expect(rows).toEqual([{ by_office: 'strategist' }])
  })

  test('shows no telephone, and shows the rest as it let it stand', async () => {
    const number = await city.ask()
    await expect(
      releaseQuestion(city.team(), { question: number, text: 'Мой номер 8 912 345 67 89' }),
    ).rejects.toMatchObject({
      fields: { text: { key: 'strategy.ask.error.carriesContact' } },
    })
    await releaseQuestion(city.team(), { question: number, text: 'Когда начнёт работать карта?' })
    expect((await city.one(number)).words).toBe('Когда начнёт работать карта?')
  })

  test('answers late once and late for ever; a correction has a reason and leaves the first in sight', async () => {
    const number = await city.ask()
    city.bare.now = later(start, days(40))
    await answerQuestion(city.team(), { question: number, text: 'Первый ответ' })
    await expect(answerQuestion(city.team(), { question: number, text: 'Ещё' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    const first = (await city.one(number)).answers[0]?.id ?? ''
    const correction = { question: number, answer: first, text: 'Второй ответ', reason: 'Ошиблись в годе' }
    await correctAnswer(city.team(), correction)
    await expect(correctAnswer(city.team(), correction)).rejects.toMatchObject({ kind: 'conflict' })
    const view = await city.one(number)
    expect(view).toMatchObject({ stage: 'answered', late: true, waited: 40 })
    expect(view.answers.map(({ text, corrected, reason }) => [text, corrected, reason])).toEqual([
      ['Первый ответ', true, null],
      ['Второй ответ', false, 'Ошиблись в годе'],
    ])
    expect((await city.said(number)).map(({ kind, data }) => [kind, data.late])).toEqual([
      ['strategy.answer-corrected', undefined],
      ['strategy.answered', true],
      ['strategy.asked', undefined],
    ])
    await expect(declineQuestion(city.team(), { question: number, why: 'rude', reason: 'x' })).rejects.toMatchObject({
      kind: 'conflict',
    })
  })

  test('declines with a public reason, and may answer after all', async () => {
    const number = await city.ask()
    await declineQuestion(city.team(), { question: number, why: 'elsewhere', reason: 'Это к управляющей компании' })
    expect(await city.one(number)).toMatchObject({ stage: 'declined', decline: { why: 'elsewhere' }, late: false })
    city.bare.now = later(start, days(60))
    await answerQuestion(city.team(), { question: number, text: 'И всё же ответим' })
    expect(await city.one(number)).toMatchObject({ stage: 'answered', late: false })
  })

  test('erases what proved personal, beside the chronicle too, and only what it has shown', async () => {
    const number = await city.ask()
    await expect(eraseQuestion(city.team(), { question: number, because: 'Личное' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await releaseQuestion(city.team(), { question: number, text: 'Что обещал сосед Пётр из третьей квартиры?' })
    // Until the entry has found its place nobody could say which text goes.
    await expect(eraseQuestion(city.team(), { question: number, because: 'Личное' })).rejects.toMatchObject({
      kind: 'unavailable',
    })
    await city.bare.worker.settle()
    await eraseQuestion(city.team(), { question: number, because: 'В тексте был сосед' })
    expect(await city.one(number)).toMatchObject({ words: null, hiddenBecause: 'В тексте был сосед' })
    const shown = (await city.said(number)).find(({ kind }) => kind === 'strategy.question-shown')
    expect((await entryAt(city.resident(), shown?.place ?? -1))?.texts).toMatchObject([{ content: null, salt: null }])
    const whole = JSON.stringify((await city.bare.database.pool.query('select * from strategy.releases')).rows)
    expect(whole).not.toContain('Пётр')

    await answerQuestion(city.team(), { question: number, text: 'Пётр Иванов обещал' })
    const first = (await city.one(number)).answers[0]?.id ?? ''
    await expect(eraseAnswer(city.team(), { question: number, answer: first, because: 'Имя' })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await correctAnswer(city.team(), { question: number, answer: first, text: 'Обещали', reason: 'Убрали имя' })
    await city.bare.worker.settle()
    await eraseAnswer(city.team(), { question: number, answer: first, because: 'Имя' })
    expect((await city.one(number)).answers.map(({ text }) => text)).toEqual([null, 'Обещали'])
    expect(JSON.stringify((await city.bare.database.pool.query('select * from chronicle.papers')).rows)).not.toContain(
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
    city.bare.now = later(start, -days(ago))
    const number = await city.ask({ about: 'indicator:ind-002' })
    city.bare.now = later(start, -days(ago - 5))
    if (closed === 'answer') await answerQuestion(city.team(), { question: number, text: 'Ответ' })
    if (closed === 'decline') await declineQuestion(city.team(), { question: number, why: 'rude', reason: 'Грубо' })
  }
  city.bare.now = start
  const list = await questionsOf(city.resident(), { zone, about: 'indicator:ind-002' })
  expect(list.map(({ waited, stage }) => [stage, waited])).toEqual([
    ['overdue', 45],
    ['overdue', 31],
    ['waiting', 20],
    ['answered', 5],
    ['declined', 5],
    ['answered', 5],
  ])
  expect(await countsOf(city.resident(), 'indicator:ind-002')).toEqual({
    waiting: 1,
    overdue: 2,
    answered: 2,
    declined: 1,
  })
})

test('forgetting takes her words, follows and links, and leaves the question, its clock and what the team had shown', async () => {
  const number = await city.ask({ letters: { email: 'gone@example.org', text: 'Согласие' } })
  await releaseQuestion(city.team(), { question: number, text: 'Когда начнёт работать карта?' })
  const { rows } = await city.bare.database.pool.query('select handle from strategy.questions where number = $1', [
    number,
  ])
  const [{ handle }] = rows
  const held = JSON.stringify(await strategy.personal?.export(city.resident(), handle))
  for (const mine of [canary, `question:${number}`]) expect(held).toContain(mine)
  await forgetHandle(city.bare.as(machinery('test')), { handle, doors: [identity, strategy] })
  expect(await city.one(number)).toMatchObject({ stage: 'waiting', words: 'Когда начнёт работать карта?', left: 30 })
  expect((await openQuestion(city.team(), { number, zone })).forgottenAt).toEqual(start)
  for (const table of ['questions', 'follows', 'keys', 'wishes', 'participations', 'releases']) {
    const whole = JSON.stringify((await city.bare.database.pool.query(`select t::text from strategy.${table} t`)).rows)
    expect([table, whole.includes(handle)]).toEqual([table, false])
  }
  const texts = await city.bare.database.pool.query('select text from strategy.questions where number = $1', [number])
  expect(texts.rows).toEqual([{ text: '' }])
  expect(await strategy.personal?.export(city.resident(), handle)).toEqual({ asked: [], follows: [], tookPart: [] })
})
