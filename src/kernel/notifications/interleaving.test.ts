// Whatever comes in whatever order: facts, failures, changed minds, clocks that step; nobody is written to twice, at night or too often.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { giveConsent, grantRole, newHandle } from '#kernel/identity/index.ts'
import { type Letter, LetterRefused } from '#outside/mail/index.ts'
import { openDispatches } from './actions/dispatches.ts'
import { makeProof, proveAddress, setPreferences } from './actions/preferences.ts'
import { mailChannel } from './channels/mail.ts'
import { messagesOf } from './queries/messages.ts'
import { type Hours, isQuiet, type Rhythm } from './rules.ts'
import { type NoticeStage, openNoticeStage } from './stage.testing.ts'

const zone = 'Europe/Samara'
let stage: NoticeStage
beforeAll(async () => {
  stage = await openNoticeStage({ sms: null, push: null })
})
afterAll(() => stage.close())

type Step =
  | { do: 'happen'; fact: 'stage.happened' | 'stage.streets' | 'stage.secured' }
  | { do: 'pass' | 'back'; minutes: number }
  | { do: 'mail'; is: 'up' | 'down' | 'refuses' | 'forgets' }
  | { do: 'wish'; quiet: Hours; rhythm: Rhythm; weekly: number; streets: boolean }
  | { do: 'prove' | 'work' | 'night' }

