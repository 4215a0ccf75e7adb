// Addresses of the review: of the manager who leads it, and of the reviewers.
import { h } from 'preact'
import { handleOf, holdersOf, personFor } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { typedIn } from '#platform/form.ts'
import {
  type Answer,
  bytes,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { demandOthersIn } from '../actions/own.ts'
import { openReview } from '../actions/review-file.ts'
import { ownReview } from '../actions/review-lock.ts'
import {
  addReviewers,
  beginReview,
  declareRelation,
  declareReview,
  reassignReview,
  recuseReview,
  saveReview,
} from '../actions/reviewing.ts'
import {
  beginForm,
  declarationForm,
  moreReviewersForm,
  readScores,
  reassignForm,
  recusalForm,
  relationForm,
} from '../forms/awarding.ts'
import type { ProgrammesHouse } from '../index.ts'
import { DeclarationPage, ReviewPage } from '../pages/review.tsx'
import { ReassignPage, ReviewDeskPage } from '../pages/review-desk.tsx'
import { ReviewsPage } from '../pages/reviews.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { mayFollowDecision, mayReview } from '../policy/awarding.ts'
import { applicationCounts, callFor } from '../queries/calls.ts'
import { judgedFor } from '../queries/judged.ts'
import { callMaterials } from '../queries/materials.ts'
import {
  assignmentFor,
  calibration,
  panelOf,
  relationsOf,
  reviewersNamed,
  reviewsOf,
  spreads,
} from '../queries/reviews.ts'
import { acted, idIn, todayOf, wrong } from './awarding-shared.ts'

const noReview = 'programmes.review.refusal.noReview'

export function reviewingRoutes(house: ProgrammesHouse): Route[] {
  const own = { personal: true }
  const call = '/desk/programmes/calls/:call/review'
  const mine = '/desk/programmes/reviews'
  return [
    get(call, mayFollowDecision, (visit) => deskPage(visit, nothingTyped), own),
    post(`${call}/beginning`, mayManageProgrammes, (visit) => begin(visit, house)),
    post(`${call}/reviewers`, mayManageProgrammes, more),
    get(`${call}/:assignment`, mayManageProgrammes, (visit) => reassignPage(visit, nothingTyped), own),
    post(`${call}/:assignment`, mayManageProgrammes, reassign),
    get(mine, mayReview, (visit) => listPage(visit, nothingTyped, house), own),
    post(`${mine}/relations`, mayReview, (visit) => relation(visit, house)),
    get(`${mine}/:assignment`, mayReview, (visit) => reviewPage(visit, nothingTyped), { ...own, query: ['saved'] }),
    post(`${mine}/:assignment`, mayReview, scores),
    post(`${mine}/:assignment/declaration`, mayReview, declaration),
    post(`${mine}/:assignment/recusal`, mayReview, recusal),
    get(`${mine}/:assignment/papers/:paper`, mayReview, (visit) => paper(visit, house), own),
  ]
}

async function deskPage(visit: Visit, typed: Typed) {
  const { city, params } = visit
  const materials = await callMaterials(city, params.call ?? '')
  if (!materials) throw refuse.missing('programmes.refusal.noCall')
  await demandOthersIn(city, materials.call.id)
  const { call, assignments } = materials
  const panel = await panelOf(city, call.id)
  const reviewers = []
  for (const person of await holdersOf(city, { roles: ['reviewer'], body: '' })) {
    const known = await personFor(city, person)
    const handle = await handleOf(city, 'programmes', person)
    const onPanel = handle !== null && panel.includes(handle)
    reviewers.push({ person, name: known?.name.trim() || known?.email || '', onPanel })
  }
  return page(
    city.words('programmes.step.review'),
    h(ReviewDeskPage, {
      ...{ materials, reviewers, typed },
      names: await reviewersNamed(city, [...panel, ...assignments.flatMap(({ handle }) => handle ?? [])]),
      calibration: calibration(call.definition, assignments),
      spreads: spreads(call.definition, assignments),
      states: (await applicationCounts(city, [call.id])).get(call.id) ?? new Map(),
      open: city.now < call.closesAt,
      leads: mayManageProgrammes.allows(city.actor),
    }),
    { keep: 0 },
  )
}

async function begin(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { city, params, fields } = visit
  const read = beginForm.check(fields)
  if (!read.ok) return wrong(visit, deskPage, read.errors)
  const today = todayOf(visit, house)
  if (read.value.dueOn < today) return wrong(visit, deskPage, { dueOn: { key: 'programmes.error.past' } })
  return acted(visit, deskPage, async () => {
    const reviewers = await holders(city, read.value.reviewers)
    await beginReview(city, { call: params.call ?? '', reviewers, dueOn: read.value.dueOn, today })
    return `/desk/programmes/calls/${params.call}/review`
  })
}

// Only those who hold the office now.
async function holders(city: City, chosen: readonly string[]): Promise<string[]> {
  return (await holdersOf(city, { roles: ['reviewer'], body: '' })).filter((person) => chosen.includes(person))
}

async function more(visit: Visit): Promise<Answer> {
  const read = moreReviewersForm.check(visit.fields)
  if (!read.ok) return wrong(visit, deskPage, read.errors)
  return acted(visit, deskPage, async () => {
    const reviewers = await holders(visit.city, read.value.reviewers)
    await addReviewers(visit.city, { call: visit.params.call ?? '', reviewers })
    return `/desk/programmes/calls/${visit.params.call}/review`
  })
}

async function reassignPage(visit: Visit, typed: Typed) {
  const { city, params } = visit
  const assignment = await assignmentFor(city, idIn(visit, 'assignment', noReview))
  const judged = assignment && (await judgedFor(city, assignment.application))
  const call = judged && judged.call === params.call ? await callFor(city, judged.call) : null
  if (!assignment || !judged || !call) throw refuse.missing(noReview)
  const names = await reviewersNamed(city, assignment.handle === null ? [] : [assignment.handle])
  const who = names.get(assignment.handle ?? '') ?? city.words('programmes.review.forgotten')
  return page(
    city.words('programmes.review.reassign'),
    h(ReassignPage, { call, assignment, number: judged.number, who, typed }),
    { keep: 0 },
  )
}

async function reassign(visit: Visit): Promise<Answer> {
  const { city, params, fields } = visit
  const assignment = idIn(visit, 'assignment', noReview)
  const read = reassignForm.check(fields)
  if (!read.ok) return wrong(visit, reassignPage, read.errors)
  return acted(visit, reassignPage, async () => {
    await reassignReview(city, { assignment, ...read.value })
    return `/desk/programmes/calls/${params.call}/review`
  })
}

async function listPage(visit: Visit, typed: Typed, house: ProgrammesHouse) {
  const { city } = visit
  const handle = await handleOf(city, 'programmes', city.actor.person ?? '')
  return page(
    city.words('programmes.reviews.title'),
    h(ReviewsPage, {
      due: handle === null ? [] : await reviewsOf(city, handle),
      relations: handle === null ? [] : await relationsOf(city, handle),
      today: todayOf(visit, house),
      typed,
    }),
    { keep: 0 },
  )
}

async function relation(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => listPage(again, typed, house)
  const read = relationForm.check(visit.fields)
  if (!read.ok) return wrong(visit, again, read.errors)
  return acted(visit, again, async () => {
    await declareRelation(visit.city, read.value)
    return '/desk/programmes/reviews'
  })
}

// Before she has said that she is free, nothing of the application is read, not even for the page.
async function reviewPage(visit: Visit, typed: Typed): Promise<Answer> {
  const { city, query } = visit
  const id = idIn(visit, 'assignment', noReview)
  const assignment = await ownReview(city, id)
  if (assignment.endedAt !== null) throw refuse.conflict('programmes.review.refusal.passedOn')
  if (assignment.declaredAt === null) {
    const judged = await judgedFor(city, assignment.application)
    const call = judged && (await callFor(city, judged.call))
    if (!judged || !call) throw refuse.missing(noReview)
    const title = city.words('programmes.reviews.application', { number: judged.number })
    return page(title, h(DeclarationPage, { id, number: judged.number, call, typed }), { keep: 0 })
  }
  const { papers, ...file } = await openReview(city, { assignment: id })
  return page(
    city.words('programmes.reviews.application', { number: file.judged.number }),
    h(ReviewPage, { ...file, papers, typed, saved: query.saved === 'yes' }),
    { keep: 0 },
  )
}

async function declaration(visit: Visit): Promise<Answer> {
  const assignment = idIn(visit, 'assignment', noReview)
  const read = declarationForm.check(visit.fields)
  if (!read.ok) return wrong(visit, reviewPage, read.errors)
  const { free, said } = read.value
  return acted(visit, reviewPage, async () => {
    await declareReview(visit.city, { assignment, conflict: free === 'no', said })
    return free === 'no' ? '/desk/programmes/reviews' : `/desk/programmes/reviews/${assignment}`
  })
}

async function recusal(visit: Visit): Promise<Answer> {
  const assignment = idIn(visit, 'assignment', noReview)
  const read = recusalForm.check(visit.fields)
  if (!read.ok) return wrong(visit, reviewPage, read.errors)
  return acted(visit, reviewPage, async () => {
    await recuseReview(visit.city, { assignment, said: read.value.recusal })
    return '/desk/programmes/reviews'
  })
}

async function scores(visit: Visit): Promise<Answer> {
  const { city, fields } = visit
  const id = idIn(visit, 'assignment', noReview)
  const assignment = await ownReview(city, id)
  const judged = await judgedFor(city, assignment.application)
  const call = judged && (await callFor(city, judged.call))
  if (!call) throw refuse.missing(noReview)
  const send = typedIn(fields, 'step') === 'send'
  const { criteria, scale } = call.definition.rubric
  const read = readScores(fields, criteria, scale, send)
  if (Object.keys(read.errors).length > 0) return wrong(visit, reviewPage, read.errors)
  const seen = Number(typedIn(fields, 'seen') || '0')
  return acted(visit, reviewPage, async () => {
    await saveReview(city, { assignment: id, seen, scores: read.scores, send })
    return send ? '/desk/programmes/reviews' : `/desk/programmes/reviews/${id}?saved=yes`
  })
}

async function paper(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { papers } = await openReview(visit.city, { assignment: idIn(visit, 'assignment', noReview) })
  const found = papers.find(({ id }) => id === visit.params.paper)
  const content = found && found.sha !== null && (await house.files.read(found.sha))
  if (!found || !content) throw refuse.missing(noReview)
  // Never opened by the browser.
  return bytes('application/octet-stream', content, {
    keep: 0,
    headers: {
      'content-disposition': `attachment; filename*=UTF-8''${encodeURIComponent(found.name)}`,
      'x-content-type-options': 'nosniff',
    },
  })
}
