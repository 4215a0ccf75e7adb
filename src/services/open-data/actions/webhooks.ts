// Webhooks: subscribed with a key, told what happens, paused when nothing arrives, and their secrets changed in peace.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import type { OpenDataFacts } from '../facts.ts'
import { keyOf } from '../queries/keys.ts'
import { webhookOf } from '../queries/webhooks.ts'
import { openDataDb } from '../tables.ts'

const announce = announcer<OpenDataFacts>()

/** How many webhooks a key may have. */
export const mostWebhooks = 5
/** How long the secret before a change still signs. */
export const overlapDays = 1
/** After how long without an answer a webhook is paused: before the house gives up trying. */
export const patienceDays = 2
const keptDays = 30

export interface Subscribing {
  person: string
  key: string
  url: string
  facts: readonly string[]
}

/** Subscribes an address. Throws `missing` for a key that is not hers or may not, `conflict` when it has enough of them. */
export const subscribe = action('open-data', async (city, input: Subscribing): Promise<{ id: string }> => {
  const key = await keyOf(city, { id: input.key, person: input.person })
  if (!key || key.revokedAt !== null || !key.scopes.includes('webhooks')) throw refuse.missing('openData.refusal.noKey')
  const db = openDataDb(city)
  const { n } = await db
    .selectFrom('open_data.webhooks')
    .select((row) => row.fn.countAll<number>().as('n'))
    .where('key', '=', input.key)
    .executeTakeFirstOrThrow()
  if (Number(n) >= mostWebhooks) throw refuse.conflict('openData.refusal.webhooks', { most: mostWebhooks })
  const id = newId(city.now)
  const none = { rotated_until: null, failing_since: null, paused_at: null, paused_because: null }
  await db
    .insertInto('open_data.webhooks')
    .values({ id, key: input.key, url: input.url, facts: [...input.facts], made_at: city.now, ...none })
    .execute()
  return { id }
})

interface Hers {
  id: string
  person: string
}

/** Changes the secret; the one before signs beside it for a day. Answers the version now in force. */
export const changeSecret = action('open-data', async (city, input: Hers): Promise<{ version: number }> => {
  await hers(city, input)
  return openDataDb(city)
    .updateTable('open_data.webhooks')
    .set({ secret_version: sql<number>`secret_version + 1`, rotated_until: later(city.now, days(overlapDays)) })
    .where('id', '=', input.id)
    .returning('secret_version as version')
    .executeTakeFirstOrThrow()
})

/** Pauses a webhook, or lets it be told again from now on; what happened meanwhile is not told later. */
export const pauseWebhook = action('open-data', async (city, input: Hers & { pause: boolean }): Promise<void> => {
  await hers(city, input)
  await openDataDb(city)
    .updateTable('open_data.webhooks')
    .set({
      ...{ paused_at: input.pause ? city.now : null, paused_because: input.pause ? 'owner' : null },
      failing_since: null,
    })
    .where('id', '=', input.id)
    .execute()
})

/** Ends a subscription; what was told to it goes with it. */
export const endWebhook = action('open-data', async (city, input: Hers): Promise<void> => {
  await hers(city, input)
  await openDataDb(city).deleteFrom('open_data.webhooks').where('id', '=', input.id).execute()
})

/** Sends a test message through the same way as all others. */
export const testWebhook = action('open-data', async (city, input: Hers): Promise<void> => {
  const { pausedAt } = await hers(city, input)
  if (pausedAt !== null) throw refuse.conflict('openData.refusal.paused')
  await enqueue(city, {
    webhook: input.id,
    kind: 'open-data.test',
    at: city.now,
    data: { text: city.words('openData.hooks.test.text') },
  })
})

