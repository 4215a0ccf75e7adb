// From a fact to a letter on a real database: once, within the week's budget, to those who agreed, and stoppable.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { z } from 'zod'
import {
  claimHandle,
  contactOf,
  forgetPerson,
  grantRole,
  identity,
  leaveContact,
  lettersPurpose,
  newHandle,
} from '#kernel/identity/index.ts'
import type { Letter, Mail } from '#outside/mail/index.ts'
import { openInbox } from '#outside/mail/pretend.ts'
import { action } from '#platform/city.ts'
import { announce } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { readAll, stopLetters } from './actions.ts'
import { messagesOf, notifications } from './index.ts'
import { isStop } from './queries.ts'

const happened = z.object({ handles: z.array(z.string()), urgent: z.boolean() })

let bare: BareCity
let folder: string
let letters: () => Promise<Letter[]>
let broken = false

// A door that tells whoever the fact names; the word keys are notifications' own, so that the test needs no words of its own.
const stage: Module = {
  name: 'stage',
  floor: 'kernel',
  notices: [
    {
      fact: 'stage.happened',
      told: async (_city, fact) => {
        const { handles, urgent } = happened.parse(fact.data)
        return handles.map((handle) => ({
          handle,
          key: 'notifications.why',
          values: {},
          href: '/cases/2026-000001',
          urgent,
        }))
      },
    },
  ],
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-letters-'))
  const inbox = openInbox(join(folder, 'letters'), () => bare.now)
  letters = async () => (await inbox.letters()).reverse()
  const mail: Mail = {
    send: (letter) => (broken ? Promise.reject(new Error('421 try later')) : inbox.send(letter)),
  }
  const doors: Module[] = [identity, stage]
  doors.push(
    notifications({
      mail,
      origin: 'https://city.example',
      doors: () => doors,
      wordsIn: (locale) => bare.as(undefined, locale).words,
    }),
  )
  bare = await openBareCity(doors)
})
afterAll(async () => {
  await bare.close()
  await rm(folder, { recursive: true })
})
beforeEach(async () => {
  await rm(join(folder, 'letters'), { force: true })
  broken = false
})

const happen = action('stage', (city, input: { handles: string[]; urgent?: boolean }) =>
  announce(city, 'stage.happened', 'case:1', { handles: input.handles, urgent: input.urgent ?? true }),
)

const reader = async (email: string, locale: 'ru' | 'en' = 'ru') => {
  const city = bare.as(undefined, locale)
  const handle = await newHandle(city, { module: 'stage', person: null })
  const text = city.words(lettersPurpose.text, { operator: 'Управление' })
  await leaveContact(city, { handle, email, consent: { purpose: 'letters', textVersion: '1', text, ip: '192.0.2.1' } })
  return handle
}

test('a fact heard twice is told once and written once, in the language she agreed in', async () => {
  const anna = await reader('anna@letters.example')
  const john = await reader('john@letters.example', 'en')
  const silent = await newHandle(bare.as(), { module: 'stage', person: null })
  await happen(bare.as(), { handles: [anna, john, silent] })
  await bare.worker.settle()
  const first = await letters()
  expect(first.map((letter) => letter.to).sort()).toEqual(['anna@letters.example', 'john@letters.example'])
  const [fact] = (
    await sql<{ fact: string }>`select distinct fact from notifications.messages where handle = ${anna}`.execute(
      bare.database.kysely,
    )
  ).rows
  expect(first.map((letter) => letter.key).sort()).toEqual([`${fact?.fact}.${anna}`, `${fact?.fact}.${john}`].sort())

  await sql`update facts.deliveries set done_at = null`.execute(bare.database.kysely)
  await bare.worker.settle()
  expect(await letters()).toHaveLength(2)

  const toJohn = first.find((letter) => letter.to.startsWith('john'))
  expect(toJohn?.subject).toBe('Italmas: there is news for you')
  expect(toJohn?.text).toContain('https://city.example/en/cases/2026-000001')
  const toAnna = first.find((letter) => letter.to.startsWith('anna'))
  expect(toAnna?.text).toContain('https://city.example/cases/2026-000001')
  expect(toAnna?.text).toContain('Почему вы получили это письмо')
  expect(toAnna?.text).toContain(toAnna?.stop)
})

