// Which address of the road map leads where: the page, and the calendar of its deadlines.
import { h } from 'preact'
import { type CalendarEntry, calendarOf, calendarType } from '#platform/calendar/index.ts'
import { bytes, fileApi, get, page, type Route, type Visit } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { dayOf } from '#platform/time.ts'
import { RoadMapPage } from '../pages/road-map.tsx'
import { nameOf } from '../pages/said.tsx'
import { bodyNames } from '../queries/owners.ts'
import { projects } from '../queries/projects.ts'
import { directions, plan } from '../queries/promises.ts'
import { roadProjects } from '../queries/road-map.ts'
import { lastDayOf } from '../rules/period.ts'
import { firstYear, mapYears, placed } from '../rules/road-map.ts'
import type { Term } from '../rules/terms.ts'

const filters = ['by', 'direction', 'owner', 'from']

export function roadMapRoutes(zone: string): Route[] {
  return [
    get('/strategy/road-map', anyone, (visit) => roadMapPage(visit, zone), { query: filters }),
    get('/strategy/road-map.ics', anyone, (visit) => calendar(visit, zone), {
      query: ['direction', 'owner'],
      api: fileApi('strategy.api.calendar', 'strategy', 'text/calendar'),
    }),
  ]
}

async function roadMapPage(visit: Visit, zone: string) {
  const { city, query } = visit
  const [whole, list] = [await plan(city), await directions(city)]
  const owners = [...new Set((await projects(city, {})).flatMap(({ owner }) => owner ?? []))].sort()
  const today = dayOf(city.now, zone)
  const thisYear = Number(today.slice(0, 4))
  const horizon = whole?.horizon ?? thisYear
  // A filter that means nothing shows everything, as the form then says.
  const direction = list.find(({ id }) => id === query.direction)?.id
  const owner = owners.find((each) => each === query.owner)
  const from = firstYear(query.from, thisYear, horizon)
  const all = await roadProjects(city, { direction, owner }, zone)
  const first = Math.min(thisYear - 1, horizon - mapYears + 1)
  return page(
    city.words('strategy.roadMap.title', { from: String(from), to: String(from + mapYears - 1) }),
    h(RoadMapPage, {
      placed: all.flatMap((project) => placed(project, from, today) ?? []),
      directions: list,
      owners,
      bodies: await bodyNames(city),
      chosen: {
        by: query.by === 'owner' ? 'owner' : 'direction',
        direction: direction ?? '',
        owner: owner ?? '',
        from,
      },
      years: Array.from({ length: Math.max(1, horizon - mapYears + 2 - first) }, (_, n) => first + n),
      today,
      calendar: calendarHref(direction, owner),
    }),
    { description: city.words('strategy.roadMap.lede') },
  )
}

async function calendar({ city, query, origin }: Visit, zone: string) {
  const { words } = city
  const all = await roadProjects(city, { direction: query.direction, owner: query.owner }, zone)
  const url = (path: string) => `${origin}${words.locale === 'ru' ? '' : `/${words.locale}`}${path}`
  const entries = all.flatMap((project): CalendarEntry[] => [
    ...deadline(project.terms.get('due'), {
      uid: `project-${project.id}@italmas`,
      summary: words('strategy.roadMap.projectDue', { name: nameOf(words, project.view) }),
      url: url(`/strategy/projects/${project.id}`),
    }),
    ...project.milestones.flatMap((milestone) =>
      deadline(milestone.terms.get('due'), {
        uid: `milestone-${milestone.id}@italmas`,
        summary: nameOf(words, milestone),
        description: nameOf(words, project.view),
        url: url(`/strategy/milestones/${milestone.id}`),
      }),
    ),
  ])
  const text = calendarOf({
    name: words('strategy.roadMap.calendarName'),
    zone,
    url: url('/strategy/road-map'),
    entries,
    now: city.now,
  })
  return bytes(calendarType, text, {
    headers: { 'content-disposition': 'inline; filename="road-map.ics"' },
    keep: 3600,
  })
}

// A deadline is its last day; each move makes the next edition of the same entry, and a promise taken back cancels it.
function deadline(
  due: Term | undefined,
  said: { uid: string; summary: string; description?: string; url: string },
): CalendarEntry[] {
  const last = due?.rows.findLast(({ value }) => value !== null)?.value
  if (!due || !last) return []
  return [
    {
      ...said,
      day: lastDayOf(last),
      status: due.now.value === null ? 'cancelled' : 'confirmed',
      sequence: due.moves,
      changedAt: due.now.at,
    },
  ]
}

function calendarHref(direction: string | undefined, owner: string | undefined): string {
  const chosen = new URLSearchParams({ ...(direction ? { direction } : {}), ...(owner ? { owner } : {}) }).toString()
  return `/strategy/road-map.ics${chosen === '' ? '' : `?${chosen}`}`
}
