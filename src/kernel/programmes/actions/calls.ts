// Calls: opened for a time under one version of a programme; their last instant is moved later only, with a reason, for everybody to read.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import type { ApplyingFacts } from '../facts/applying.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import type { Text } from '../rules/definition.ts'
import { applyingDb } from '../tables/applying.ts'
import { managersOffice } from './office.ts'
import { demandOthersIn } from './own.ts'

const announce = announcer<ApplyingFacts>()

export interface CallOpening {
  programme: string
  title: Text
  opensAt: Date
  closesAt: Date
  /** Whole kopecks; null where no money is given. */
  budget: number | null
  awards: number | null
  contact: string
  /** The rule set that decides who may apply, and which version of it; null where anybody may. */
  terms: { id: string; version: number } | null
  zone: string
}

/** Publishes a call under the newest version of its programme. Throws `conflict` where nothing was published yet, `invalid` for its times. */
export const openCall = action('programmes', async (city: City, input: CallOpening): Promise<{ id: string }> => {
  demand(city.actor, mayManageProgrammes, undefined)
  if (input.closesAt <= input.opensAt) throw refuse.invalid({ closesOn: { key: 'programmes.desk.closesEarly' } })
  if (input.closesAt <= city.now) throw refuse.invalid({ closesOn: { key: 'programmes.desk.closesPast' } })
  const db = applyingDb(city)
  // Two calls begun at once take their numbers one after the other.
  const programme = await db
    .selectFrom('programmes.programmes')
    .select('id')
    .where('id', '=', input.programme)
    .forUpdate()
    .executeTakeFirst()
  if (!programme) throw refuse.missing('programmes.refusal.noProgramme')
  const version = await db
    .selectFrom('programmes.versions')
    .select('version')
    .where('programme', '=', input.programme)
    .orderBy('version', 'desc')
    .limit(1)
    .executeTakeFirst()
  if (!version) throw refuse.conflict('programmes.refusal.notPublished')
  const id = await nextCallId(city, input.programme, dayOf(input.opensAt, input.zone).slice(0, 4))
  const { kind } = basisOf(city)
  await db
    .insertInto('programmes.calls')
    .values({
      ...{ id, programme: input.programme, version: version.version, title: JSON.stringify(input.title) },
      ...{ opens_at: input.opensAt, closes_at: input.closesAt, budget: input.budget, awards: input.awards },
      ...{ contact: input.contact, terms: input.terms?.id ?? null, terms_version: input.terms?.version ?? null },
      ...{ made_at: city.now, office: managersOffice(city), basis: kind === 'demo' ? 'demo' : 'city' },
      published_at: city.now,
    })
    .execute()
  await inscribe(city, {
    kind: 'programmes.call-published',
    subject: `call:${id}`,
    basis: basisOf(city),
    office: managersOffice(city),
    data: {
      ...{ programme: input.programme, version: version.version, budget: input.budget, awards: input.awards },
      ...{ opens: input.opensAt.toISOString(), closes: input.closesAt.toISOString() },
      ...{ terms: input.terms?.id ?? null, termsVersion: input.terms?.version ?? null },
    },
  })
  await announce(city, 'programmes.call-published', `call:${id}`, { call: id, programme: input.programme })
  return { id }
})

/** Moves the last instant of a call later. Throws `invalid` where it would come earlier, `conflict` once the call is closed. */
export const moveDeadline = action(
  'programmes',
  async (city: City, input: { call: string; closesAt: Date; reason: string }): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const db = applyingDb(city)
    const call = await db
      .selectFrom('programmes.calls')
      .select(['id', 'programme', 'closes_at'])
      .where('id', '=', input.call)
      .forUpdate()
      .executeTakeFirst()
    if (!call) throw refuse.missing('programmes.refusal.noCall')
    await demandOthersIn(city, call.id)
    if (call.closes_at <= city.now) throw refuse.conflict('programmes.refusal.callClosed')
    if (input.closesAt <= call.closes_at) throw refuse.invalid({ closesOn: { key: 'programmes.desk.onlyLater' } })
    const id = newId(city.now)
    const office = managersOffice(city)
    await db
      .insertInto('programmes.deadline_moves')
      .values({
        ...{ id, call: call.id, was: call.closes_at, becomes: input.closesAt, reason: input.reason },
        ...{ at: city.now, office },
      })
      .execute()
    await db.updateTable('programmes.calls').set({ closes_at: input.closesAt }).where('id', '=', call.id).execute()
    await inscribe(city, {
      kind: 'programmes.deadline-moved',
      subject: `call:${call.id}`,
      basis: basisOf(city),
      office,
      data: { was: call.closes_at.toISOString(), becomes: input.closesAt.toISOString() },
      texts: { reason: input.reason },
    })
    await announce(city, 'programmes.deadline-moved', `call:${call.id}`, {
      ...{ call: call.id, programme: call.programme, move: id },
    })
  },
)

/** Tells the city of calls that opened and closed since it was last told. Answers how many turns there were. */
export const turnCalls = action('programmes', async (city: City, _: undefined): Promise<number> => {
  const db = applyingDb(city)
  const opened = await db
    .updateTable('programmes.calls')
    .set({ told_open_at: city.now })
    .where('told_open_at', 'is', null)
    .where('published_at', 'is not', null)
    .where('opens_at', '<=', city.now)
    .returning(['id', 'programme'])
    .execute()
  for (const { id, programme } of opened)
    await announce(city, 'programmes.call-opened', `call:${id}`, { call: id, programme })
  const closed = await db
    .updateTable('programmes.calls')
    .set({ told_closed_at: city.now })
    .where('told_closed_at', 'is', null)
    .where('published_at', 'is not', null)
    .where('closes_at', '<=', city.now)
    .returning(['id', 'programme'])
    .execute()
  for (const { id, programme } of closed)
    await announce(city, 'programmes.call-closed', `call:${id}`, { call: id, programme })
  return opened.length + closed.length
})

async function nextCallId(city: City, programme: string, year: string): Promise<string> {
  const { n } = await applyingDb(city)
    .selectFrom('programmes.calls')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('programme', '=', programme)
    .where('id', 'like', `${programme}-${year}-%`)
    .executeTakeFirstOrThrow()
  return `${programme}-${year}-${Number(n) + 1}`
}
