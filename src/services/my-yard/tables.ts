// What my yard remembers: reports being written and conversations, both without a name and for seven days. All of it is personal.
import type { ColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'

type Written = ColumnType<unknown, string, string>

export type MyYardTables = {
  'my_yard.drafts': {
    id: string
    /** Of the secret in the person's cookie; the secret itself is not kept. */
    hash: string
    data: Written
    number: string | null
    joined: ColumnType<boolean, boolean | undefined, boolean>
    link: string | null
    touched_at: Date
  }
  'my_yard.from_devices': {
    /** Of the key that the device made; the key itself is not kept. */
    hash: string
    number: string | null
    joined: ColumnType<boolean, boolean | undefined, boolean>
    link: string | null
    at: Date
  }
  'my_yard.conversations': {
    id: string
    channel: string
    hash: string
    state: Written
    touched_at: Date
  }
}

export const myYardDb = tablesOf('my-yard', (db) => db.withTables<MyYardTables>())
