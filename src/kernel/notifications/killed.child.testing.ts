// A process to be killed: opens the folder, tells somebody of a fact once, and sends what is due to a mail server, later by so many minutes.
import { join } from 'node:path'
import { sql } from 'kysely'
import { z } from 'zod'
import { leaveContact, newHandle } from '#kernel/identity/index.ts'
import { openMail } from '#outside/mail/real.ts'
import { action, type City } from '#platform/city.ts'
import { migrate } from '#platform/db/migrate.ts'
import { openDatabase } from '#platform/db/open.ts'
import { announce, openWorker } from '#platform/facts/index.ts'
import { openLog } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { guest } from '#platform/policy.ts'
import { openWords } from '#platform/words.ts'
import { openDispatches } from './actions/dispatches.ts'
import { mailChannel } from './channels/mail.ts'
import { dispatchReactions, noticesOf } from './reactions.ts'

const [folder = '', smtp = '', minutes = '0'] = process.argv.slice(2)
const database = await openDatabase({ folder })
const folders = { facts: '../../platform/facts', identity: '../identity', notifications: '.' }
const migrations = Object.entries(folders).map(([name, at]) => ({
  name,
  folder: join(import.meta.dirname, at, 'migrations'),
}))
await migrate(database, migrations)
const now = new Date(Date.parse('2026-11-25T08:00:00Z') + Number(minutes) * 60_000)
const zone = 'Europe/Samara'
const words = openWords(
  ['identity', 'notifications'].map((prefix) => ({ prefix, folder: `${import.meta.dirname}/../${prefix}` })),
  zone,
)
const stage: Module = {
  name: 'stage',
  floor: 'kernel',
  notices: [
    {
      fact: 'stage.happened',
      topic: 'notifications.topic.reports',
      told: async (_city, { data }) => {
        const { handle } = z.object({ handle: z.string() }).parse(data)
        return [{ handle, key: 'notifications.why', values: {}, href: '/', urgent: true }]
      },
    },
  ],
}
// Its pages are left out: a process that is only Node reads none.
const mail = openMail(smtp, 'city@city.example')
const channels = [
  mailChannel({ mail, returnsTo: null, origin: 'https://city.example', wordsIn: (locale) => words.in(locale) }),
]
const reactions = [...noticesOf([stage]), ...dispatchReactions(openDispatches({ channels, zone }), channels)]
const city: City = {
  db: database.kysely,
  actor: guest,
  now,
  words: words.in('ru'),
  log: openLog('silent'),
  within: {
    transaction: false,
    reads: new Set(),
    writes: new Set(),
    house: {
      mode: 'live',
      listeners: (kind) => reactions.filter(({ fact }) => fact === kind).map(({ name }) => name),
      committed: async () => {},
    },
  },
}
const known = await sql`select 1 from facts.facts where kind = 'stage.happened'`.execute(database.kysely)
if (known.rows.length === 0) {
  const handle = await newHandle(city, { module: 'stage', person: null })
  const consent = { purpose: 'letters', textVersion: '1', text: 'Согласие', ip: '192.0.2.1' }
  await leaveContact(city, { handle, email: 'anna@killed.example', consent })
  await action('stage', (inside: City, data: object) => announce(inside, 'stage.happened', 'case:1', data))(city, {
    handle,
  })
}
await openWorker(reactions, () => city, zone).settle()
await database.close()
