// Which address of the portal leads where.
import { h } from 'preact'
import { calledFor, districts } from '#kernel/places/index.ts'
import { houseAddress } from '#platform/address.ts'
import { writeLook } from '#platform/http/read.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { type Module, offerReaders } from '#platform/module.ts'
import { anyone } from '#platform/policy.ts'
import { dayOf } from '#platform/time.ts'
import { lookForm, nearForm } from './forms.ts'
import { FrontPage } from './pages/front.tsx'
import { LookPage } from './pages/look.tsx'
import { NearPage } from './pages/near.tsx'
import { ServicesPage } from './pages/services.tsx'
import { SourcesPage } from './pages/sources.tsx'
import {
  allOffers,
  answeredSituations,
  followedThings,
  frontPieces,
  nearPieces,
  placeKept,
  streetChosen,
  whatComes,
} from './queries.ts'
import { quarterFrom, weekFrom } from './rules.ts'

const year = 365 * 24 * 3600

export interface PortalHouse {
  doors(): readonly Module[]
  demo: boolean
  zone: string
}

export function portalRoutes(house: PortalHouse): Route[] {
  return [
    get('/', anyone, frontPage(house)),
    get('/near', anyone, (visit) => nearPage(visit), { personal: true }),
    post('/near', anyone, keepNear),
    get('/services', anyone, servicesPage(house), { query: ['situation', 'who'] }),
    get(
      '/look',
      anyone,
      (visit) =>
        page(
          visit.city.words('portal.look.title'),
          h(LookPage, { look: visit.look, back: houseAddress(visit.query.back) ?? '/' }),
          { keep: 0 },
        ),
      { query: ['back'], personal: true },
    ),
    post('/look', anyone, (visit) => {
      const { back, ...look } = lookForm.read(visit.fields)
      visit.setCookie('look', writeLook(look), { maxAge: year })
      return redirect(houseAddress(back) ?? '/')
    }),
    get('/sources', anyone, (visit) =>
      page(visit.city.words('portal.sources.title'), h(SourcesPage, { demo: house.demo })),
    ),
  ]
}

const mostOfWeek = 6
const mostOfQuarter = 5

function frontPage({ doors, zone }: PortalHouse) {
  return async (visit: Visit) => {
    const { city } = visit
    const { words } = city
    const place = await placeKept(city, visit.near)
    const today = dayOf(city.now, zone)
    const quarter = quarterFrom(today)
    const week = weekFrom(today)
    const coming = await whatComes(city, doors(), { from: today, to: week.to > quarter.to ? week.to : quarter.to })
    const soon = coming.filter(({ on }) => on <= week.to)
    const promised = coming.filter(({ on, kind }) => kind === 'promise' && on > week.to && on <= quarter.to)
    const props = {
      ...(await frontPieces(city, doors())),
      near: {
        place,
        pieces: place ? await nearPieces(city, doors(), place) : [],
        form: await nearProps(visit, nothingTyped),
      },
      followed: city.actor.person === null ? null : await followedThings(city, doors(), city.actor.person),
      week: soon.slice(0, mostOfWeek),
      today,
      quarter: {
        ...{ quarter: quarter.quarter, year: quarter.year },
        ...{ coming: promised.slice(0, mostOfQuarter), more: Math.max(0, promised.length - mostOfQuarter) },
      },
      situations: await answeredSituations(city, doors()),
      offers: allOffers(doors()).length,
    }
    return page(words('portal.front.title'), h(FrontPage, props), { description: words('portal.front.lead') })
  }
}

async function nearProps({ city, near }: Visit, typed: Typed) {
  const all = await districts(city)
  const place = await placeKept(city, near)
  return {
    districts: all.map((each) => ({ value: each.id, label: calledFor(city.words, each) })),
    typed,
    chosen: {
      district: place?.kind === 'district' ? place.id : '',
      street: place?.kind === 'street' ? place.name : '',
    },
  }
}

async function nearPage(visit: Visit, typed: Typed = nothingTyped) {
  const status = Object.keys(typed.errors).length > 0 ? 422 : 200
  return page(visit.city.words('portal.near.title'), h(NearPage, await nearProps(visit, typed)), { status, keep: 0 })
}

// A street says more than a district; neither means that nothing is kept.
async function keepNear(visit: Visit) {
  const { city, fields } = visit
  const sent = nearForm.check(fields)
  if (!sent.ok) return nearPage(visit, { values: fields, errors: sent.errors })
  const { district, street } = sent.value
  const meant = street === '' ? null : await streetChosen(city, street)
  if (street !== '' && meant === null)
    return nearPage(visit, { values: fields, errors: { street: { key: 'portal.near.unknown' } } })
  const place = meant ?? (await districts(city)).find(({ id }) => id === district)?.id
  if (place === undefined) visit.clearCookie('near')
  else visit.setCookie('near', place, { maxAge: year })
  return redirect('/')
}

function servicesPage({ doors }: PortalHouse) {
  return async ({ city, query }: Visit) => {
    const situations = await answeredSituations(city, doors())
    const situation = situations.find(({ slug }) => slug === query.situation)?.slug ?? ''
    const who = offerReaders.find((each) => each === query.who) ?? ''
    const offers = allOffers(doors()).filter(
      (offer) => (situation === '' || offer.situations.includes(situation)) && (who === '' || offer.who.includes(who)),
    )
    const title = city.words('portal.services.title')
    const props = { offers, situations, asked: { situation, who } }
    return page(title, h(ServicesPage, props), { description: city.words('portal.services.lede') })
  }
}
