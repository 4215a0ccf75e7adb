// Which addresses of taking part lead where.
import { h } from 'preact'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { follow, sayTookPart, unsayTookPart, wishToFollow } from '../actions/follow.ts'
import type { StrategyHouse } from '../desk.ts'
import { followForm } from '../forms/voices.ts'
import { OccasionPage, TookPartPage } from '../pages/took-part.tsx'
import { thingsOf } from '../queries/named-things.ts'
import { type OccasionView, occasionsOf, proposalsOf, tookPartIn } from '../queries/occasions.ts'
import { followedBy, readerOf } from '../queries/readers.ts'
import { consentGiven, consentText, errorsOf, oneOf } from './voices.ts'

export function tookPartRoutes(house: StrategyHouse): Route[] {
  return [
    get('/strategy/took-part', anyone, listPage),
    get('/strategy/took-part/:occasion', anyone, (visit) => occasionPage(visit, house, nothingTyped), {
      query: ['wished'],
    }),
    post('/strategy/took-part/:occasion', anyone, (visit) => wish(visit, house), { perMinute: 30 }),
    post('/strategy/took-part/:occasion/withdrawal', anyone, withdraw, { perMinute: 30 }),
  ]
}

async function listPage({ city }: Visit) {
  const reader = await readerOf(city, { token: null, person: city.actor.person })
  return page(
    city.words('strategy.tookPart.title'),
    h(TookPartPage, { occasions: await occasionsOf(city), mine: reader ? await tookPartIn(city, reader) : [] }),
    { description: city.words('strategy.tookPart.lede') },
  )
}

async function occasionPage(visit: Visit, house: StrategyHouse, typed: Typed) {
  const { city, query } = visit
  const occasion = await occasionIn(visit)
  const directions = await thingsOf(
    city,
    occasion.led.filter((each) => each.startsWith('direction:')),
  )
  const reader = await readerOf(city, { token: null, person: city.actor.person })
  const followed = reader ? (await followedBy(city, reader)).map(({ subject }) => subject) : []
  return page(
    city.words.locale === 'en' ? (occasion.title_en ?? occasion.title) : occasion.title,
    h(OccasionPage, {
      ...{ occasion, typed, wished: query.wished === 'yes', signedIn: city.actor.person !== null },
      proposals: await proposalsOf(city, occasion.led),
      directions: [...directions.values()],
      took: reader ? (await tookPartIn(city, reader)).includes(occasion.id) : false,
      followsAll: occasion.led.every((each) => followed.includes(each)),
      consent: consentText(city, house),
    }),
    { status: Object.keys(typed.errors).length > 0 ? 422 : 200 },
  )
}

async function wish(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const occasion = await occasionIn(visit)
  const back = `/strategy/took-part/${occasion.id}`
  const { person } = city.actor
  if (person !== null) {
    if (oneOf(fields, 'wish') === 'said') await sayTookPart(city, { person, occasion: occasion.id })
    else await follow(city, { subjects: occasion.led, why: 'part', person })
    return redirect(back)
  }
  const sent = followForm.check(fields)
  if (!sent.ok) return occasionPage(visit, house, { values: fields, errors: sent.errors })
  try {
    await wishToFollow(city, {
      ...{ subjects: occasion.led, why: 'part', occasion: oneOf(fields, 'part') ? occasion.id : null },
      ...{ letters: { email: sent.value.email, ...consentGiven(visit, house) }, ip: visit.ip },
    })
  } catch (error) {
    return occasionPage(visit, house, { values: fields, errors: errorsOf(error) })
  }
  return redirect(`${back}?wished=yes`)
}

async function withdraw(visit: Visit) {
  const { city } = visit
  const occasion = await occasionIn(visit)
  if (city.actor.person === null) throw refuse.missing('strategy.follow.refusal.noLink')
  await unsayTookPart(city, { token: null, person: city.actor.person, occasion: occasion.id })
  return redirect(`/strategy/took-part/${occasion.id}`)
}

async function occasionIn({ city, params }: Visit): Promise<OccasionView> {
  const [occasion] = await occasionsOf(city, params.occasion ?? '')
  if (!occasion) throw refuse.missing('strategy.tookPart.refusal.noOccasion')
  return occasion
}
