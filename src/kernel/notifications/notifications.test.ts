// From a fact to what reaches a person on a real database: once, at her hours, within her week, by the channels she chose.
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { claimHandle, contactOf, forgetPerson, identity, newHandle } from '#kernel/identity/index.ts'
import { LetterRefused } from '#outside/mail/index.ts'
import { addDevice } from './actions/devices.ts'
import { readAll } from './actions/messages.ts'
import { makeProof, setPreferences, setTexts } from './actions/preferences.ts'
import { stopLetters, stopTopics } from './actions/stops.ts'
import { messagesOf, notifications } from './index.ts'
import { stopBehind } from './queries/dispatches.ts'
import { type NoticeStage, openNoticeStage } from './stage.testing.ts'

let stage: NoticeStage
beforeAll(async () => {
  stage = await openNoticeStage()
})
afterAll(() => stage.close())
beforeEach(() => {
  stage.letters.length = 0
  stage.texts.length = 0
  stage.woken.length = 0
  stage.outside.mail = async () => {}
  stage.outside.push = async () => ({ kind: 'taken' })
  // Noon in Izhevsk, of a week in which nobody got anything yet.
  stage.bare.now = new Date(stage.bare.now.getTime() + 30 * 86_400_000)
  stage.bare.now.setUTCHours(8, 0, 0, 0)
})

const wait = (hours: number) => {
  stage.bare.now = new Date(stage.bare.now.getTime() + hours * 3_600_000)
}
const settle = () => stage.bare.worker.settle()
const secretIn = (stop: string | undefined) => new URL(stop ?? '').searchParams.get('token') ?? ''

const consentTo = (purpose: string) => ({ purpose, textVersion: '1', text: `Согласие: ${purpose}`, ip: '192.0.2.1' })
const plain = { quiet: { from: 22, to: 8 }, rhythm: { kind: 'at-once' as const }, weekly: 7, choices: [] }

test('a fact heard twice is told once and written once, in the language she agreed in', async () => {
  const anna = await stage.reader('anna@letters.example')
  const john = await stage.reader('john@letters.example', 'en')
  const silent = await newHandle(stage.bare.as(), { module: 'stage', person: null })
  await stage.happen({ handles: [anna, john, silent] })
  await settle()
  const first = [...stage.letters]
  expect(first.map((letter) => letter.to).sort()).toEqual(['anna@letters.example', 'john@letters.example'])
  expect(new Set(first.map(({ key }) => key)).size).toBe(2)
  expect(first[0]?.returnTo).toMatch(/^returned\+[0-9a-f]{36}@city\.example$/)

  await sql`update facts.deliveries set done_at = null`.execute(stage.bare.database.kysely)
  await settle()
  expect(stage.letters).toHaveLength(2)

  const toJohn = first.find((letter) => letter.to.startsWith('john'))
  expect(toJohn?.subject).toBe('Italmas: there is news for you')
  expect(toJohn?.text).toContain('https://city.example/en/cases/2026-000001')
  const toAnna = first.find((letter) => letter.to.startsWith('anna'))
  expect(toAnna?.text).toContain('Почему вы получили это письмо')
  expect(toAnna?.text).toContain(toAnna?.stop)
})

test('a mail server that is away delays the letter and does not double it', async () => {
  const handle = await stage.reader('later@letters.example')
  stage.outside.mail = () => Promise.reject(new Error('421 try later'))
  await stage.happen({ handles: [handle] })
  await settle()
  expect(stage.letters).toEqual([])
  stage.outside.mail = async () => {}
  wait(1)
  await settle()
  expect(stage.letters.map((letter) => letter.to)).toEqual(['later@letters.example'])
})

test('a mail server that is away for days holds up no text and no browser, and its news comes in one letter when it is back', async () => {
  const { person, handle, reader } = await stage.resident('away@letters.example')
  stage.outside.phones.set(person, '+79120000001')
  await setTexts(stage.bare.as(), { reader, consent: consentTo('texts') })
  await addDevice(stage.bare.as(), {
    reader,
    endpoint: 'https://push.example/away',
    name: '',
    consent: consentTo('push'),
  })
  const choices = [{ topic: 'notifications.topic.reports', channel: 'sms', chosen: true }]
  await setPreferences(stage.bare.as(), { reader, ...plain, quiet: { from: 0, to: 0 }, choices })
  stage.outside.mail = () => Promise.reject(new Error('421 try later'))
  await stage.happen({ handles: [handle] })
  await stage.happen({ handles: [handle] })
  for (let hour = 0; hour < 24 * 7; hour += 6) {
    await stage.bare.worker.tick()
    await settle()
    wait(6)
  }
  expect([stage.letters.length, stage.texts.length, stage.woken.length]).toEqual([0, 2, 2])
  expect((await messagesOf(stage.bare.as(), person)).messages[0]?.went[0]).toMatchObject({
    channel: 'mail',
    because: 'away',
  })
  stage.outside.mail = async () => {}
  for (let hour = 0; hour < 24 * 3; hour += 6) {
    await stage.bare.worker.tick()
    await settle()
    wait(6)
  }
  const told = stage.letters.map(({ text }) => text.split('/cases/2026-000001').length - 1)
  expect(told.reduce((sum, each) => sum + each, 0)).toBe(2)
})

