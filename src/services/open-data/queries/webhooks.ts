// What can be asked of webhooks: a person's own, what was told to them, and what is to be sent.
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { openDataDb } from '../tables.ts'

export interface WebhookView {
  id: string
  key: { id: string; name: string; prefix: string; revoked: boolean }
  url: string
  facts: string[]
  madeAt: Date
  secretVersion: number
  /** Until then the secret before signs too; null when it no longer does. */
  rotatedUntil: Date | null
  failingSince: Date | null
  pausedAt: Date | null
  pausedBecause: 'failing' | 'owner' | null
}

/** The webhooks of a person, the newest first. */
export async function webhooksOf(city: City, person: string): Promise<WebhookView[]> {
  const handles = (await handlesOf(city, person, 'open-data')).map(({ handle }) => handle)
  if (handles.length === 0) return []
  const rows = await webhookRows(city)
    .where('k.handle', 'in', handles)
    .orderBy('w.made_at', 'desc')
    .orderBy('w.id', 'desc')
    .execute()
  return rows.map((row) => viewOf(city, row))
}

/** One webhook of a person; null when it is not hers. */
export async function webhookOf(city: City, asked: { id: string; person: string }): Promise<WebhookView | null> {
  return (await webhooksOf(city, asked.person)).find(({ id }) => id === asked.id) ?? null
}

export interface DeliveryView {
  id: string
  kind: string
  madeAt: Date
  tries: number
  triedAt: Date | null
  status: number | null
  error: string | null
  doneAt: Date | null
  givenUpAt: Date | null
}

/** What was told to a webhook, the latest first. */
export async function deliveriesOf(city: City, webhook: string, most: number): Promise<DeliveryView[]> {
  const rows = await openDataDb(city)
    .selectFrom('open_data.deliveries')
    .selectAll()
    .where('webhook', '=', webhook)
    .orderBy('made_at', 'desc')
    .orderBy('id', 'desc')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    ...{ id: row.id, kind: row.kind, madeAt: row.made_at, tries: row.tries, triedAt: row.tried_at },
    ...{ status: row.status, error: row.error, doneAt: row.done_at, givenUpAt: row.given_up_at },
  }))
}

export interface DueMessage {
  id: string
  body: string
  settled: boolean
  webhook: WebhookView
}

/** What a delivery is about; null when its webhook has ended. */
export async function dueMessage(city: City, delivery: string): Promise<DueMessage | null> {
  const row = await webhookRows(city)
    .innerJoin('open_data.deliveries as d', 'd.webhook', 'w.id')
    .select(['d.id as delivery', 'd.body', 'd.done_at', 'd.given_up_at'])
    .where('d.id', '=', delivery)
    .executeTakeFirst()
  if (!row) return null
  const settled = row.done_at !== null || row.given_up_at !== null
  return { id: row.delivery, body: row.body, settled, webhook: viewOf(city, row) }
}

/** Whose webhook it is, and where it leads; null when it has ended. */
export async function ownerOf(city: City, webhook: string): Promise<{ handle: string; url: string } | null> {
  const row = await openDataDb(city)
    .selectFrom('open_data.webhooks as w')
    .innerJoin('open_data.keys as k', 'k.id', 'w.key')
    .select(['k.handle', 'w.url'])
    .where('w.id', '=', webhook)
    .executeTakeFirst()
  return row ?? null
}

function webhookRows(city: City) {
  return openDataDb(city)
    .selectFrom('open_data.webhooks as w')
    .innerJoin('open_data.keys as k', 'k.id', 'w.key')
    .select(['w.id', 'w.url', 'w.facts', 'w.made_at', 'w.secret_version', 'w.rotated_until', 'w.failing_since'])
    .select(['w.paused_at', 'w.paused_because', 'k.id as key_id', 'k.name', 'k.prefix', 'k.revoked_at'])
}

type Row = Awaited<ReturnType<ReturnType<typeof webhookRows>['execute']>>[number]

function viewOf(city: City, row: Row): WebhookView {
  const rotating = row.rotated_until !== null && row.rotated_until > city.now
  return {
    ...{ id: row.id, url: row.url, facts: row.facts, madeAt: row.made_at, secretVersion: row.secret_version },
    key: { id: row.key_id, name: row.name, prefix: row.prefix, revoked: row.revoked_at !== null },
    ...{ rotatedUntil: rotating ? row.rotated_until : null, failingSince: row.failing_since },
    ...{ pausedAt: row.paused_at, pausedBecause: row.paused_because },
  }
}
