// Systems of others: registered by the operator, allowed by people, and no longer allowed.
import { action } from '#platform/city.ts'
import { hashSecret, newSecret } from '#platform/ids.ts'
import { type FieldErrors, refuse } from '#platform/refusal.ts'
import { systemPurpose } from '../consents.ts'
import { handleOf } from '../queries.ts'
import { innProblem } from '../rules/numbers.ts'
import {
  type AuthName,
  addressProblem,
  authNames,
  onOneHost,
  type ScopeName,
  scopeNames,
  signModule,
  systemOfModule,
} from '../rules/systems.ts'
import { identityDb } from '../tables.ts'
import { type ConsentGiven, giveConsent, withdrawConsent } from './contacts.ts'
import { endGrants } from './grants.ts'
import { newHandle } from './handles.ts'

export interface SaveSystem {
  /** Without an id it is a new one. */
  id?: string
  name: string
  site: string
  organisation: string
  inn: string
  purpose: string
  redirectUris: readonly string[]
  signOutUris: readonly string[]
  backChannelUri: string | null
  scopes: readonly string[]
  auth: string
}

/**
 * Registers a system or changes what is known of it. Answers its id and, where one was made now, the secret, which is shown this
 * once. Throws `invalid` with everything that is wrong at once, and `missing` for an id that is not there.
 */
export const saveSystem = action(
  'identity',
  async (city, input: SaveSystem): Promise<{ id: string; secret: string | null }> => {
    const errors = systemErrors(input)
    if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
    const db = identityDb(city)
    const before =
      input.id === undefined
        ? undefined
        : await db
            .selectFrom('identity.systems')
            .select(['secret_hash'])
            .where('id', '=', input.id)
            .where('ended_at', 'is', null)
            .forUpdate()
            .executeTakeFirst()
    if (input.id !== undefined && !before) throw refuse.missing('platform.refusal.missing')
    const secret = input.auth === 'none' || before?.secret_hash ? null : newSecret(32)
    const row = {
      name: input.name,
      site: input.site,
      organisation: input.organisation,
      inn: input.inn,
      purpose: input.purpose,
      redirect_uris: JSON.stringify(input.redirectUris),
      sign_out_uris: JSON.stringify(input.signOutUris),
      back_channel_uri: input.backChannelUri,
      scopes: JSON.stringify(['openid', ...scopeNames.filter((name) => input.scopes.includes(name))]),
      auth: input.auth,
      secret_hash: input.auth === 'none' ? null : secret === null ? (before?.secret_hash ?? null) : hashSecret(secret),
      changed_at: city.now,
    }
    if (input.id !== undefined) {
      await db.updateTable('identity.systems').set(row).where('id', '=', input.id).execute()
      return { id: input.id, secret }
    }
    const id = newSecret(9)
    await db
      .insertInto('identity.systems')
      .values({ ...row, id, registered_at: city.now, ended_at: null })
      .execute()
    return { id, secret }
  },
)

/** Makes a new secret of a system; the old one ends now. Throws `missing` for one that is not there or has no secret. */
export const renewSecret = action('identity', async (city, input: { id: string }): Promise<string> => {
  const secret = newSecret(32)
  const changed = await identityDb(city)
    .updateTable('identity.systems')
    .set({ secret_hash: hashSecret(secret), changed_at: city.now })
    .where('id', '=', input.id)
    .where('ended_at', 'is', null)
    .where('secret_hash', 'is not', null)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw refuse.missing('platform.refusal.missing')
  return secret
})

/** Shuts a system out: nobody enters it by us any more, and all it was given ends. What people had agreed to stays as evidence. */
export const endSystem = action('identity', async (city, input: { id: string }): Promise<void> => {
  const db = identityDb(city)
  const ended = await db
    .updateTable('identity.systems')
    .set({ ended_at: city.now })
    .where('id', '=', input.id)
    .where('ended_at', 'is', null)
    .executeTakeFirst()
  if (ended.numUpdatedRows === 0n) throw refuse.missing('platform.refusal.missing')
  await db.deleteFrom('identity.oidc_records').where('system', '=', input.id).execute()
})

/** Writes down what a person read when she let a system learn something of her. */
export const agreeToSystem = action(
  'identity',
  async (
    city,
    input: { person: string; system: string; consent: Omit<ConsentGiven, 'purpose' | 'textVersion'> },
  ): Promise<void> => {
    const handle = await newHandle(city, { module: signModule(input.system), person: input.person })
    const { code, version } = systemPurpose
    await giveConsent(city, { handle, consent: { ...input.consent, purpose: code, textVersion: version } })
  },
)

/** Ends what a person allowed a system, at once: permission, tokens and all. Answers how many rows went; ending again changes nothing. */
export const leaveSystem = action(
  'identity',
  async (city, input: { person: string; system: string }): Promise<number> => {
    const gone = await endGrants(city, input)
    const handle = await handleOf(city, signModule(input.system), input.person)
    if (handle !== null) await withdrawConsent(city, { handle, purpose: systemPurpose.code })
    return gone
  },
)

/** Ends what stands under the handle by which a system knows somebody; 0 for any other handle. */
export const eraseConnection = action('identity', async (city, input: { handle: string }): Promise<number> => {
  const db = identityDb(city)
  const row = await db
    .selectFrom('identity.handles')
    .select(['module', 'person'])
    .where('id', '=', input.handle)
    .executeTakeFirst()
  const system = row && systemOfModule(row.module)
  if (!system || row.person === null) return 0
  const gone = await db
    .deleteFrom('identity.oidc_records')
    .where('person', '=', row.person)
    .where('system', '=', system)
    .executeTakeFirst()
  return Number(gone.numDeletedRows)
})

function systemErrors(input: SaveSystem): FieldErrors {
  const errors: FieldErrors = {}
  const wrong = (field: string, key: string, values?: Record<string, string>) => {
    errors[field] ??= values ? { key, values } : { key }
  }
  const address = (field: string, text: string) => {
    const problem = addressProblem(text)
    if (problem) wrong(field, `identity.system.address.${problem}`, { address: text })
  }
  const number = innProblem(input.inn)
  if (number) wrong('inn', `identity.refusal.inn.${number}`)
  address('site', input.site)
  if (input.redirectUris.length === 0) wrong('redirectUris', 'identity.system.noRedirect')
  for (const each of input.redirectUris) address('redirectUris', each)
  if (!errors.redirectUris && !onOneHost(input.redirectUris)) wrong('redirectUris', 'identity.system.hosts')
  for (const each of input.signOutUris) address('signOutUris', each)
  if (input.backChannelUri !== null) address('backChannelUri', input.backChannelUri)
  if (!authNames.some((name: AuthName) => name === input.auth)) wrong('auth', 'platform.form.choose')
  for (const scope of input.scopes) {
    if (!scopeNames.some((name: ScopeName) => name === scope)) wrong('scopes', 'identity.system.scope', { scope })
  }
  if (input.auth === 'none' && input.scopes.includes('offline_access')) wrong('scopes', 'identity.system.keepsSecret')
  return errors
}
