// Registering the systems that people enter by their account here: for the operator.
import { h } from 'preact'
import {
  authNames,
  endSystem,
  linesOf,
  renewSecret,
  type SaveSystem,
  saveSystem,
  systemFor,
  systems,
} from '#kernel/identity/index.ts'
import {
  type Answer,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { systemForm } from '../forms.ts'
import { SecretPage, SystemPage, SystemsPage } from '../pages/systems.tsx'
import { mayRegisterSystems } from '../policy.ts'
import type { AccountParts } from '../service.ts'

export function systemRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  return [
    get('/desk/account/systems', mayRegisterSystems, (visit) => list(parts, visit), own),
    get('/desk/account/systems/new', mayRegisterSystems, (visit) => systemPage(visit, null, nothingTyped, 200), own),
    post('/desk/account/systems/new', mayRegisterSystems, (visit) => save(visit, null)),
    get('/desk/account/systems/:system', mayRegisterSystems, (visit) => one(visit), own),
    post('/desk/account/systems/:system', mayRegisterSystems, (visit) => save(visit, visit.params.system ?? '')),
    post('/desk/account/systems/:system/secret', mayRegisterSystems, renew),
    post('/desk/account/systems/:system/end', mayRegisterSystems, end),
  ]
}

async function list({ provider }: AccountParts, { city }: Visit): Promise<Answer> {
  const props = { systems: await systems(city), open: await provider.isOpen() }
  return page(city.words('account.systems.title'), h(SystemsPage, props))
}

async function one(visit: Visit): Promise<Answer> {
  return systemPage(visit, visit.params.system ?? '', nothingTyped, 200)
}

async function save(visit: Visit, id: string | null): Promise<Answer> {
  const { city, fields } = visit
  const form = systemForm.check(fields)
  const sent = form.ok ? form.value : null
  const typed = (errors: Typed['errors']): Typed => ({ values: fields, errors })
  if (sent === null) return systemPage(visit, id, typed(form.ok ? {} : form.errors), 422)
  try {
    const made = await saveSystem(city, { ...(id === null ? {} : { id }), ...savingOf(sent) })
    if (made.secret === null) return redirect(`/desk/account/systems/${made.id}`)
    return page(
      city.words('account.secret.title'),
      h(SecretPage, { id: made.id, name: sent.name, secret: made.secret }),
    )
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return systemPage(visit, id, typed(error.fields), 422)
  }
}

function savingOf(sent: Sent): Omit<SaveSystem, 'id'> {
  const { redirectUris, signOutUris, backChannelUri, ...rest } = sent
  return {
    ...rest,
    redirectUris: linesOf(redirectUris),
    signOutUris: linesOf(signOutUris),
    backChannelUri: backChannelUri === '' ? null : backChannelUri,
  }
}

type Sent = ReturnType<typeof systemForm.read>

async function renew({ city, params }: Visit): Promise<Answer> {
  const id = params.system ?? ''
  const secret = await renewSecret(city, { id })
  const name = (await systemFor(city, id))?.name ?? id
  return page(city.words('account.secret.title'), h(SecretPage, { id, name, secret }))
}

async function end(visit: Visit): Promise<Answer> {
  await endSystem(visit.city, { id: visit.params.system ?? '' })
  return redirect('/desk/account/systems')
}

async function systemPage(visit: Visit, id: string | null, typed: Typed, status: number): Promise<Answer> {
  const { city, origin } = visit
  const system = id === null ? null : await systemFor(city, id)
  if (id !== null && system === null) throw refuse.missing('platform.refusal.missing')
  const title = system?.name ?? city.words('account.systems.new')
  return page(title, h(SystemPage, { title, system, typed, issuer: origin, auths: authNames }), { status })
}
