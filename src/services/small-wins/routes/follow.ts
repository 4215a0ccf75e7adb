// Addresses of following a street: asking, the letter's link, and the way out, with and without signing in.
import { h } from 'preact'
import { askForLink, dropLinkRequest, streetPurpose } from '#kernel/identity/index.ts'
import { streetMeant, streets } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { type Answer, nothingTyped, page, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { refuse } from '#platform/refusal.ts'
import { askToFollow, confirmFollow, endFollow, followStreet, stopFollowing } from '../actions/follow.ts'
import { followForm, ownFollowForm } from '../forms.ts'
import { followLetter } from '../letters.ts'
import { EndedPage, FollowPage, LinkPage, SentPage } from '../pages/follow.tsx'
import { followBehind, ownFollows } from '../queries/follows.ts'
import { streetCounts } from '../queries/places.ts'
import type { WinHouse } from './house.ts'

export function followQuestion(house: WinHouse) {
  return (visit: Visit): Promise<Answer> => questionPage(house, visit, nothingTyped, 200)
}

/** The same answer for every address: whether it is known, or follows already, is nobody else's to learn. */
export function follow(house: WinHouse) {
  return async (visit: Visit): Promise<Answer> => {
    const { city } = visit
    if (city.actor.person !== null) return followAsOneself(house, visit)
    const form = followForm.check(visit.fields)
    const street = await streetIn(city, one(visit, 'street'))
    if (!form.ok || street === null) return wrong(house, visit, form.ok ? {} : form.errors, street)
    const email = form.value.email.toLowerCase()
    const request = await askForLink(city, { email, ip: visit.ip, kind: 'street' })
    // She has letters enough whose links still work.
    if (request === null) return redirect('/small-wins/follow/sent')
    const secret = await askToFollow(city, { street, email, consent: consentGiven(house, visit) })
    try {
      // In live mode the address is given: one read from the request could be forged to lead elsewhere.
      const origin = house.publicUrl ?? visit.origin
      await house.mail.send(followLetter({ to: email, street, secret, origin, words: city.words }))
    } catch (error) {
      city.log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a letter about a street was not sent')
      await dropLinkRequest(city, { request })
      const errors = { email: { key: 'smallWins.form.mail' } }
      return questionPage(house, visit, { values: visit.fields, errors }, 503)
    }
    return redirect('/small-wins/follow/sent')
  }
}

export function sent({ city }: Visit): Answer {
  return page(city.words('smallWins.follow.sentTitle'), h(SentPage, {}))
}

// A mail program that opens links must not begin or end anything: the page asks, and only pressing does.
export async function link({ city, query }: Visit): Promise<Answer> {
  const token = query.token ?? ''
  const behind = await followBehind(city, token)
  if (!behind) throw refuse.missing('smallWins.refusal.noFollow')
  return page(city.words('smallWins.follow.title'), h(LinkPage, { token, ...behind }), { keep: 0 })
}

export async function confirmation(visit: Visit): Promise<Answer> {
  const token = one(visit, 'token')
  await confirmFollow(visit.city, { secret: token })
  return redirect(`/small-wins/follow/link?token=${encodeURIComponent(token)}`)
}

export async function ending(visit: Visit): Promise<Answer> {
  await endFollow(visit.city, { secret: one(visit, 'token') })
  return page(visit.city.words('smallWins.follow.endedTitle'), h(EndedPage, {}))
}

export async function stopping(visit: Visit): Promise<Answer> {
  await stopFollowing(visit.city, { street: one(visit, 'street') || null })
  return redirect('/small-wins/follow')
}

async function followAsOneself(house: WinHouse, visit: Visit): Promise<Answer> {
  const { city } = visit
  const form = ownFollowForm.check(visit.fields)
  const street = await streetIn(city, one(visit, 'street'))
  if (!form.ok || street === null) return wrong(house, visit, form.ok ? {} : form.errors, street)
  const consent = form.value.agree ? consentGiven(house, visit) : null
  await followStreet(city, { street, consent })
  return redirect('/small-wins/follow')
}

function wrong(house: WinHouse, visit: Visit, errors: FieldErrors, street: string | null): Promise<Answer> {
  const unknown = street === null && !errors.street ? { street: { key: 'smallWins.form.unknownStreet' } } : {}
  return questionPage(house, visit, { values: visit.fields, errors: { ...unknown, ...errors } }, 422)
}

async function questionPage(house: WinHouse, visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const { city, query } = visit
  const asked = (await streetIn(city, query.street ?? '')) ?? ''
  const props = {
    typed,
    street: asked,
    streets: await knownStreets(city),
    consent: consentText(house, city),
    own: await ownFollows(city),
  }
  return page(city.words('smallWins.follow.title'), h(FollowPage, props), { status })
}

// A street of the city's list, or one that a record stands on.
async function streetIn(city: City, typed: string): Promise<string | null> {
  const given = typed.normalize('NFC').trim().slice(0, 200)
  if (given === '') return null
  const named = (await streetCounts(city)).find(({ name }) => name.toLowerCase() === given.toLowerCase())
  return named?.name ?? streetMeant(city, given)
}

async function knownStreets(city: City): Promise<string[]> {
  const named = (await streetCounts(city)).map(({ name }) => name)
  return [...new Set([...(await streets(city)).map(({ name }) => name), ...named])]
}

// What is kept of it as evidence: the text she read, who answers for the address, where and in which browser it was said.
function consentGiven(house: WinHouse, visit: Visit) {
  const { operator } = house
  const userAgent = visit.header('user-agent') ?? null
  return { text: consentText(house, visit.city), operator, userAgent, ip: visit.ip }
}

function consentText({ operator }: WinHouse, city: City): string {
  const inn = operator.inn && city.words('smallWins.follow.inn', { inn: operator.inn })
  const named = [operator.name, inn, operator.address].filter((part) => part !== null && part !== '').join(', ')
  return city.words(streetPurpose.text, { operator: named || city.words('smallWins.follow.demoOperator') })
}

function one(visit: Visit, name: string): string {
  const value = visit.fields[name] ?? ''
  return Array.isArray(value) ? (value[0] ?? '') : value
}
