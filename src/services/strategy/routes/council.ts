// The council view for everybody: the strategy in numbers, the list behind each number, and the same as a table file.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import { bytes, fileApi, get, page, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { csvType, type PutCell, writeCsv } from '#platform/sheets/index.ts'
import { CouncilPage, type CouncilRow } from '../pages/council.tsx'
import { CouncilListPage } from '../pages/council-list.tsx'
import { nameOf } from '../pages/said.tsx'
import { type CouncilThing, councilThings } from '../queries/council.ts'
import { bodyNames } from '../queries/owners.ts'
import { directions } from '../queries/promises.ts'
import { countsOf } from '../queries/questions.ts'
import { type Chosen, councilGroups, councilSum, isChosen, marks, nobody, states } from '../rules/council.ts'
import { bodyOf } from '../rules/owner.ts'

export function councilRoutes(house: { zone: string }): Route[] {
  return [
    get('/strategy/council', anyone, (visit) => councilPage(visit, house)),
    get('/strategy/council/promises', anyone, (visit) => listPage(visit, house), {
      query: ['direction', 'owner', 'state', 'mark'],
    }),
    get('/strategy/council.csv', anyone, (visit) => councilCsv(visit, house), {
      api: fileApi('strategy.api.council', 'strategy', 'text/csv'),
    }),
  ]
}

async function councilPage({ city }: Visit, house: { zone: string }) {
  const things = await councilThings(city, house.zone)
  return page(
    city.words('strategy.council.title'),
    h(CouncilPage, { whole: councilSum(things), ...(await rowsOf(city, things)), questions: await countsOf(city) }),
    { description: city.words('strategy.council.lede') },
  )
}

async function listPage({ city, query }: Visit, house: { zone: string }) {
  const things = await councilThings(city, house.zone)
  const { directions: byDirection, owners } = await rowsOf(city, things)
  // A filter that means nothing shows everything, as the form then says.
  const chosen: Chosen = {
    direction: byDirection.find(({ key }) => key === query.direction)?.key,
    owner: owners.find(({ key }) => key === query.owner)?.key,
    state: states.find((each) => each === query.state),
    mark: marks.find((each) => each === query.mark),
  }
  return page(
    city.words('strategy.council.list'),
    h(CouncilListPage, {
      ...{ things: things.filter((thing) => isChosen(thing, chosen)), directions: byDirection, owners, chosen },
      bodies: await bodyNames(city),
    }),
  )
}

async function councilCsv({ city }: Visit, house: { zone: string }) {
  const { words } = city
  const things = await councilThings(city, house.zone)
  const { directions: byDirection, owners } = await rowsOf(city, things)
  const cells = (part: string, { name, sum }: Pick<CouncilRow, 'name' | 'sum'>): PutCell[] => [
    part,
    name,
    ...[sum.total, ...states.map((state) => sum.states[state]), ...marks.map((mark) => sum.marks[mark]), sum.moves].map(
      (n) => ({ decimal: String(n) }),
    ),
    ...[sum.planned, sum.spent].map((roubles) => (roubles === null ? null : { decimal: roubles })),
  ]
  const table = await writeCsv({
    name: words('strategy.council.short'),
    head: [
      words('strategy.council.part'),
      words('strategy.council.name'),
      words('strategy.council.total'),
      ...states.map((state) => words(`strategy.council.state.${state}`)),
      ...marks.map((mark) => words(`strategy.council.mark.${mark}`)),
      words('strategy.council.moves'),
      words('strategy.council.planned'),
      words('strategy.council.spent'),
    ].map((title) => ({ title })),
    rows: [
      ...byDirection.map((row) => cells(words('strategy.council.direction'), row)),
      ...owners.map((row) => cells(words('strategy.council.owner'), row)),
      cells(words('strategy.council.whole'), { name: words('strategy.council.title'), sum: councilSum(things) }),
    ],
  })
  return bytes(csvType, table, { headers: { 'content-disposition': 'attachment; filename="council.csv"' } })
}

async function rowsOf(city: City, things: CouncilThing[]): Promise<{ directions: CouncilRow[]; owners: CouncilRow[] }> {
  const names = await bodyNames(city)
  const byDirection = councilGroups(things, 'direction')
  const byOwner = councilGroups(things, 'owner')
  const ownerName = (owner: string) => {
    if (owner === nobody) return city.words('strategy.project.noResponsible')
    const body = bodyOf(owner)
    return body === null ? owner : (names.get(body) ?? body)
  }
  return {
    directions: (await directions(city)).flatMap((each) => {
      const sum = byDirection.get(each.id)
      return sum ? [{ key: each.id, name: nameOf(city.words, each), sum }] : []
    }),
    owners: [...byOwner]
      .map(([key, sum]) => ({ key, name: ownerName(key), sum }))
      .sort((one, other) => other.sum.total - one.sum.total || one.name.localeCompare(other.name, 'ru')),
  }
}
