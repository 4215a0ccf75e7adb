// What notifications remember: messages under the handles of other modules, and which of them went out as letters.
import type { ColumnType, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'
import type { AlsoLink } from '#platform/module.ts'

export type NotificationTables = {
  /** Personal through `handle`: what a person was told. */
  'notifications.messages': {
    id: string
    fact: string
    handle: string
    module: string
    key: string
    data: JSONColumnType<Record<string, string | number>>
    href: string
    also: JSONColumnType<AlsoLink[]>
    why: string | null
    at: Date
    read_at: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  'notifications.letters': { message: string; agreed_as: string; sent_at: Date | null; at: Date }
  'notifications.stops': { hash: string; agreed_as: string; at: Date }
  'notifications.budgets': { valid_from: Date; weekly: number }
}

export const notificationsDb = tablesOf('notifications', (db) => db.withTables<NotificationTables>())
