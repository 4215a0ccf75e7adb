// Organisations: a name and the numbers of the state registers, checked.
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { type FieldErrors, refuse } from '#platform/refusal.ts'
import { isInn, isOgrn } from '../rules.ts'
import { identityDb } from '../tables.ts'

export interface SaveOrganisation {
  /** Without an id it is a new one. */
  id?: string
  name: string
  inn: string | null
  ogrn: string | null
}

/** Keeps an organisation; one with the same INN is the same one. Throws `invalid` for numbers with wrong check digits. */
export const saveOrganisation = action('identity', async (city, input: SaveOrganisation): Promise<string> => {
  const errors: FieldErrors = {}
  if (input.inn !== null && !isInn(input.inn)) errors.inn = { key: 'identity.refusal.inn' }
  if (input.ogrn !== null && !isOgrn(input.ogrn)) errors.ogrn = { key: 'identity.refusal.ogrn' }
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
  const { name, inn, ogrn } = input
  const row = await identityDb(city)
    .insertInto('identity.organisations')
    .values({ id: input.id ?? newId(city.now), name, inn, ogrn, since: city.now })
    .onConflict((conflict) =>
      (input.id === undefined ? conflict.column('inn') : conflict.column('id')).doUpdateSet({ name, inn, ogrn }),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return row.id
})
