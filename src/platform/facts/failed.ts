// Deliveries that failed, for the people who run the city: a list, and a retry.
import { action, type City } from '../city.ts'
import { refuse } from '../refusal.ts'
import { factsDb } from './tables.ts'

export interface FailedDelivery {
  id: number
  kind: string
  subject: string
  reaction: string
  tries: number
  dead: boolean
  dueAt: Date
  error: string
}

/** Deliveries that failed at least once and are not done; the dead first. */
export async function failedDeliveries(city: City, most = 100): Promise<FailedDelivery[]> {
  const rows = await factsDb(city)
    .selectFrom('facts.deliveries as d')
    .innerJoin('facts.facts as f', 'f.id', 'd.fact')
    .select(['d.id', 'f.kind', 'd.subject', 'd.reaction', 'd.tries', 'd.dead_at', 'd.due_at', 'd.error'])
    .where('d.done_at', 'is', null)
    .where('d.tries', '>', 0)
    .orderBy('d.dead_at', (order) => order.asc().nullsLast())
    .orderBy('d.id')
    .limit(most)
    .execute()
  return rows.map((row) => ({
    id: row.id,
    kind: row.kind,
    subject: row.subject,
    reaction: row.reaction,
    tries: row.tries,
    dead: row.dead_at !== null,
    dueAt: row.due_at,
    error: row.error ?? '',
  }))
}

/** Puts a failed delivery back at the head of its queue with fresh tries. Throws `missing` when it is not there. */
export const retryDelivery = action('facts', async (city: City, input: { id: number }) => {
  const changed = await factsDb(city)
    .updateTable('facts.deliveries')
    .set({ tries: 0, dead_at: null, due_at: city.now })
    .where('id', '=', input.id)
    .where('done_at', 'is', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw refuse.missing('platform.refusal.missing')
})
