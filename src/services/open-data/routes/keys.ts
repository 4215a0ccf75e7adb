// Addresses of keys: a person's own, one shown once, and its end.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { makeKey, revokeKey } from '../actions/keys.ts'
import { keyForm } from '../forms.ts'
import { KeysPage, NewKeyPage } from '../pages/keys.tsx'
import { mayHoldKeys } from '../policy.ts'
import { keysOf, quotas } from '../queries/keys.ts'

export const keyRoutes: readonly Route[] = [
  get('/open-data/keys', mayHoldKeys, (visit) => keysPage(visit, nothingTyped, 200), { personal: true }),
  post('/open-data/keys', mayHoldKeys, make, { perMinute: 20 }),
  post('/open-data/keys/:key/revocation', mayHoldKeys, async ({ city, params }) => {
    await revokeKey(city, { id: idIn(params.key), person: personIn(city) })
    return redirect('/open-data/keys')
  }),
]

async function keysPage({ city }: Visit, typed: Typed, status: number) {
  const props = { keys: await keysOf(city, personIn(city)), quotas: await quotas(city), typed }
  return page(city.words('openData.keys.title'), h(KeysPage, props), { status, keep: 0 })
}

// The key stands in this answer and nowhere else, so there is no address to be sent on to.
async function make(visit: Visit) {
  const { city } = visit
  const form = keyForm.check(visit.fields)
  if (!form.ok) return keysPage(visit, { values: visit.fields, errors: form.errors }, 422)
  try {
    const { key } = await makeKey(city, { ...form.value, person: personIn(city) })
    return page(city.words('openData.keys.made'), h(NewKeyPage, { secret: key, name: form.value.name }), { keep: 0 })
  } catch (error) {
    if (!(error instanceof Refusal && error.kind === 'conflict')) throw error
    const errors = { name: { key: error.key, values: error.values } }
    return keysPage(visit, { values: visit.fields, errors }, 409)
  }
}

export function personIn(city: City): string {
  if (city.actor.person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
  return city.actor.person
}

/** The id in an address; what is none is nothing of hers. */
export function idIn(text: string | undefined): string {
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/.test(text ?? '')) throw refuse.missing('platform.refusal.missing')
  return text ?? ''
}