test('a week brings seven letters at most; the seventh says so, and what was held comes in one when the week is over', async () => {
  const handle = await stage.reader('budget@letters.example')
  for (let turn = 0; turn < 10; turn += 1) await stage.happen({ handles: [handle] })
  await settle()
  expect(stage.letters).toHaveLength(7)
  expect(stage.letters.map((letter) => letter.text.includes('последнее письмо на этой неделе'))).toEqual([
    ...new Array(6).fill(false),
    true,
  ])
  wait(7 * 24)
  await settle()
  expect(stage.letters).toHaveLength(8)
  expect(stage.letters[7]?.subject).toBe('Италмас: 3\u00a0новости для вас'.replace('\u00a0', ' '))
  wait(7 * 24)
  await settle()
  expect(stage.letters).toHaveLength(8)
})

test('at night nothing comes, in the morning one letter with all of it; what she has just asked for comes at once', async () => {
  const handle = await stage.reader('night@letters.example')
  wait(11)
  await stage.happen({ handles: [handle] })
  await stage.happen({ handles: [handle], fact: 'stage.streets' })
  await settle()
  expect(stage.letters).toEqual([])
  await stage.happen({ handles: [handle], asked: true })
  await settle()
  expect(stage.letters).toHaveLength(1)
  wait(8.99)
  await settle()
  expect(stage.letters).toHaveLength(1)
  wait(0.02)
  await settle()
  expect(stage.letters).toHaveLength(2)
  expect(stage.letters[1]?.text).toMatch(/Мои сообщения о проблемах\n=+\n\n— [\s\S]+Мои улицы\n=+\n\n— /)
})

test('what is not urgent waits on her page; after claiming she sees it there and reads it, and forgetting leaves nothing', async () => {
  const handle = await stage.reader('page@letters.example')
  await stage.happen({ handles: [handle], urgent: false })
  await settle()
  expect(stage.letters).toEqual([])
  const { person, reader } = await stage.resident('page@letters.example')
  expect((await messagesOf(stage.bare.as(), person)).messages).toEqual([])
  await claimHandle(stage.bare.as(), { handle, person })
  expect(await messagesOf(stage.bare.as(), person)).toMatchObject({
    unread: 1,
    messages: [{ read: false, href: '/cases/2026-000001', topic: 'notifications.topic.reports' }],
  })
  await readAll(stage.bare.as(), { person })
  expect(await messagesOf(stage.bare.as(), person)).toMatchObject({ unread: 0, messages: [{ read: true }] })
  await stage.happen({ handles: [handle] })
  await setPreferences(stage.bare.as(), { reader, ...plain, choices: [{ topic: 't', channel: 'sms', chosen: true }] })
  await addDevice(stage.bare.as(), { reader, endpoint: 'https://push.example/f', name: '', consent: consentTo('push') })
  await makeProof(stage.bare.as(), { reader })
  stage.outside.mail = () => Promise.reject(new LetterRefused('5.1.1'))
  await settle()
  await forgetPerson(stage.bare.as(), { person, doors: [identity, notifications(stage.parts)] })
  const tables = ['readers', 'choices', 'devices', 'proofs', 'returned', 'dispatches', 'stops']
  for (const table of tables) {
    const { rows } = await sql`select 1 from ${sql.table(`notifications.${table}`)} where reader = ${reader}`.execute(
      stage.bare.database.kysely,
    )
    expect([table, rows.length]).toEqual([table, 0])
  }
  const { rows } = await sql`select 1 from notifications.messages where handle = ${handle}`.execute(
    stage.bare.database.kysely,
  )
  expect(rows).toEqual([])
})

test('the link in a letter stops its topic and takes it back, or stops all letters; nobody else’s', async () => {
  const handle = await stage.reader('stop@letters.example')
  const other = await stage.reader('goes-on@letters.example')
  await stage.happen({ handles: [handle, other] })
  await settle()
  const secret = secretIn(stage.letters.find((each) => each.to === 'stop@letters.example')?.stop)
  expect(await stopBehind(stage.bare.as(), secret)).toEqual({ topics: ['notifications.topic.reports'] })
  expect(await stopBehind(stage.bare.as(), `${secret}x`)).toBeNull()
  const toStopped = () => stage.letters.filter(({ to }) => to === 'stop@letters.example').length
  await stopTopics(stage.bare.as(), { secret, stop: true })
  await stopTopics(stage.bare.as(), { secret, stop: true })
  await stage.happen({ handles: [handle, other] })
  await settle()
  expect(toStopped()).toBe(1)
  await stage.happen({ handles: [handle], fact: 'stage.streets' })
  await settle()
  expect(toStopped()).toBe(2)
  await stopTopics(stage.bare.as(), { secret, stop: false })
  await stage.happen({ handles: [handle, other] })
  await settle()
  expect(toStopped()).toBe(3)
  await stopLetters(stage.bare.as(), { secret })
  await stopLetters(stage.bare.as(), { secret })
  await expect(stopLetters(stage.bare.as(), { secret: 'wrong' })).rejects.toThrow('missing')
  expect(await contactOf(stage.bare.as(), handle)).toBeNull()
  await stage.happen({ handles: [handle, other] })
  await settle()
  expect([toStopped(), stage.letters.length]).toEqual([3, 7])
})
