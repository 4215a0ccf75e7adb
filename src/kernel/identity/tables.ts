// What identity remembers: the only tables of the city that hold who people are.
import type { ColumnType, Generated, JSONColumnType } from 'kysely'
import { tablesOf } from '#platform/city.ts'

export type IdentityTables = {
  'identity.people': {
    id: string
    /** Personal. */
    email: string
    email_verified: Generated<boolean>
    /** Personal; empty until she says it. */
    name: Generated<string>
    image: string | null
    /** Personal. */
    phone: Generated<string | null>
    phone_since: Generated<Date | null>
    created_at: Date
    updated_at: Date
  }
  'identity.sessions': {
    id: string
    person: string
    token: string
    expires_at: Date
    /** A short description of the device. */
    user_agent: string | null
    methods: Generated<string>
    level: Generated<string>
    strong: Generated<boolean>
    /** YYYY-MM-DD. */
    seen_on: Generated<string>
    created_at: Date
  }
  'identity.challenges': {
    id: string
    kind: string
    hash: string | null
    browser: string | null
    person: string | null
    /** May be personal. */
    value: string | null
    tries: Generated<number>
    made_at: Date
    expires_at: Date
  }
  'identity.passkeys': {
    id: string
    person: string
    credential: string
    public_key: string
    counter: number
    transports: string
    name: string
    synced: boolean
    made_at: Date
    used_on: Generated<string | null>
  }
  'identity.totp': { person: string; secret: string; last_step: number; made_at: Date }
  'identity.backup_codes': { person: string; mark: string }
  'identity.attempts': { id: string; kind: string; key: string; network: string; at: Date }
  'identity.secured': {
    id: string
    person: string
    kind: string
    about: Generated<string>
    /** Personal. */
    letter_to: string | null
    by_person: string | null
    reason: string | null
    at: Date
  }
  'identity.devices': { person: string; device: string; since: Date }
  /** `value` holds the address a sign-in link was sent to: personal. */
  'identity.verifications': { id: string; identifier: string; value: string; expires_at: Date }
  'identity.link_requests': { id: string; email_hash: string; network_hash: string; at: Date }
  'identity.handles': { id: string; module: string; person: string | null; made_at: Date }
  'identity.claims': { handle: string; person: string; at: Date }
  /** `email` is personal. */
  'identity.contacts': { handle: string; email: string; left_at: Date }
  'identity.consent_texts': { hash: string; purpose: string; version: string; locale: string; text: string }
  'identity.consents': {
    id: string
    handle: string
    purpose: string
    text_version: string
    text_hash: string
    /** web, chat, open311 … */
    method: string
    /** Personal. */
    ip: string | null
    given_at: Date
  }
  'identity.withdrawals': { consent: string; method: string; at: Date }
  'identity.roles': {
    id: string
    person: string
    name: string
    body: string | null
    since: Date
    until: ColumnType<Date | null, Date | null | undefined, Date | null>
  }
  'identity.organisations': { id: string; name: string; inn: string | null; ogrn: string | null; since: Date }
  'identity.receipts': { id: string; at: Date; erased: JSONColumnType<Record<string, number>> }
}

export const identityDb = tablesOf('identity', (db) => db.withTables<IdentityTables>())
