// Addresses of the front of the Bureau and of its measures, for people and as JSON.
import { h } from 'preact'
import { callStateAt, callsOf, publishedProgrammes } from '#kernel/programmes/index.ts'
import type { City } from '#platform/city.ts'
import { get, json, page, type Route, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { BureauPage } from '../pages/bureau.tsx'
import { type GivenBy, MeasurePage } from '../pages/measure.tsx'
import { MeasuresPage } from '../pages/measures.tsx'
import { mayEditMeasures, maySeeBureau } from '../policy.ts'
import { withTerms } from '../queries/check.ts'
import { clockNumbers } from '../queries/clock.ts'
import { figures, type Measure, measureFor, measures } from '../queries/measures.ts'
import { outcomes } from '../queries/outcomes.ts'
import { isShown } from '../rules/measure.ts'
import { fits, narrowingNames, narrowingOf } from '../rules/narrowing.ts'
import type { BureauHouse } from '../service.ts'

export function measureRoutes(house: BureauHouse): Route[] {
  return [
    get('/bureau', maySeeBureau, (visit) => front(visit, house)),
    get('/bureau/measures', maySeeBureau, (visit) => list(visit, house), { query: narrowingNames, cut: true }),
    get('/bureau/measures/:measure', maySeeBureau, (visit) => one(visit, house)),
  ]
}

async function front({ city }: Visit, { zone }: BureauHouse) {
  const all = await measures(city, zone)
  return page(
    city.words('bureau.title'),
    h(BureauPage, {
      figures: await figures(city),
      shown: all.filter(({ standing }) => isShown(standing)).length,
      clock: await clockNumbers(city),
      outcomes: await outcomes(city, zone),
    }),
    { description: city.words('bureau.lede') },
  )
}

async function list({ city, query, wantsJson }: Visit, { zone }: BureauHouse) {
  const asked = narrowingOf(query)
  const all = await measures(city, zone)
  const found = all.filter(({ fields, standing }) => fits(asked, fields, standing))
  if (wantsJson) return json({ items: found.map(plainOf) })
  const shown = all.filter(({ standing }) => isShown(standing)).length
  return page(
    city.words(asked.past ? 'bureau.measures.pastTitle' : 'bureau.measures.title'),
    h(MeasuresPage, { found: found.toSorted(byStanding), asked, shown, over: all.length - shown }),
  )
}

async function one({ city, params, wantsJson }: Visit, { zone }: BureauHouse) {
  const measure = await measureFor(city, params.measure ?? '', zone)
  if (!measure) throw refuse.missing('bureau.refusal.noMeasure')
  if (wantsJson) return json({ ...plainOf(measure), checked_on: measure.checkedOn })
  return page(
    measure.fields.name,
    h(MeasurePage, {
      measure,
      hasTerms: (await withTerms(city)).has(measure.id),
      programme: await programmeOf(city, measure.fields.programme),
      mayEdit: mayEditMeasures.allows(city.actor),
    }),
    {
      description: measure.fields.who ?? measure.fields.provider,
      ...(measure.fields.programme === null ? {} : { keep: 0 }),
    },
  )
}

// The programme that gives a measure, and until when it takes applications now.
async function programmeOf(city: City, id: string | null): Promise<GivenBy | null> {
  if (id === null) return null
  const [found] = await publishedProgrammes(city, [id])
  if (!found) return null
  const open = (await callsOf(city, [id])).find((call) => callStateAt(call, city.now) === 'open')
  const { title } = found.definition
  const name = city.words.locale === 'en' && title.en !== '' ? title.en : title.ru
  return { id, name, openUntil: open?.closesAt ?? null }
}

/** A measure as programs read it. */
export function plainOf({ id, version, fields, standing }: Measure) {
  return { id, version, standing: standing.state, ...fields }
}

const order = { open: 0, ahead: 1, unsure: 2, over: 3 }

function byStanding(one: Measure, other: Measure): number {
  return order[one.standing.state] - order[other.standing.state] || (one.id < other.id ? -1 : 1)
}
