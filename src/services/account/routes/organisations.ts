// Addresses of organisations that a person acts for: asking, inviting, taking an invitation up, ending.
import { h } from 'preact'
import { localDay } from '#kernel/cases/index.ts'
import {
  acceptInvitation,
  askForLink,
  askPower,
  dropInvitation,
  dropLinkRequest,
  endPower,
  holdsPower,
  invitationBehind,
  invite,
  isHeldOn,
  type Representation,
  representations,
  representativesOf,
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
import { signedIn } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { invitationForm, organisationForm } from '../forms.ts'
import { invitationLetter } from '../letters.ts'
import { InvitationPage, OrganisationPage } from '../pages/organisation.tsx'
import { OrganisationsPage, type PowerState } from '../pages/organisations.tsx'
import type { AccountParts } from '../service.ts'
import { personIn } from './own.ts'

export function organisationRoutes(parts: AccountParts): Route[] {
  const own = { personal: true }
  const one = '/account/organisations/:organisation'
  return [
    get('/account/organisations', signedIn, (visit) => list(parts, visit, nothingTyped, 200), own),
    post('/account/organisations', signedIn, (visit) => add(parts, visit)),
    get('/account/organisations/invitation', signedIn, invitation, { query: ['token'], ...own }),
    post('/account/organisations/invitation', signedIn, (visit) => accept(parts, visit)),
    get(one, signedIn, (visit) => organisation(parts, visit, nothingTyped, 200), { query: ['invited'], ...own }),
    post(`${one}/invitations`, signedIn, (visit) => sendInvitation(parts, visit)),
    post(`${one}/powers/:power/ending`, signedIn, (visit) => end(parts, visit)),
  ]
}

async function list({ zone }: AccountParts, { city }: Visit, typed: Typed, status: number): Promise<Answer> {
  const today = localDay(city.now, zone)
  const powers = (await representations(city, personIn(city))).map((power) => ({
    ...power,
    state: stateOf(power, today),
  }))
  return page(city.words('account.organisations.title'), h(OrganisationsPage, { powers, typed }), { status })
}

async function add(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const form = organisationForm.check(fields)
  if (!form.ok) return list(parts, visit, { values: fields, errors: form.errors }, 422)
  const { name, inn, ogrn, kpp, document, until } = form.value
  const bare = (text: string) => text.replaceAll(/[\s-]/g, '')
  try {
    await askPower(city, {
      ...{ person: personIn(city), name, document, today: localDay(city.now, parts.zone) },
      ...{ inn: bare(inn), ogrn: bare(ogrn) || null, kpp: bare(kpp).toUpperCase() || null, until: until || null },
    })
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
    const errors = error.kind === 'invalid' ? error.fields : { inn: { key: error.key, values: error.values } }
    return list(parts, visit, { values: fields, errors }, error.status)
  }
  return redirect('/account/organisations')
}

async function organisation(parts: AccountParts, visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const { city, query } = visit
  const { id, today } = await managed(parts, visit)
  const people = (await representativesOf(city, id)).map((one) => ({ ...one, state: stateOf(one, today) }))
  const name = people[0]?.name ?? ''
  const props = { id, name, people, invited: query.invited === 'yes' && status === 200, typed }
  return page(name, h(OrganisationPage, props), { status })
}

async function sendInvitation(parts: AccountParts, visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const { id, today } = await managed(parts, visit)
  const form = invitationForm.check(fields)
  if (!form.ok) return organisation(parts, visit, { values: fields, errors: form.errors }, 422)
  const { email, codes, document, since, until } = form.value
  const again = (key: string, status: number) =>
    organisation(parts, visit, { values: fields, errors: { email: { key } } }, status)
  // Nobody's mailbox is flooded in an organisation's name: it counts with the letters for signing in.
  const letter = await askForLink(city, { email, ip: visit.ip, kind: 'invitation' })
  if (letter === null) return again('account.form.inviteEnough', 409)
  const asked = { person: personIn(city), organisation: id, email, codes, document, today, since, until: until || null }
  const secret = await invite(city, asked).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return error
  })
  if (typeof secret !== 'string') {
    await dropLinkRequest(city, { request: letter })
    return organisation(parts, visit, { values: fields, errors: secret.fields }, 422)
  }
  const name = (await representations(city, personIn(city))).find((one) => one.organisation === id)?.name ?? ''
  try {
    const origin = parts.publicUrl ?? visit.origin
    await parts.mail.send(invitationLetter({ to: email, name, secret, origin, words: city.words }))
  } catch (error) {
    city.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'an invitation was not sent')
    await dropInvitation(city, { secret })
    await dropLinkRequest(city, { request: letter })
    return again('account.form.mail', 503)
  }
  return redirect(`/account/organisations/${id}?invited=yes`)
}

async function invitation({ city, query }: Visit): Promise<Answer> {
  const token = query.token ?? ''
  const found = await invitationBehind(city, token)
  const title = city.words(found ? 'account.invitation.tab' : 'account.invitation.old')
  return page(title, h(InvitationPage, { token, invitation: found }), { status: found ? 200 : 404 })
}

async function accept({ zone }: AccountParts, { city, fields }: Visit): Promise<Answer> {
  const secret = typeof fields.token === 'string' ? fields.token : ''
  await acceptInvitation(city, { secret, person: personIn(city), today: localDay(city.now, zone) })
  return redirect('/account/organisations')
}

// Her own she may end always, another's where she may manage; anything else is not there for her.
async function end(parts: AccountParts, { city, params }: Visit): Promise<Answer> {
  const [id, power] = [params.organisation ?? '', params.power ?? '']
  const person = personIn(city)
  const own = (await representations(city, person)).some((one) => one.power === power && one.organisation === id)
  if (!own) {
    const today = localDay(city.now, parts.zone)
    const may = await holdsPower(city, { person, organisation: id, power: 'manage', today })
    const theirs = may !== null && (await representativesOf(city, id)).some((one) => one.power === power)
    if (!theirs) throw refuse.missing('identity.refusal.power')
  }
  await endPower(city, { power, because: city.words(own ? 'account.power.left' : 'account.power.endedByOther') })
  return redirect(own ? '/account/organisations' : `/account/organisations/${id}`)
}

async function managed({ zone }: AccountParts, { city, params }: Visit): Promise<{ id: string; today: string }> {
  const id = params.organisation ?? ''
  const today = localDay(city.now, zone)
  // An organisation that is not hers to manage does not exist for her.
  const may = await holdsPower(city, { person: personIn(city), organisation: id, power: 'manage', today })
  if (!may) throw refuse.missing('account.refusal.noOrganisation')
  return { id, today }
}

/** How a power stands on a day. */
export function stateOf(power: Representation, today: string): PowerState {
  if (power.endedAt !== null) return power.confirmedAt === null ? 'refused' : 'over'
  if (power.until !== null && power.until < today) return 'over'
  if (power.confirmedAt === null) return 'waits'
  return isHeldOn(power, today) ? 'held' : 'future'
}
