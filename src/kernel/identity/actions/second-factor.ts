// The second factor of a person: an app's secret, closed, and backup codes as marks; set up, shown at the door, removed.
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { days, later } from '#platform/time.ts'
import { mayRemoveFactors } from '../policy.ts'
import { newBackupCodes, stepOfCode } from '../second-factor.ts'
import { identityDb } from '../tables.ts'
import { noteSecured } from './secured.ts'

/** What of the city's secret is needed: to open the app's secret, and to know a code again. */
export interface Closing {
  seal(purpose: string, plain: string): string
  unseal(purpose: string, sealed: string): string
  mark(purpose: string, text: string): string
}

/** Wrong codes of one person in a day; then only backup codes and passkeys open. Whoever types them has shown the first factor. */
export const mostWrongCodes = 30

const totpPurpose = 'totp'

/**
 * Keeps the app's secret once its first code is right, and answers new backup codes: they are shown now and never again. Throws
 * `invalid` for a wrong code.
 */
export const addTotp = action(
  'identity',
  async (city, input: { person: string; secret: string; code: string; closing: Closing }): Promise<string[]> => {
    const { person, secret, code, closing } = input
    const step = stepOfCode(secret, code, city.now, 0)
    if (step === null) throw refuse.invalid({ code: { key: 'identity.refusal.code' } })
    const kept = { secret: closing.seal(totpPurpose, secret), last_step: step, made_at: city.now }
    await identityDb(city)
      .insertInto('identity.totp')
      .values({ person, ...kept })
      .onConflict((conflict) => conflict.column('person').doUpdateSet(kept))
      .execute()
    const codes = await keepBackupCodes(city, person, closing)
    await noteSecured(city, { person, kind: 'totpAdded' })
    return codes
  },
)

/** Ten new backup codes in place of the old ones. */
export const renewBackupCodes = action(
  'identity',
  async (city, input: { person: string; closing: Closing }): Promise<string[]> => {
    const codes = await keepBackupCodes(city, input.person, input.closing)
    await noteSecured(city, { person: input.person, kind: 'backupRenewed' })
    return codes
  },
)

/** Whether a code is right; a right one is used up. Tries of one person take turns, so that one code lets in one. */
export const useCode = action(
  'identity',
  async (city, input: { person: string; code: string; closing: Closing }): Promise<boolean> => {
    const db = identityDb(city)
    const { person, code, closing } = input
    const totp = await db
      .selectFrom('identity.totp')
      .selectAll()
      .where('person', '=', person)
      .forUpdate()
      .executeTakeFirst()
    if (!totp) return false
    const spent = await db
      .deleteFrom('identity.backup_codes')
      .where('person', '=', person)
      .where('mark', '=', closing.mark('backup', `${person} ${code}`))
      .executeTakeFirst()
    if (spent.numDeletedRows > 0n) {
      await noteSecured(city, { person, kind: 'backupUsed' })
      return true
    }
    if ((await wrongToday(city, person)) < mostWrongCodes) {
      const step = stepOfCode(closing.unseal(totpPurpose, totp.secret), code, city.now, totp.last_step)
      if (step !== null) {
        await db.updateTable('identity.totp').set({ last_step: step }).where('person', '=', person).execute()
        return true
      }
    }
    await db
      .insertInto('identity.attempts')
      .values({ id: newId(city.now), kind: 'totp', key: person, network: '', at: city.now })
      .execute()
    return false
  },
)

/** Removes the app and the backup codes. Changes nothing where there are none. */
export const removeTotp = action('identity', async (city, { person }: { person: string }): Promise<void> => {
  const db = identityDb(city)
  const removed = await db.deleteFrom('identity.totp').where('person', '=', person).executeTakeFirst()
  await db.deleteFrom('identity.backup_codes').where('person', '=', person).execute()
  if (removed.numDeletedRows > 0n) await noteSecured(city, { person, kind: 'totpRemoved' })
})

/**
 * An operator takes all second factors from somebody who lost her device, after seeing that it is she. Her sessions end; who did it
 * and why is kept, and she is told. Throws `conflict` when she has none.
 */
export const removeFactors = action(
  'identity',
  async (city, input: { person: string; reason: string }): Promise<void> => {
    demand(city.actor, mayRemoveFactors, undefined)
    const db = identityDb(city)
    const { person, reason } = input
    if (person === city.actor.person) throw refuse.conflict('identity.refusal.ownFactors')
    const totp = await db.deleteFrom('identity.totp').where('person', '=', person).executeTakeFirst()
    const keys = await db.deleteFrom('identity.passkeys').where('person', '=', person).executeTakeFirst()
    if (totp.numDeletedRows + keys.numDeletedRows === 0n) throw refuse.conflict('identity.refusal.noFactors')
    await db.deleteFrom('identity.backup_codes').where('person', '=', person).execute()
    await db.deleteFrom('identity.sessions').where('person', '=', person).execute()
    await noteSecured(city, { person, kind: 'factorsRemoved', by: { person: city.actor.person, reason } })
  },
)

async function keepBackupCodes(city: City, person: string, closing: Closing): Promise<string[]> {
  const db = identityDb(city)
  const codes = newBackupCodes()
  await db.deleteFrom('identity.backup_codes').where('person', '=', person).execute()
  await db
    .insertInto('identity.backup_codes')
    .values(codes.map((code) => ({ person, mark: closing.mark('backup', `${person} ${code}`) })))
    .execute()
  return codes
}

async function wrongToday(city: City, person: string): Promise<number> {
  const { n } = await identityDb(city)
    .selectFrom('identity.attempts')
    .select((select) => select.fn.countAll<number>().as('n'))
    .where('kind', '=', 'totp')
    .where('key', '=', person)
    .where('at', '>', later(city.now, -days(1)))
    .executeTakeFirstOrThrow()
  return n
}