/** Puts what happened before every webhook that asked for it. */
export const fanOut = action(
  'open-data',
  async (city, input: { kind: string; at: Date; data: Readonly<Record<string, unknown>> }): Promise<void> => {
    const listening = await openDataDb(city)
      .selectFrom('open_data.webhooks as w')
      .innerJoin('open_data.keys as k', 'k.id', 'w.key')
      .select('w.id')
      .where(sql<boolean>`w.facts @> array[${input.kind}]`)
      .where('w.paused_at', 'is', null)
      .where('k.revoked_at', 'is', null)
      .orderBy('w.id')
      .execute()
    for (const { id } of listening) await enqueue(city, { webhook: id, ...input })
  },
)

/** Notes what came of a try. One that failed for too long pauses its webhook, and its owner is told. */
export const noteTry = action(
  'open-data',
  async (
    city,
    input: { delivery: string; webhook: string; status: number | null; error: string | null; done: boolean },
  ): Promise<{ givenUp: boolean }> => {
    const db = openDataDb(city)
    await db
      .updateTable('open_data.deliveries')
      .set({
        ...{ tries: sql<number>`tries + 1`, tried_at: city.now, status: input.status, error: input.error },
        done_at: input.done ? city.now : null,
      })
      .where('id', '=', input.delivery)
      .execute()
    const row = await db
      .selectFrom('open_data.webhooks')
      .select(['failing_since', 'paused_at'])
      .where('id', '=', input.webhook)
      .forUpdate()
      .executeTakeFirst()
    if (!row) return { givenUp: true }
    if (input.done) {
      if (row.failing_since !== null) await setFailing(city, input.webhook, null)
      return { givenUp: false }
    }
    const since = row.failing_since ?? city.now
    if (row.failing_since === null) await setFailing(city, input.webhook, since)
    if (row.paused_at === null && city.now.getTime() - since.getTime() < days(patienceDays)) return { givenUp: false }
    if (row.paused_at === null) {
      await db
        .updateTable('open_data.webhooks')
        .set({ paused_at: city.now, paused_because: 'failing' })
        .where('id', '=', input.webhook)
        .execute()
      await announce(city, 'open-data.paused', `webhook:${input.webhook}`, { webhook: input.webhook })
    }
    await giveUp(city, { delivery: input.delivery })
    return { givenUp: true }
  },
)

/** Notes that a message will not be sent: its webhook is paused or its key revoked. */
export const giveUp = action('open-data', async (city, input: { delivery: string }): Promise<void> => {
  await openDataDb(city)
    .updateTable('open_data.deliveries')
    .set({ given_up_at: city.now })
    .where('id', '=', input.delivery)
    .execute()
})

/** Drops what was told a month ago. */
export const dropDeliveries = action('open-data', async (city: City, _input: undefined): Promise<void> => {
  await openDataDb(city)
    .deleteFrom('open_data.deliveries')
    .where('made_at', '<', later(city.now, -days(keptDays)))
    .execute()
})

async function enqueue(
  city: City,
  input: { webhook: string; kind: string; at: Date; data: Readonly<Record<string, unknown>> },
): Promise<void> {
  const id = newId(city.now)
  const body = JSON.stringify({ type: input.kind, timestamp: input.at.toISOString(), data: input.data })
  await openDataDb(city)
    .insertInto('open_data.deliveries')
    .values({
      ...{ id, webhook: input.webhook, kind: input.kind, body, made_at: city.now, tried_at: null },
      ...{ status: null, error: null, done_at: null, given_up_at: null },
    })
    .execute()
  await announce(city, 'open-data.due', `webhook:${input.webhook}`, { delivery: id })
}

async function setFailing(city: City, webhook: string, since: Date | null): Promise<void> {
  await openDataDb(city)
    .updateTable('open_data.webhooks')
    .set({ failing_since: since })
    .where('id', '=', webhook)
    .execute()
}

async function hers(city: City, { id, person }: Hers) {
  const found = await webhookOf(city, { id, person })
  if (!found) throw refuse.missing('openData.refusal.noWebhook')
  return found
}
