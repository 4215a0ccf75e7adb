// What notifications remember: messages under the handles of other modules, by which channel they went, and what readers chose.
import type { ColumnType, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { AlsoLink } from '#platform/module.ts'
import type { Because } from './rules.ts'

type Maybe<Type> = ColumnType<Type | null, Type | null | undefined, Type | null>

export type NotificationTables = {
  /** Personal through `handle`: what a person was told. */
  'notifications.messages': {
    id: string
    fact: string
    handle: string
    module: string
    topic: string
    key: string
    data: JSONColumnType<Record<string, string | number>>
    href: string
    also: JSONColumnType<AlsoLink[]>
    why: string | null
    urgent: boolean
    prompt: boolean
    at: Date
    read_at: Maybe<Date>
  }
  'notifications.dispatches': {
    id: string
    reader: string
    channel: string
    agreed_as: string
    return_word: Maybe<string>
    /** A hash of a personal one. */
    address: Maybe<string>
    gathers: boolean
    prompt: boolean
    due_at: Date | null
    because: Because | null
    told: boolean
    taken_at: Maybe<Date>
    ended: Maybe<'sent' | 'returned' | 'moved'>
    ended_at: Maybe<Date>
    at: Date
  }
  'notifications.items': { message: string; channel: string; dispatch: string }
  'notifications.readers': {
    reader: string
    quiet_from: Maybe<number>
    quiet_to: Maybe<number>
    weekly: Maybe<number>
    rhythm: ColumnType<'at-once' | 'daily' | 'weekly', string | undefined, string>
    rhythm_hour: ColumnType<number, number | undefined, number>
    rhythm_day: ColumnType<number, number | undefined, number>
    proved_at: Maybe<Date>
    changed_at: Date
  }
  'notifications.choices': { reader: string; topic: string; channel: string; chosen: boolean; at: Date }
  /** `address` is a hash of a personal one. */
  'notifications.returned': {
    dispatch: string
    kind: 'hard' | 'soft' | 'complaint'
    reader: string
    address: string
    status: string
    at: Date
  }
  'notifications.proofs': { hash: string; reader: string; at: Date }
  /** `endpoint` is personal. */
  'notifications.devices': {
    id: string
    reader: string
    endpoint: string
    name: string
    at: Date
    rests_until: Maybe<Date>
  }
  'notifications.pushes': { dispatch: string; device: string; at: Date }
  'notifications.stops': {
    hash: string
    agreed_as: string
    at: Date
    reader: Maybe<string>
    topics: JSONColumnType<string[], string | undefined, string>
  }
  'notifications.budgets': { valid_from: Date; weekly: number; channel: string }
  'notifications.quiet_hours': { valid_from: Date; quiet_from: number; quiet_to: number }
}

export const notificationsDb = tablesOf('notifications', (db) => db.withTables<NotificationTables>())
