// Addresses of decisions and appeals at the desk: prepared by one office, signed by another, and what was signed as a paper.
import { h } from 'preact'
import { handleOf } from '#kernel/identity/index.ts'
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
import { pdfDocument, pdfType } from '#platform/pdf/index.ts'
import { refuse } from '#platform/refusal.ts'
import { decideAppeal } from '../actions/appeals.ts'
import { confirmProtocol, prepareProtocol, returnProtocol } from '../actions/deciding.ts'
import { demandOthersIn } from '../actions/own.ts'
import { paperFrame, protocolPaper } from '../feeds/papers.ts'
import { readAppealAnswer, readDecisions, returnForm } from '../forms/awarding.ts'
import type { ProgrammesHouse } from '../index.ts'
import { AppealDeskPage, AppealsPage } from '../pages/appeals-desk.tsx'
import { DecisionPage } from '../pages/decision.tsx'
import { mayManageProgrammes } from '../policy/applying.ts'
import { mayConfirmDecision, mayDecideAppeal, mayFollowDecision } from '../policy/awarding.ts'
import { appealsOf, decisionBehind } from '../queries/awards.ts'
import { freeOf } from '../queries/call-money.ts'
import { callFor } from '../queries/calls.ts'
import { judgedFor } from '../queries/judged.ts'
import { callMaterials, type Materials, proposedIn } from '../queries/materials.ts'
import { requestedOf } from '../rules/blind.ts'
import { decisionProblems, passedOver } from '../rules/deciding.ts'
import { acted, idIn, isId, todayOf, wrong } from './awarding-shared.ts'

const noAppeal = 'programmes.appeal.refusal.noAppeal'
const noProtocol = 'programmes.decide.refusal.noProtocol'

export function decidingRoutes(house: ProgrammesHouse): Route[] {
  const own = { personal: true }
  const path = '/desk/programmes/calls/:call/decision'
  const appeals = '/desk/programmes/appeals'
  return [
    get(path, mayFollowDecision, (visit) => decisionPage(visit, nothingTyped), own),
    post(`${path}/protocols`, mayManageProgrammes, (visit) => prepare(visit, house)),
    get(`${path}/protocols/:protocol`, mayFollowDecision, (visit) => protocolFile(visit, house), own),
    post(`${path}/confirmation`, mayConfirmDecision, (visit) => confirm(visit, house)),
    post(`${path}/return`, mayConfirmDecision, giveBack),
    get(appeals, mayFollowDecision, (visit) => appealList(visit, house), own),
    get(`${appeals}/:appeal`, mayDecideAppeal, (visit) => appealPage(visit, nothingTyped, house), own),
    post(`${appeals}/:appeal`, mayDecideAppeal, (visit) => answer(visit, house)),
  ]
}

async function materialsIn({ city, params }: Visit): Promise<Materials> {
  const materials = await callMaterials(city, params.call ?? '')
  if (!materials) throw refuse.missing('programmes.refusal.noCall')
  await demandOthersIn(city, materials.call.id)
  return materials
}

async function decisionPage(visit: Visit, typed: Typed) {
  const { city } = visit
  const materials = await materialsIn(visit)
  const last = materials.protocols.at(-1)
  const rows = last ? await proposedIn(city, last.id) : []
  const proposed = rows.map((row) => ({ ...row, number: row.number ?? '' }))
  const handle = await handleOf(city, 'programmes', city.actor.person ?? '')
  return page(
    city.words('programmes.step.decision'),
    h(DecisionPage, {
      ...{ materials, proposed, typed },
      over: passedOver(materials.candidates, proposed),
      leads: mayManageProgrammes.allows(city.actor),
      signs: mayConfirmDecision.allows(city.actor),
      own: handle !== null && (handle === last?.handle || handle === materials.reviewing?.handle),
    }),
    { keep: 0 },
  )
}