const hour = fc.integer({ min: 0, max: 23 })
const steps = fc.array(
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.record({
        do: fc.constant('happen' as const),
        fact: fc.constantFrom('stage.happened' as const, 'stage.streets' as const, 'stage.secured' as const),
      }),
    },
    {
      weight: 6,
      arbitrary: fc.record({ do: fc.constant('pass' as const), minutes: fc.integer({ min: 1, max: 3000 }) }),
    },
    { weight: 1, arbitrary: fc.record({ do: fc.constant('back' as const), minutes: fc.integer({ min: 1, max: 90 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({
        do: fc.constant('mail' as const),
        is: fc.constantFrom('up' as const, 'down' as const, 'refuses' as const, 'forgets' as const),
      }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        do: fc.constant('wish' as const),
        quiet: fc.record({ from: hour, to: hour }),
        rhythm: fc.oneof(
          fc.constant<Rhythm>({ kind: 'at-once' }),
          fc.record({ kind: fc.constant('daily' as const), hour }),
          fc.record({ kind: fc.constant('weekly' as const), day: fc.integer({ min: 1, max: 7 }), hour }),
        ),
        weekly: fc.integer({ min: 1, max: 4 }),
        streets: fc.boolean(),
      }),
    },
    { weight: 1, arbitrary: fc.constant({ do: 'prove' as const }) },
    { weight: 4, arbitrary: fc.constant({ do: 'work' as const }) },
    { weight: 1, arbitrary: fc.constant({ do: 'night' as const }) },
  ),
  { minLength: 5, maxLength: 40 },
)

let people = 0

/** Somebody who agreed to letters, and a worker's view of what she got. */
async function resident() {
  people += 1
  const city = stage.bare.as()
  const { person } = await grantRole(city, { email: `p${people}@many.example`, role: 'editor', body: null })
  await sql`update identity.people set email_verified = true where id = ${person}`.execute(city.db)
  const own = await newHandle(city, { module: 'identity', person })
  const consent = { purpose: 'letters', textVersion: '1', text: 'Согласие', ip: '192.0.2.1' }
  await giveConsent(city, { handle: own, consent })
  const handle = await newHandle(city, { module: 'stage', person })
  const reader = await newHandle(city, { module: 'notifications', person })
  return { person, handle, reader }
}

/** Lets time pass until something may go to her, a day at most; false when nothing waits any more. */
async function passUntilDue(reader: string): Promise<boolean> {
  const { rows } = await sql<{ due: Date | null }>`
    select d.due_at as due from notifications.dispatches d where d.reader = ${reader} and d.ended is null and not d.told
    union all
    select f.due_at from facts.deliveries f join notifications.dispatches d on f.subject = 'dispatch:' || d.id
      where d.reader = ${reader} and d.ended is null and d.told and f.done_at is null and f.dead_at is null`.execute(
    stage.bare.as().db,
  )
  const { rows: open } =
    await sql`select 1 from notifications.dispatches where reader = ${reader} and ended is null`.execute(
      stage.bare.as().db,
    )
  const now = stage.bare.now.getTime()
  const dues = rows.flatMap(({ due }) => (due === null ? [] : [Math.max(due.getTime(), now + 1000)]))
  stage.bare.now = new Date(Math.min(now + 86_400_000, ...dues))
  return open.length > 0
}

test('nobody is written to twice, at night or above the budget; every urgent message is sent, or waits and says why', async () => {
  await fc.assert(
    fc.asyncProperty(steps, async (story) => {
      stage.bare.now = new Date(stage.bare.now.getTime() + 40 * 86_400_000)
      const { person, handle, reader } = await resident()
      const dispatches = openDispatches({ channels: [mailChannel(stage.parts)], zone })
      let quiet: Hours = { from: 22, to: 8 }
      let weekly = 7
      let is: Extract<Step, { do: 'mail' }>['is'] = 'up'
      const taken: { letter: Letter; at: number; secure: boolean }[] = []
      stage.outside.mail = async (letter) => {
        if (is === 'down') throw new Error('421 away')
        if (is === 'refuses') throw new LetterRefused('5.1.1')
        const secure = letter.stop === undefined
        if (!secure) expect(isQuiet(stage.bare.now, quiet, zone)).toBe(false)
        // A server that took it and could not say so: it comes again under the same key.
        if (is === 'forgets') throw new Error('the connection broke')
        taken.push({ letter, at: stage.bare.now.getTime(), secure })
        if (!secure) {
          const week = taken.filter(
            (each) => !each.secure && Math.abs(each.at - stage.bare.now.getTime()) < 7 * 86_400_000,
          )
          expect(week.length).toBeLessThanOrEqual(Math.max(weekly, ...budgets))
        }
      }
      const budgets = [7]
      let latest = stage.bare.now.getTime()
      for (const step of story) {
        if (step.do === 'happen') await stage.happen({ handles: [handle], fact: step.fact })
        if (step.do === 'pass') stage.bare.now = new Date(stage.bare.now.getTime() + step.minutes * 60_000)
        if (step.do === 'back') stage.bare.now = new Date(stage.bare.now.getTime() - step.minutes * 60_000)
        if (step.do === 'mail') is = step.is
        if (step.do === 'wish') {
          quiet = step.quiet
          weekly = step.weekly
          budgets.push(weekly)
          const choices = [{ topic: 'notifications.topic.streets', channel: 'mail', chosen: step.streets }]
          await setPreferences(stage.bare.as(), { reader, quiet, rhythm: step.rhythm, weekly, choices })
          await dispatches.reschedule(stage.bare.as(), { reader })
        }
        if (step.do === 'prove') {
          const secret = await makeProof(stage.bare.as(), { reader }).catch(() => null)
          if (secret !== null) await proveAddress(stage.bare.as(), { secret })
          await dispatches.reschedule(stage.bare.as(), { reader })
        }
        if (step.do === 'night') await dispatches.tidy(stage.bare.as(), undefined)
        if (step.do === 'work') await stage.bare.worker.settle()
        latest = Math.max(latest, stage.bare.now.getTime())
      }
      // What was told before the clock was put back is heard when it has caught up.
      stage.bare.now = new Date(latest)
      await stage.bare.worker.settle()
      expect(new Set(taken.map(({ letter }) => letter.key)).size).toBe(taken.length)
      const { messages } = await messagesOf(stage.bare.as(), person, { most: 100 })
      expect(messages).toHaveLength(story.filter((step) => step.do === 'happen').length)
      const sent = await sql<{ message: string }>`
        select i.message from notifications.items i join notifications.dispatches d on d.id = i.dispatch
        where d.reader = ${reader} and d.ended = 'sent'`.execute(stage.bare.as().db)
      const inLetters = taken.reduce((sum, { letter }) => sum + letter.text.split('/cases/2026-000001').length - 1, 0)
      expect(inLetters).toBe(sent.rows.length)
      for (const { topic, went } of messages) {
        if (went.length === 0) expect(topic).toBe('notifications.topic.streets')
        else expect(went).toHaveLength(1)
        for (const { state, because } of went) if (state === 'waits') expect(because).not.toBeNull()
        if (topic === 'notifications.topic.security') expect(went[0]?.because ?? 'rests').toMatch(/rests|away/)
      }
      // Once mail is up and her address proved, all of it comes: nothing is lost.
      is = 'up'
      stage.bare.now = new Date(stage.bare.now.getTime() + 600_000)
      const proof = await makeProof(stage.bare.as(), { reader })
      await proveAddress(stage.bare.as(), { secret: proof })
      await dispatches.reschedule(stage.bare.as(), { reader })
      for (let turn = 0; turn < 100; turn += 1) {
        await dispatches.tidy(stage.bare.as(), undefined)
        await stage.bare.worker.settle()
        if (!(await passUntilDue(reader))) break
      }
      const after = (await messagesOf(stage.bare.as(), person, { most: 100 })).messages
      for (const { went } of after) for (const { state } of went) expect(state).toBe('sent')
      expect(new Set(taken.map(({ letter }) => letter.key)).size).toBe(taken.length)
    }),
    { numRuns: 25 },
  )
}, 240_000)
