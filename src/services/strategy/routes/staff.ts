// The desk of those who answer for projects: what asks for attention, and one project with everything that can be done there.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { newId } from '#platform/ids.ts'
import { demand, holds } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { addMilestones } from '../actions/milestones.ts'
import { linkNational } from '../actions/national.ts'
import { readMilestone } from '../forms/project.ts'
import { MilestonePage } from '../pages/milestone-form.tsx'
import { ProjectDeskPage } from '../pages/project-desk.tsx'
import { nameOf } from '../pages/said.tsx'
import { StaffPage } from '../pages/staff.tsx'
import { mayCommit, mayManage, mayReport } from '../policy.ts'
import { nationalOf, nationalProjects } from '../queries/chain.ts'
import { bookingsOf } from '../queries/money.ts'
import { bodyNames } from '../queries/owners.ts'
import { type Held, heldProjects } from '../queries/portfolio.ts'
import { projectFor } from '../queries/projects.ts'
import { directions } from '../queries/promises.ts'
import { attentionFor } from '../rules/attention.ts'
import { bodyOf } from '../rules/owner.ts'

export function staffRoutes(house: { zone: string }): Route[] {
  const personal = { personal: true }
  const project = '/desk/strategy/projects/:id'
  return [
    get('/desk/strategy/projects', mayManage, (visit) => staffPage(visit, house), {
      ...personal,
      query: ['direction', 'body'],
    }),
    get(project, mayManage, (visit) => projectPage(visit, house), personal),
    get(`${project}/milestones`, mayCommit, (visit) => milestonePage(visit, nothingTyped, house), personal),
    post(`${project}/milestones`, mayCommit, (visit) => milestone(visit, house)),
    post(`${project}/national`, mayCommit, national),
  ]
}

/** The project of the address with all that is held of it. Throws `missing`, or `not-allowed` where another body answers. */
export async function heldProject({ city, params }: Visit, house: { zone: string }): Promise<Held> {
  const asked = { zone: house.zone, today: dayOf(city.now, house.zone), ids: [params.id ?? ''], all: true }
  const [held] = await heldProjects(city, asked)
  if (!held) throw refuse.missing('strategy.refusal.noProject')
  demand(city.actor, mayReport, { body: bodyOf(held.owner) })
  return held
}

/** Whether the actor decides, promises and books, or only reports and brings evidence. */
export function decides(city: City): boolean {
  return holds(city.actor, ['strategist', 'house'])
}

async function staffPage({ city, query }: Visit, house: { zone: string }) {
  const list = await directions(city)
  const today = dayOf(city.now, house.zone)
  const direction = list.find(({ id }) => id === query.direction)?.id
  const everything = await heldProjects(city, { zone: house.zone, today, direction })
  const names = await bodyNames(city)
  const owned = new Set(everything.map(({ owner }) => bodyOf(owner)))
  const owners = [...names].filter(([id]) => owned.has(id)).map(([id, name]) => ({ id, name }))
  const body = owners.find(({ id }) => id === query.body)?.id
  const held = body === undefined ? everything : everything.filter(({ owner }) => bodyOf(owner) === body)
  return page(
    city.words('strategy.staff.title'),
    h(StaffPage, {
      ...{ held, directions: list, owners, bodies: names, judges: decides(city) },
      attention: attentionFor(held, today),
      chosen: { direction: direction ?? '', body: body ?? '' },
    }),
    { keep: 0 },
  )
}

async function projectPage(visit: Visit, house: { zone: string }) {
  const { city } = visit
  const held = await heldProject(visit, house)
  const { id } = held.project
  return page(
    nameOf(city.words, held.project),
    h(ProjectDeskPage, {
      held,
      bookings: await bookingsOf(city, [id]),
      national: (await nationalOf(city, [id])).get(id) ?? [],
      nationals: await nationalProjects(city),
      bodies: await bodyNames(city),
      decides: decides(city),
    }),
    { keep: 0 },
  )
}

async function milestonePage(visit: Visit, typed: Typed, house: { zone: string }) {
  const { project } = await heldProject(visit, house)
  const owners = [...(await bodyNames(visit.city))].map(([id, name]) => ({ id, name }))
  return page(visit.city.words('strategy.staff.milestone.title'), h(MilestonePage, { project, owners, typed }), {
    keep: 0,
    status: Object.keys(typed.errors).length > 0 ? 422 : 200,
  })
}

async function milestone(visit: Visit, house: { zone: string }) {
  const { city, fields } = visit
  const { project, terms } = await heldProject(visit, house)
  const now = (term: string) => terms.get(term)?.now.value ?? null
  const read = readMilestone(fields, {
    project: project.id,
    today: dayOf(city.now, house.zone),
    bodies: new Set((await bodyNames(city)).keys()),
    within: { start: now('start'), due: now('due') },
  })
  if (!read.ok) return milestonePage(visit, { values: fields, errors: read.errors }, house)
  await addMilestones(city, { milestones: [{ id: newId(city.now), ...read.value }] })
  return redirect(`/desk/strategy/projects/${project.id}`)
}

async function national({ city, params, fields }: Visit) {
  const project = await projectFor(city, params.id ?? '')
  if (!project) throw refuse.missing('strategy.refusal.noProject')
  await linkNational(city, { project: project.id, nationals: [fields.national ?? []].flat() })
  return redirect(`/desk/strategy/projects/${project.id}`)
}
