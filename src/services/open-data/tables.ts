// What open data remember: how sets changed, keys of programs, and who is told of what. Keys and webhooks are personal by their handle.
import type { Generated } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export type OpenDataTables = {
  'open_data.editions': {
    set_id: string
    seen_at: Date
    rows: number
    mark: string
    from_time: string | null
    to_time: string | null
    box: number[] | null
  }
  'open_data.keys': {
    id: string
    handle: string
    hash: string
    prefix: string
    name: string
    purpose: string
    scopes: string[]
    made_at: Date
    revoked_at: Date | null
  }
  'open_data.permits': { key: string; span: 'minute' | 'day'; starts: Date; taken: number }
  'open_data.webhooks': {
    id: string
    key: string
    url: string
    facts: string[]
    made_at: Date
    secret_version: Generated<number>
    rotated_until: Date | null
    failing_since: Date | null
    paused_at: Date | null
    paused_because: 'failing' | 'owner' | null
  }
  'open_data.deliveries': {
    id: string
    webhook: string
    kind: string
    body: string
    made_at: Date
    tries: Generated<number>
    tried_at: Date | null
    status: number | null
    error: string | null
    done_at: Date | null
    given_up_at: Date | null
  }
}

export const openDataDb = tablesOf('open-data', (db) => db.withTables<OpenDataTables>())
