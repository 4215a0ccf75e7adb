// What identity removes once it has served, and the log of everything the city removed so.
import { sql } from 'kysely'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import type { Retention } from '#platform/module.ts'
import { identityDb } from '../tables.ts'

export interface Destruction {
  /** `module.rows`. */
  category: string
  rows: number
  /** By which paragraph or term. */
  ground: string
  /** `clock`, or the office that pressed. */
  by: string
}

/** Writes down that rows were removed because their purpose was reached; of none nothing is written. */
export const noteDestruction = action('identity', async (city, input: Destruction): Promise<void> => {
  const { category, rows, ground, by } = input
  if (rows === 0) return
  await identityDb(city)
    .insertInto('identity.destructions')
    .values({ id: newId(city.now), at: city.now, category, rows, ground, by_whom: by })
    .execute()
})

/** Identity's own rows that outlive their purpose; the database lets nothing of evidence go before its three years. */
export const identityRetention: readonly Retention[] = [
  {
    category: 'identity.consents',
    label: 'identity.retention.consents',
    remove: (city, asked) => dropConsents(city, asked),
  },
  {
    category: 'identity.destructions',
    label: 'identity.retention.destructions',
    remove: (city, asked) => dropRows(city, { table: 'destructions', column: 'at', ...asked }),
  },
  {
    category: 'identity.looks',
    label: 'identity.retention.looks',
    remove: (city, asked) => dropRows(city, { table: 'looks', column: 'at', ...asked }),
  },
  {
    category: 'identity.invitations',
    label: 'identity.retention.invitations',
    remove: (city, asked) => dropRows(city, { table: 'invitations', column: 'expires_at', ...asked }),
  },
]

const dropConsents = action('identity', async (city: City, { before, most }: Bounds): Promise<number> => {
  const { numAffectedRows } = await sql`
    delete from identity.consents where id in (
      select c.id from identity.consents c left join identity.withdrawals w on w.consent = c.id
      where least(w.at, c.valid_until) < ${before} order by c.given_at limit ${most})`.execute(city.db)
  return Number(numAffectedRows ?? 0n)
})

interface Bounds {
  before: Date
  most: number
}

const dropRows = action(
  'identity',
  async (city: City, input: Bounds & { table: string; column: string }): Promise<number> => {
    const table = sql.table(`identity.${input.table}`)
    const column = sql.ref(input.column)
    const { numAffectedRows } = await sql`
      delete from ${table} where ctid = any(array(
        select ctid from ${table} where ${column} < ${input.before} order by ${column} limit ${input.most}))`.execute(
      city.db,
    )
    return Number(numAffectedRows ?? 0n)
  },
)
