// A stage for tests of notifications: a door that tells whomever a fact names, and an outside that takes, refuses or is away.
import { sql } from 'kysely'
import { z } from 'zod'
import { giveConsent, grantRole, identity, leaveContact, lettersPurpose, newHandle } from '#kernel/identity/index.ts'
import type { Letter, Mail } from '#outside/mail/index.ts'
import type { PushAnswer } from '#outside/push/index.ts'
import type { Text } from '#outside/sms/index.ts'
import { action } from '#platform/city.ts'
import { announce } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { notifications } from './index.ts'
import type { NotificationParts } from './parts.ts'

export const told = z.object({ handles: z.array(z.string()), urgent: z.boolean(), asked: z.boolean().default(false) })

export interface NoticeStage {
  bare: BareCity
  parts: NotificationParts
  doors: Module[]
  letters: Letter[]
  texts: Text[]
  /** Addresses that were woken. */
  woken: string[]
  outside: {
    mail: (letter: Letter) => Promise<void>
    sms: (message: Text) => Promise<void>
    push: (endpoint: string) => Promise<PushAnswer>
    phones: Map<string, string>
  }
  /** Somebody signed in who agreed to letters in general. */
  resident(email: string): Promise<{ person: string; handle: string; reader: string }>
  /** A guest who left her address and agreed to letters. */
  reader(email: string, locale?: 'ru' | 'en'): Promise<string>
  happen(input: { handles: string[]; urgent?: boolean; asked?: boolean; fact?: string }): Promise<void>
  close(): Promise<void>
}

/** Opens it; `change` puts other parts in place of some. */
export async function openNoticeStage(change: Partial<NotificationParts> = {}): Promise<NoticeStage> {
  const letters: Letter[] = []
  const texts: Text[] = []
  const woken: string[] = []
  const outside: NoticeStage['outside'] = {
    mail: async () => {},
    sms: async () => {},
    push: async () => ({ kind: 'taken' }),
    phones: new Map(),
  }
  const mail: Mail = {
    send: async (letter) => {
      await outside.mail(letter)
      letters.push(letter)
    },
  }
  const notice = (fact: string, topic: string) => ({
    fact,
    topic,
    told: async (_city: unknown, { data }: { data: unknown }) => {
      const { handles, urgent, asked } = told.parse(data)
      return handles.map((handle) => ({
        ...{ handle, key: 'notifications.why', values: {}, href: '/cases/2026-000001', urgent, asked },
      }))
    },
  })
  const stage: Module = {
    name: 'stage',
    floor: 'kernel',
    notices: [
      notice('stage.happened', 'notifications.topic.reports'),
      notice('stage.streets', 'notifications.topic.streets'),
      notice('stage.secured', 'notifications.topic.security'),
    ],
  }
  const doors: Module[] = [identity, stage]
  const parts: NotificationParts = {
    mail,
    returnsTo: 'returned@city.example',
    sms: {
      send: async (message) => {
        await outside.sms(message)
        texts.push(message)
      },
      close: async () => {},
    },
    phoneOf: async (_city, person) => outside.phones.get(person) ?? null,
    push: {
      key: 'key',
      accepts: (endpoint) => endpoint.startsWith('https:'),
      send: async (endpoint) => {
        const answer = await outside.push(endpoint)
        if (answer.kind === 'taken') woken.push(endpoint)
        return answer
      },
    },
    origin: 'https://city.example',
    zone: 'Europe/Samara',
    operator: { name: 'Управление', inn: null, address: null },
    doors: () => doors,
    wordsIn: (locale) => bare.as(undefined, locale).words,
    ...change,
  }
  doors.push(notifications(parts))
  const bare = await openBareCity(doors)
  return {
    ...{ bare, parts, doors, letters, texts, woken, outside },
    resident: async (email) => {
      const city = bare.as()
      const { person } = await grantRole(city, { email, role: 'editor', body: null })
      await sql`update identity.people set email_verified = true where id = ${person}`.execute(city.db)
      const own = await newHandle(city, { module: 'identity', person })
      const consent = {
        purpose: 'letters',
        textVersion: '1',
        text: city.words('identity.consent.letters', { operator: 'У' }),
        ip: '192.0.2.1',
      }
      await giveConsent(city, { handle: own, consent })
      const handle = await newHandle(city, { module: 'stage', person })
      const reader = await newHandle(city, { module: 'notifications', person })
      return { person, handle, reader }
    },
    reader: async (email, locale = 'ru') => {
      const city = bare.as(undefined, locale)
      const handle = await newHandle(city, { module: 'stage', person: null })
      const text = city.words(lettersPurpose.text, { operator: 'Управление' })
      const consent = { purpose: 'letters', textVersion: '1', text, ip: '192.0.2.1' }
      await leaveContact(city, { handle, email, consent })
      return handle
    },
    happen: ({ fact = 'stage.happened', handles, urgent = true, asked = false }) =>
      happen(bare.as(), { fact, handles, urgent, asked }),
    close: () => bare.close(),
  }
}

const happen = action(
  'stage',
  (city, { fact, ...data }: { fact: string; handles: string[]; urgent: boolean; asked: boolean }) =>
    announce(city, fact, 'case:1', data),
)