// The paper is made and kept before the protocol names it.
async function prepare(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { city, fields } = visit
  const materials = await materialsIn(visit)
  const { call, candidates, free } = materials
  const read = readDecisions(
    fields,
    candidates.map(({ number }) => number),
  )
  const problems = { ...decisionProblems(candidates, read.proposed, { free, awards: call.awards }), ...read.errors }
  if (Object.keys(problems).length > 0) return wrong(visit, decisionPage, problems)
  const nth = Number(typedIn(fields, 'nth') || '0')
  return acted(visit, decisionPage, async () => {
    const content = protocolPaper(paperFrame(city, call.basis), { nth, materials, proposed: read.proposed })
    const paper = await house.files.put(await pdfDocument(content))
    await prepareProtocol(city, { call: call.id, nth, paper, decisions: read.proposed })
    return `/desk/programmes/calls/${call.id}/decision`
  })
}

async function protocolFile(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const { protocols } = await materialsIn(visit)
  const found = protocols.find(({ id }) => `${id}.pdf` === visit.params.protocol)
  const content = found && (await house.files.read(found.paper))
  if (!found || !content) throw refuse.missing(noProtocol)
  const headers = { 'content-disposition': `inline; filename="protocol-${found.nth}.pdf"` }
  return bytes(pdfType, content, { keep: 0, headers })
}

async function confirm(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const protocol = protocolIn(visit)
  return acted(visit, decisionPage, async () => {
    await confirmProtocol(visit.city, { protocol, today: todayOf(visit, house) })
    return `/desk/programmes/calls/${visit.params.call}/decision`
  })
}

async function giveBack(visit: Visit): Promise<Answer> {
  const protocol = protocolIn(visit)
  const read = returnForm.check(visit.fields)
  if (!read.ok) return wrong(visit, decisionPage, read.errors)
  return acted(visit, decisionPage, async () => {
    await returnProtocol(visit.city, { protocol, ...read.value })
    return `/desk/programmes/calls/${visit.params.call}/decision`
  })
}

function protocolIn(visit: Visit): string {
  const id = typedIn(visit.fields, 'protocol')
  if (!isId(id)) throw refuse.missing(noProtocol)
  return id
}

async function appealList(visit: Visit, house: ProgrammesHouse) {
  const appeals = await appealsOf(visit.city)
  return page(visit.city.words('programmes.appeals.title'), h(AppealsPage, { appeals, today: todayOf(visit, house) }), {
    keep: 0,
  })
}

async function appealPage(visit: Visit, typed: Typed, house: ProgrammesHouse) {
  const { city } = visit
  const { appeal, judged, call } = await appealIn(visit)
  const free = call.budget === null ? null : await freeOf(city, call.id)
  return page(
    city.words('programmes.appeals.of', { number: appeal.number }),
    h(AppealDeskPage, {
      ...{ appeal, typed, free, today: todayOf(visit, house) },
      decision: await decisionBehind(city, appeal.id),
      requested: requestedOf(call.definition, judged.answers),
    }),
    { keep: 0 },
  )
}

async function appealIn(visit: Visit) {
  const { city } = visit
  const [appeal] = await appealsOf(city, { id: idIn(visit, 'appeal', noAppeal) })
  const judged = appeal ? await judgedFor(city, appeal.application) : null
  const call = appeal ? await callFor(city, appeal.call) : null
  if (!appeal || !judged || !call) throw refuse.missing(noAppeal)
  return { appeal, judged, call }
}

async function answer(visit: Visit, house: ProgrammesHouse): Promise<Answer> {
  const again = (again: Visit, typed: Typed) => appealPage(again, typed, house)
  const { appeal, call } = await appealIn(visit)
  const read = readAppealAnswer(visit.fields, call.budget !== null)
  if (!read.ok) return wrong(visit, again, read.errors)
  return acted(visit, again, async () => {
    await decideAppeal(visit.city, { appeal: appeal.id, ...read.value, today: todayOf(visit, house) })
    return `/desk/programmes/appeals/${appeal.id}`
  })
}
