// An address from which letters came back: asking for a letter with a link, and proving by it that letters arrive again.
import { h } from 'preact'
import { personFor } from '#kernel/identity/index.ts'
import { type Answer, get, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Dispatches } from '../actions/dispatches.ts'
import { dropProof, makeProof, proofLimits, proveAddress } from '../actions/preferences.ts'
import { proofLetter } from '../letters.ts'
import { AskedPage, ProofPage, ProvedPage } from '../pages/address.tsx'
import type { NotificationParts } from '../parts.ts'
import { ownReader, personIn } from './own.ts'

export function addressRoutes(parts: NotificationParts, dispatches: Dispatches): Route[] {
  return [
    post('/notifications/address/asking', signedIn, (visit) => ask(parts, visit)),
    get('/notifications/address/asked', signedIn, asked, { personal: true }),
    // A mail program that opens links proves nothing: the button does.
    get('/notifications/address', anyone, question, { query: ['token'], personal: true }),
    post('/notifications/address/proof', anyone, (visit) => prove(dispatches, visit)),
  ]
}

async function ask({ mail, origin }: NotificationParts, { city }: Visit): Promise<Answer> {
  const person = await personFor(city, personIn(city))
  if (!person?.email) throw refuse.missing('platform.refusal.missing')
  const secret = await makeProof(city, { reader: await ownReader(city) })
  try {
    await mail.send(proofLetter({ secret, to: person.email, origin, words: city.words }))
  } catch (error) {
    city.log.error(
      { error: error instanceof Error ? error.name : 'unknown' },
      'a letter that proves an address was not sent',
    )
    await dropProof(city, { secret })
    throw refuse.unavailable('notifications.refusal.mail')
  }
  return redirect('/notifications/address/asked')
}

function asked({ city }: Visit): Answer {
  return page(city.words('notifications.address.asked'), h(AskedPage, { hours: proofLimits.hours }))
}

function question({ city, query }: Visit): Answer {
  return page(city.words('notifications.address.title'), h(ProofPage, { token: query.token ?? '' }))
}

async function prove(dispatches: Dispatches, { city, fields }: Visit): Promise<Answer> {
  const reader = await proveAddress(city, { secret: [fields.token ?? ''].flat()[0] ?? '' })
  await dispatches.reschedule(city, { reader })
  return page(city.words('notifications.address.proved'), h(ProvedPage, {}))
}
