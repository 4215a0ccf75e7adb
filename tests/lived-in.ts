// A city in which something has happened: reports at every stage, a win, and a draft that waits for the editor.
import { sql } from 'kysely'
import {
  type CaseOpening,
  confirmCase,
  openCase,
  openCaseFile,
  releaseCase,
  releaseRepair,
  resolveCase,
} from '#kernel/cases/index.ts'
import { pothole } from '#kernel/cases/stage.testing.ts'
import { askPower, confirmPower, holdersOf, newHandle, representations, saveSystem } from '#kernel/identity/index.ts'
import { accountsOf } from '#kernel/ledger/index.ts'
import { keepPhoto, type Prepared, preparePhoto, prepareRelease } from '#kernel/media/index.ts'
import { yard } from '#kernel/media/yard.testing.ts'
import { filledIn, openWorkshop, smallPdf } from '#kernel/programmes/stage.testing.ts'
import type { City } from '#platform/city.ts'
import { newId, newSecret } from '#platform/ids.ts'
import { guest, type Role } from '#platform/policy.ts'
import type { OpenCity } from '../src/city.ts'
import { beginReview } from '../src/kernel/programmes/actions/reviewing.ts'
import { closedCall, personIn } from '../src/kernel/programmes/awarding.testing.ts'
import { assignmentsOf } from '../src/kernel/programmes/queries/reviews.ts'
import { askAboutData } from '../src/services/account/actions/requests.ts'
import { askAdviser } from '../src/services/bureau/actions/requests.ts'
import { proposePhrase } from '../src/services/languages/actions.ts'
import { keepPicture } from '../src/services/pages/actions/pictures.ts'
import { askTeam } from '../src/services/strategy/actions/ask.ts'
import { bringEvidence } from '../src/services/strategy/actions/evidence.ts'
import { addMilestones } from '../src/services/strategy/actions/milestones.ts'
import { bookMoney } from '../src/services/strategy/actions/money.ts'
import { reportProjects } from '../src/services/strategy/actions/reports.ts'
import { pledge } from '../src/services/strategy/actions/terms.ts'
import { bookingsOf } from '../src/services/strategy/queries/money.ts'
import { reportsOf } from '../src/services/strategy/queries/reports.ts'
import { ownedBy } from '../src/services/strategy/rules/owner.ts'
import { organisedIn } from './lived-in-events.ts'
import type { Stage } from './people.ts'

export interface OpenedCase {
  number: string
  secret: string
  photo: { id: string; key: string }
}

export interface LivedIn {
  /** Nobody has released its words and its photo yet. */
  unreleased: OpenedCase
  /** Open, with words and photo for everybody. */
  released: OpenedCase
  /** The holder says it is done; its reporter has not answered. */
  resolved: OpenedCase
  /** Confirmed by its reporter: the editor has a draft of it. */
  confirmed: OpenedCase
  /** The same, and its win is in the feed. */
  told: OpenedCase
  /** Open, and held by another body than the rest. */
  elsewhere: OpenedCase
  draft: string
  win: string
  /** A picture of the editors' texts. */
  picture: string
  /** What the press said of the indicator ind-001. */
  observation: string
  /** A milestone of the project prj-001, evidence that waits for it, and the team's report of the project. */
  milestone: string
  evidence: string
  report: string
  /** Money booked for the same project. */
  booking: string
  /** A question to the strategy team whose words nobody has released. */
  question: { number: number; secret: string }
  /** A request about somebody's data that waits for the operator. */
  request: number
  /** An organisation that the editor acts for, and her power. */
  organisation: { id: string; power: string }
  /** A system that residents enter by their account here. */
  system: string
  /** A request to an adviser of the Bureau that nobody has answered, with the secret of its link. */
  advice: { number: number; secret: string }
  /** A phrase in Udmurt that waits for the editor. */
  phrase: string
  /** A call under review, one of its applications, a review of it, and an account of its money. */
  judged: { programme: string; call: string; application: string; review: string; account: string }
  /** A programme, its open call, and an application that Anna sent, with its document. */
  applied: { programme: string; call: string; application: string; document: string }
  /** An event that the editor sent as an organiser, its session, a seat in it with its code, and a draft of another. */
  organised: { event: string; session: string; seat: string; code: string; draft: string; imported: string }
}

/** What a resident wrote and nobody has released: it must not be found anywhere. */
export const canary = 'Канарейкина Евдокия просит не показывать никому'

