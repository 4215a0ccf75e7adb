import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { grantRole, newHandle } from '#kernel/identity/index.ts'
import { LetterRefused } from '#outside/mail/index.ts'
import { addDevice } from './actions/devices.ts'
import { openDispatches } from './actions/dispatches.ts'
import { makeProof, proveAddress, setPreferences, setTexts } from './actions/preferences.ts'
import { mailChannel } from './channels/mail.ts'
import { messagesOf } from './index.ts'
import { fileOf } from './queries/file.ts'
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

const consentTo = (purpose: string) => ({ purpose, textVersion: '1', text: `Согласие: ${purpose}`, ip: '192.0.2.1' })
const plain = { quiet: { from: 22, to: 8 }, rhythm: { kind: 'at-once' as const }, weekly: 7, choices: [] }

test('a digest comes once a day at its hour; security comes at once, agreed or not, and has no stop', async () => {
  const { handle, reader } = await stage.resident('digest@letters.example')
  await setPreferences(stage.bare.as(), { reader, ...plain, rhythm: { kind: 'daily', hour: 19 } })
  await stage.happen({ handles: [handle] })
  await stage.happen({ handles: [handle] })
  await settle()
  expect(stage.letters).toEqual([])
  const { person } = await grantRole(stage.bare.as(), { email: 'unasked@letters.example', role: 'editor', body: null })
  const unasked = await newHandle(stage.bare.as(), { module: 'stage', person })
  await stage.happen({ handles: [handle, unasked], fact: 'stage.secured' })
  await settle()
  expect(stage.letters.map(({ to }) => to).sort()).toEqual(['digest@letters.example', 'unasked@letters.example'])
  expect(stage.letters.map(({ stop }) => stop)).toEqual([undefined, undefined])
  wait(7)
  await settle()
  expect(stage.letters).toHaveLength(3)
  expect(stage.letters[2]?.text).toContain('https://city.example/notifications/preferences')
})

test('changing her mind brings what waited at once, and leaves out what she no longer wants', async () => {
  const { person, handle, reader } = await stage.resident('mind@letters.example')
  const weekly = { kind: 'weekly' as const, day: 7, hour: 12 }
  await setPreferences(stage.bare.as(), { reader, ...plain, rhythm: weekly })
  await stage.happen({ handles: [handle] })
  await stage.happen({ handles: [handle], fact: 'stage.streets' })
  await settle()
  const { messages } = await messagesOf(stage.bare.as(), person)
  expect(messages.map(({ went }) => went[0])).toMatchObject([
    { state: 'waits', because: 'digest' },
    { state: 'waits', because: 'digest' },
  ])
  const choices = [{ topic: 'notifications.topic.streets', channel: 'mail', chosen: false }]
  await setPreferences(stage.bare.as(), { reader, ...plain, choices })
  const channels = [mailChannel(stage.parts)]
  await openDispatches({ channels, zone: stage.parts.zone }).reschedule(stage.bare.as(), { reader })
  await settle()
  expect(stage.letters).toHaveLength(1)
  expect(stage.letters[0]?.subject).toBe('Италмас: есть новости для вас')
})

test('a text comes only about what she chose, says nothing of it and leads to it; nobody is texted without agreeing', async () => {
  const { person, handle, reader } = await stage.resident('texts@letters.example')
  stage.outside.phones.set(person, '+79120000002')
  const choices = [{ topic: 'notifications.topic.reports', channel: 'sms', chosen: true }]
  await setPreferences(stage.bare.as(), { reader, ...plain, choices })
  await stage.happen({ handles: [handle] })
  await settle()
  expect(stage.texts).toEqual([])
  await setTexts(stage.bare.as(), { reader, consent: consentTo('texts') })
  await stage.happen({ handles: [handle] })
  await stage.happen({ handles: [handle], fact: 'stage.streets' })
  await settle()
  expect(stage.texts).toMatchObject([
    {
      to: '+79120000002',
      text: 'Италмас, новости: Мои сообщения о проблемах. https://city.example/cases/2026-000001',
    },
  ])
})

test('of two browsers the one that failed is tried again, the other is woken once; one that is gone is forgotten', async () => {
  const { handle, reader } = await stage.resident('browsers@letters.example')
  for (const name of ['one', 'two', 'gone'])
    await addDevice(stage.bare.as(), {
      reader,
      endpoint: `https://push.example/${name}`,
      name,
      consent: consentTo('push'),
    })
  let failing = true
  stage.outside.push = async (endpoint) => {
    if (endpoint.endsWith('gone')) return { kind: 'gone' }
    if (endpoint.endsWith('two') && failing) throw new Error('away')
    return { kind: 'taken' }
  }
  await stage.happen({ handles: [handle] })
  await settle()
  expect(stage.woken).toEqual(['https://push.example/one'])
  failing = false
  wait(1)
  await settle()
  expect(stage.woken).toEqual(['https://push.example/one', 'https://push.example/two'])
  expect(await fileOf(stage.bare.as(), reader)).toMatchObject({ devices: [{ name: 'one' }, { name: 'two' }] })
})

test('an address that the server refuses rests: the news waits, she proves it anew, and all of it comes in one letter', async () => {
  const { person, handle, reader } = await stage.resident('refused@letters.example')
  stage.outside.mail = () => Promise.reject(new LetterRefused('5.1.1'))
  await stage.happen({ handles: [handle] })
  await settle()
  stage.outside.mail = async () => {}
  await stage.happen({ handles: [handle] })
  await settle()
  expect(stage.letters).toEqual([])
  const { messages } = await messagesOf(stage.bare.as(), person)
  expect(messages.map(({ went }) => went)).toMatchObject([
    [{ state: 'waits', because: 'rests', at: null }],
    [{ state: 'waits', because: 'rests', at: null }],
  ])
  const secret = await makeProof(stage.bare.as(), { reader })
  await expect(makeProof(stage.bare.as(), { reader })).rejects.toMatchObject({ kind: 'unavailable' })
  await expect(proveAddress(stage.bare.as(), { secret: 'x' })).rejects.toMatchObject({ kind: 'missing' })
  expect(await proveAddress(stage.bare.as(), { secret })).toBe(reader)
  await expect(proveAddress(stage.bare.as(), { secret })).rejects.toMatchObject({ kind: 'missing' })
  const channels = [mailChannel(stage.parts)]
  await openDispatches({ channels, zone: stage.parts.zone }).reschedule(stage.bare.as(), { reader })
  await settle()
  expect(stage.letters.map(({ subject }) => subject)).toEqual(['Италмас: 2 новости для вас'])
})
