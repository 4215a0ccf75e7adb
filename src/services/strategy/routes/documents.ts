// Which address leads to a paper of the strategy: a project's passport and the report of a year, as tagged PDF.
import { z } from 'zod'
import { bytes, fileApi, get, type Route, type Visit } from '#platform/http/route.ts'
import { pdfDocument, pdfType } from '#platform/pdf/index.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { markSvg } from '#web/components/mark/mark.tsx'
import { type Paper, passportOf } from '../feeds/passport.ts'
import { yearlyReportOf } from '../feeds/yearly-report.ts'
import { nameOf } from '../pages/said.tsx'
import { bookingsOf } from '../queries/money.ts'
import { bodyNames } from '../queries/owners.ts'
import { projects } from '../queries/projects.ts'
import { directions, plan, promises } from '../queries/promises.ts'
import { projectStandings } from '../queries/standing.ts'
import { movesOf, termsOf } from '../queries/terms.ts'
import { projectProps } from './projects.ts'

export function documentRoutes(zone: string): Route[] {
  return [
    get('/strategy/projects/:id/passport.pdf', anyone, (visit) => passport(visit, zone), {
      api: fileApi('strategy.api.passport', 'strategy', 'application/pdf', {
        id: { schema: z.string(), example: 'prj-001' },
      }),
    }),
    get('/strategy/years/:year/report.pdf', anyone, (visit) => yearlyReport(visit, zone), {
      api: fileApi('strategy.api.yearly', 'strategy', 'application/pdf', {
        year: { schema: z.int(), example: '2026' },
      }),
    }),
  ]
}

async function passport(visit: Visit, zone: string) {
  const props = await projectProps(visit, zone)
  return pdf(`passport-${props.project.id}`, await pdfDocument(passportOf(paper(visit, zone), props)))
}

async function yearlyReport(visit: Visit, zone: string) {
  const { city, params } = visit
  const whole = await plan(city)
  const today = dayOf(city.now, zone)
  const year = /^20\d\d$/.test(params.year ?? '') ? Number(params.year) : 0
  // A year that has not begun has nothing to report of.
  if (!whole || year < 2020 || year > Number(today.slice(0, 4))) throw refuse.missing('strategy.refusal.noYear')
  const [all, list] = [await promises(city, {}), await projects(city, {})]
  const ids = list.map(({ id }) => id)
  const standings = await projectStandings(city, ids, zone)
  const end = `${year}-12-31`
  const milestones = [...standings.values()].flatMap((each) => each.milestones)
  const content = yearlyReportOf(paper(visit, zone), {
    year,
    plan: whole,
    directions: await directions(city),
    promises: all,
    terms: await termsOf(
      city,
      all.map(({ id }) => `indicator:${id}`),
    ),
    projects: list,
    standings,
    bookings: (await bookingsOf(city, ids)).filter((each) => each.year === year),
    moves: (await movesOf(city, { most: 1000 })).filter(({ at }) => dayOf(at, zone).startsWith(String(year))),
    names: new Map([
      ...all.map((each) => [`indicator:${each.id}`, nameOf(city.words, each)] as const),
      ...list.map((each) => [`project:${each.id}`, nameOf(city.words, each)] as const),
      ...milestones.map((each) => [`milestone:${each.id}`, nameOf(city.words, each)] as const),
    ]),
    bodies: await bodyNames(city),
    asOf: end < today ? end : today,
  })
  return pdf(`strategy-${year}`, await pdfDocument(content))
}

// The day stands in the paper, the second does not: the same paper of one day is the same bytes.
function paper({ city, origin }: Visit, zone: string): Paper {
  const { words } = city
  const prefix = words.locale === 'ru' ? '' : `/${words.locale}`
  return {
    words,
    date: new Date(`${dayOf(city.now, zone)}T00:00:00Z`),
    url: (path) => `${origin}${prefix}${path}`,
    mark: markSvg(),
  }
}

function pdf(name: string, content: Uint8Array) {
  return bytes(pdfType, content, { headers: { 'content-disposition': `inline; filename="${name}.pdf"` }, keep: 600 })
}
