// What open data do when something happens: look at the sets each hour, and tell other systems what they asked for.
import { z } from 'zod'
import { type Guarded, NotReached } from '#outside/guarded/index.ts'
import type { City } from '#platform/city.ts'
import { deliver, every, type Reaction, when } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { lookAtSets } from './actions/editions.ts'
import { dropPermits } from './actions/permits.ts'
import { dropDeliveries, fanOut, giveUp, noteTry } from './actions/webhooks.ts'
import { setsOf } from './queries/catalogue.ts'
import { dueMessage, type WebhookView } from './queries/webhooks.ts'
import { secretName, signedHeaders } from './rules/signature.ts'
import type { OpenDataParts } from './service.ts'

const waitMs = 5_000
const mostBytes = 64 * 1024

export function openDataReactions(parts: OpenDataParts): Reaction[] {
  return [
    deliver('clock.hour', 'open-data.look', z.unknown(), (city) => lookAtSets(city, setsOf(parts))),
    every('night', 'open-data.dropPermits', (city) => dropPermits(city, undefined)),
    every('night', 'open-data.dropDeliveries', (city) => dropDeliveries(city, undefined)),
    deliver('open-data.due', 'open-data.send', z.object({ delivery: z.string() }), (city, { delivery }) =>
      sendOut(parts, city, delivery),
    ),
    ...parts.doors().flatMap(publicFacts),
  ]
}

function publicFacts(door: Module): Reaction[] {
  return (door.webhooks ?? []).map((fact) =>
    when(fact.fact, `open-data.tell ${fact.fact}`, z.unknown(), async (city, _data, heard) => {
      const data = await fact.told(city, heard)
      if (data !== null) await fanOut(city, { kind: heard.kind, at: heard.at, data })
    }),
  )
}

/** Sends one message. Throws when it did not arrive, so that the house tries again later. */
async function sendOut(parts: OpenDataParts, city: City, delivery: string): Promise<void> {
  const due = await dueMessage(city, delivery)
  if (!due || due.settled) return
  const { webhook } = due
  if (webhook.pausedAt !== null || webhook.key.revoked) return giveUp(city, { delivery })
  const headers = signedHeaders({ id: due.id, at: city.now, body: due.body }, secretsOf(parts, webhook))
  const { status, error } = await tried(parts.guarded, { url: webhook.url, headers, body: due.body })
  const done = status !== null && status >= 200 && status < 300
  const { givenUp } = await noteTry(city, { delivery, webhook: webhook.id, status, error, done })
  if (!done && !givenUp) throw new Error(`a webhook was not told: ${status ?? error}`)
}

function secretsOf({ secretFor }: OpenDataParts, { id, secretVersion, rotatedUntil }: WebhookView): Buffer[] {
  const versions = rotatedUntil === null ? [secretVersion] : [secretVersion, secretVersion - 1]
  return versions.map((version) => secretFor(secretName(id, version)))
}

async function tried(
  guarded: Guarded,
  message: { url: string; headers: Record<string, string>; body: string },
): Promise<{ status: number | null; error: string | null }> {
  try {
    const { status } = await guarded.send({ ...message, method: 'POST', waitMs, mostBytes })
    return { status, error: null }
  } catch (error) {
    if (error instanceof NotReached) return { status: null, error: error.trouble }
    throw error
  }
}