test('a mail server that is away delays the letter and does not double it', async () => {
  const handle = await reader('later@letters.example')
  broken = true
  await happen(bare.as(), { handles: [handle] })
  await bare.worker.settle()
  expect(await letters()).toEqual([])
  broken = false
  bare.now = new Date(bare.now.getTime() + 3_600_000)
  await bare.worker.settle()
  expect((await letters()).map((letter) => letter.to)).toEqual(['later@letters.example'])
})

test('a week brings seven letters at most; the seventh says so, and the next week brings more', async () => {
  const handle = await reader('budget@letters.example')
  for (let turn = 0; turn < 10; turn += 1) await happen(bare.as(), { handles: [handle] })
  await bare.worker.settle()
  const sent = await letters()
  expect(sent).toHaveLength(7)
  expect(sent.map((letter) => letter.text.includes('последнее письмо на этой неделе'))).toEqual([
    ...new Array(6).fill(false),
    true,
  ])
  bare.now = new Date(bare.now.getTime() + 7 * 86_400_000 + 1)
  await happen(bare.as(), { handles: [handle] })
  await bare.worker.settle()
  expect(await letters()).toHaveLength(8)
})

test('what is not urgent waits on her page; after claiming she sees it there and reads it', async () => {
  const handle = await reader('page@letters.example')
  await happen(bare.as(), { handles: [handle], urgent: false })
  await bare.worker.settle()
  expect(await letters()).toEqual([])
  const { person } = await grantRole(bare.as(), { email: 'page@letters.example', role: 'editor', body: null })
  expect(await messagesOf(bare.as(), person)).toEqual([])
  await claimHandle(bare.as(), { handle, person })
  expect(await messagesOf(bare.as(), person)).toMatchObject([{ read: false, href: '/cases/2026-000001' }])
  await readAll(bare.as(), { person })
  expect(await messagesOf(bare.as(), person)).toMatchObject([{ read: true }])
  await forgetPerson(bare.as(), { person, doors: [identity, notificationsDoor()] })
  expect(
    (await sql`select 1 from notifications.messages where handle = ${handle}`.execute(bare.database.kysely)).rows,
  ).toEqual([])
})

test('the link in a letter stops them, twice as well as once, and nobody else’s', async () => {
  const handle = await reader('stop@letters.example')
  const other = await reader('goes-on@letters.example')
  await happen(bare.as(), { handles: [handle, other] })
  await bare.worker.settle()
  const letter = (await letters()).find((each) => each.to === 'stop@letters.example')
  const secret = new URL(letter?.stop ?? '').searchParams.get('token') ?? ''
  expect(await isStop(bare.as(), secret)).toBe(true)
  expect(await isStop(bare.as(), `${secret}x`)).toBe(false)
  await stopLetters(bare.as(), { secret })
  await stopLetters(bare.as(), { secret })
  await expect(stopLetters(bare.as(), { secret: 'wrong' })).rejects.toThrow('missing')
  expect(await contactOf(bare.as(), handle)).toBeNull()
  await happen(bare.as(), { handles: [handle, other] })
  await bare.worker.settle()
  expect((await letters()).map((each) => each.to).sort()).toEqual([
    'goes-on@letters.example',
    'goes-on@letters.example',
    'stop@letters.example',
  ])
})

function notificationsDoor(): Module {
  return notifications({
    mail: { send: async () => {} },
    origin: '',
    doors: () => [],
    wordsIn: (locale) => bare.as(undefined, locale).words,
  })
}