/** Lets all of this happen at the stage's own time. */
export async function liveIn(stage: Stage): Promise<LivedIn> {
  let seed = 1
  const file = (open: Stage) => open.city.shared.files
  const photographed = async (): Promise<Prepared> => {
    const bytes = await yard(seed++)
    const upload = { name: 'yard.jpg', type: 'image/jpeg', bytes, cut: false }
    return preparePhoto(file(stage), upload, { now: stage.now, zone: stage.city.shared.zone })
  }
  const open = async (more: Partial<CaseOpening>): Promise<OpenedCase> => {
    const city = stage.city.cityFor(guest)
    const photo = await keepPhoto(city, { photo: await photographed(), kind: 'report' })
    const handle = await newHandle(city, { module: 'cases', person: null })
    return { ...(await openCase(city, { ...pothole, ...more, photo: photo.id, handle })), photo }
  }
  const dispatcher = () => officer(stage.city, [{ name: 'dispatcher', body: null }])
  const release = async ({ number }: OpenedCase) => {
    const { text, photo } = await openCaseFile(dispatcher(), number)
    const shown = photo && (await prepareRelease(file(stage), photo.sizes, []))
    await releaseCase(dispatcher(), { number, text, photo: shown })
  }
  const resolve = async ({ number }: OpenedCase) => {
    await resolveCase(dispatcher(), { number, note: 'Засыпали щебнем', photo: await photographed(), word: null })
    const { resolutions } = await openCaseFile(dispatcher(), number)
    const last = resolutions.at(-1)
    if (!last?.photo) throw new Error('the repair has no photo')
    const photo = await prepareRelease(file(stage), last.photo.sizes, [])
    await releaseRepair(dispatcher(), { number, resolution: last.id, photo })
  }

  const unreleased = await open({ text: canary })
  const released = await open({ text: 'Не горит фонарь у подъезда', topic: 'light.street' })
  const resolved = await open({ text: 'Открытый люк на тротуаре' })
  const confirmed = await open({ text: 'Яма у остановки' })
  const told = await open({ text: 'Яма на перекрёстке' })
  const elsewhere = await open({ text: 'Сломаны качели', topic: 'play.broken', land: 'yard' })
  for (const one of [released, resolved, confirmed, told]) await release(one)
  for (const one of [resolved, confirmed, told]) await resolve(one)
  for (const one of [confirmed, told])
    await confirmCase(stage.city.cityFor(guest), { number: one.number, token: one.secret, person: null })
  await stage.city.worker.settle()
  const lena = await stage.as('lena')
  const [waiting = '', other = ''] = await draftsIn(stage)
  const { headers } = await lena.post(`/desk/small-wins/${waiting}/publication`, {
    title: 'Яма засыпана',
    quantity: '1',
  })
  await stage.city.worker.settle()
  const win = String(headers.location).split('/').at(-1) ?? ''
  const observation = await observationIn(stage)
  const secret = newSecret()
  const asking = { about: 'project:prj-001', text: canary, secret, letters: null, ip: '127.0.0.1' }
  const question = await askTeam(stage.city.cityFor(guest), { ...asking, zone: stage.city.shared.zone })
  const link = newSecret()
  const advice = await askAdviser(stage.city.cityFor(guest), {
    ...{ topic: 'tax', measure: 'sup-004', words: canary, secret: link, letters: null, ip: '127.0.0.1' },
    zone: stage.city.shared.zone,
  })
  const picture = await keepPicture(officer(stage.city, [{ name: 'editor', body: null }]), {
    photo: await photographed(),
    alt: 'Двор',
  })
  const phrase = await proposePhrase(stage.city.cityFor(guest), {
    ...{ key: 'web.footer.look', russian: 'Вид', text: 'Учкыны', quotation: 'Учкыны' },
    ...{ source: 'MediaWiki, languages/i18n/udm.json', place: 'view' },
  })
  const promised = await promiseIn(stage)
  const system = await systemIn(stage)
  await stage.city.worker.settle()
  return {
    ...promised,
    ...{ unreleased, released, resolved, confirmed, told, elsewhere, draft: other, win, observation },
    question: { ...question, secret },
    advice: { ...advice, secret: link },
    picture: picture.id,
    ...(await personalIn(stage)),
    system,
    phrase: phrase.id,
    judged: await judgedIn(stage),
    applied: await appliedIn(stage),
    organised: await organisedIn(stage, canary),
  }
}

/** An application as a resident sends it, by real requests. */
async function appliedIn(stage: Stage) {
  const { programme, call } = await openWorkshop(stage.city.cityFor(guest))
  const anna = await stage.as('anna')
  const begun = await anna.post(`/programmes/${programme}/calls/${call}/application`, { applicant: 'self' })
  const at = String(begun.headers.location)
  for (const page of ['p1', 'p2', 'p3'] as const)
    await anna.post(`${at}/pages/${page}`, { ...filledIn[page], seen: '0', next: 'next' })
  const paper = { field: 'paper-d1', name: 'works.pdf', type: 'application/pdf', bytes: smallPdf }
  await anna.post(`${at}/documents/of/d1`, {}, [paper])
  const { body } = await anna.get(`${at}/documents`)
  await anna.post(`${at}/sending`, { sure: 'yes' })
  await stage.city.worker.settle()
  const document = /documents\/([0-9a-f-]{36})/.exec(body)?.[1] ?? ''
  return { programme, call, application: at.split('/').at(-1) ?? '', document }
}

/** A call whose review has begun, as those who lead it see it. */
async function judgedIn(stage: Stage) {
  const call = await closedCall(stage)
  const dina = await personIn(stage, 'dina')
  const reviewers = await holdersOf(dina, { roles: ['reviewer'], body: '' })
  const today = stage.now.toISOString().slice(0, 10)
  await beginReview(dina, { call: call.id, reviewers, dueOn: '2027-01-31', today })
  const [review] = await assignmentsOf(
    dina,
    call.applications.map(({ id }) => id),
  )
  const [account] = await accountsOf(dina, { owner: 'programmes' })
  const application = call.applications[0]?.id ?? ''
  return { programme: call.programme, call: call.id, application, review: review?.id ?? '', account: account?.id ?? '' }
}

/** The drafts that wait, as the editor sees them. */
async function draftsIn(stage: Stage): Promise<string[]> {
  const { body } = await (await stage.as('lena')).get('/desk/small-wins')
  return [...new Set([...body.matchAll(/\/desk\/small-wins\/([0-9a-f-]{36})/g)].map(([, id]) => id ?? ''))]
}

/** An observation that may be corrected, as the strategy team sees it. */
async function observationIn(stage: Stage): Promise<string> {
  const { body } = await (await stage.as('sergey')).get('/desk/strategy/ind-001')
  return /\/observations\/([0-9a-f-]{36})/.exec(body)?.[1] ?? ''
}

/** A system as the operator registers it. */
async function systemIn(stage: Stage): Promise<string> {
  const { id } = await saveSystem(officer(stage.city, [{ name: 'operator', body: null }]), {
    ...{ name: 'Городская библиотека', site: 'https://library.example/', organisation: 'МБУ «Библиотеки»' },
    ...{ inn: '7707083893', purpose: 'Чтобы продлевать книги', auth: 'client_secret_basic', backChannelUri: null },
    ...{ redirectUris: ['https://library.example/back'], signOutUris: [], scopes: ['profile'] },
  })
  return id
}

/** A milestone with evidence that waits, and a report, as the strategy team brings them. */
async function promiseIn(stage: Stage) {
  const team = officer(stage.city, [{ name: 'strategist', body: null }])
  const milestone = 'step-1'
  const owner = { subject: 'project:prj-001', terms: { owner: ownedBy('bod-015') }, reason: null }
  await pledge(team, { pledges: [owner] })
  await addMilestones(team, { milestones: [{ id: milestone, project: 'prj-001', name: 'Открыть центр', due: '2027' }] })
  const brought = {
    kind: 'document' as const,
    ref: 'Акт',
    quantity: null,
    day: '2026-11-01',
    source: null,
    sha256: null,
  }
  const { id } = await bringEvidence(team, { subject: `milestone:${milestone}`, ...brought })
  const said = { period: '2026-Q3', status: 'on-track' as const, said: 'По плану' }
  await reportProjects(team, { reports: [{ project: 'prj-001', ...said }] })
  const [report] = await reportsOf(team, ['prj-001'])
  const booked = { year: 2026, fund: 'city' as const, kind: 'planned' as const, roubles: '1000000' }
  await bookMoney(team, { bookings: [{ project: 'prj-001', ...booked }] })
  const [booking] = await bookingsOf(team, ['prj-001'])
  return { milestone, evidence: id, report: report?.id ?? '', booking: booking?.id ?? '' }
}

/** A request about data, and an organisation that the editor acts for, as residents and the operator make them. */
async function personalIn(stage: Stage) {
  const resident = stage.city.cityFor(guest)
  const { rows } = await sql<{ id: string }>`select id from identity.people where email = 'lena@demo.example'`.execute(
    resident.db,
  )
  const person = rows[0]?.id ?? ''
  const today = stage.now.toISOString().slice(0, 10)
  const request = await askAboutData(resident, { person, kind: 'explain', about: null, text: canary })
  const asked = { person, name: 'Мастерская', inn: '1840000022', ogrn: null, kpp: null, document: 'приказ № 1' }
  const id = await askPower(resident, { ...asked, today, until: null })
  const power = (await representations(resident, person))[0]?.power ?? ''
  await confirmPower(officer(stage.city, [{ name: 'operator', body: null }]), { power, by: 'operator' })
  return { request, organisation: { id, power } }
}

function officer(city: OpenCity, roles: readonly Role[]): City {
  const now = city.cityFor(guest).now
  return city.cityFor({ ...guest, person: newId(now), roles })
}
