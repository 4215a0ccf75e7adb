// What can be asked of applications: an applicant's own, and those of a call for the desk.
import { handleOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Answers } from '../rules/answers.ts'
import { counted, type State } from '../rules/states.ts'
import { applyingDb, type KnownAnswers, type ScanState } from '../tables/applying.ts'

export interface OwnApplication {
  id: string
  number: string | null
  call: string
  state: State
  stateAt: Date
  begunAt: Date
  sentAt: Date | null
  organisation: string | null
  organisationName: string | null
  organisationInn: string | null
  known: KnownAnswers
}

/** Her applications, the latest first. */
export async function ownApplications(city: City, person: string): Promise<OwnApplication[]> {
  const handle = await handleOf(city, 'programmes', person)
  if (handle === null) return []
  return (await own(city).where('handle', '=', handle).orderBy('begun_at', 'desc').execute()).map(viewed)
}

/** Her own application; null where there is none of hers. */
export async function ownApplication(city: City, person: string, id: string): Promise<OwnApplication | null> {
  const handle = /^[0-9a-f-]{36}$/.test(id) ? await handleOf(city, 'programmes', person) : null
  if (handle === null) return null
  const row = await own(city).where('id', '=', id).where('handle', '=', handle).executeTakeFirst()
  return row ? viewed(row) : null
}

function own(city: City) {
  return applyingDb(city)
    .selectFrom('programmes.applications')
    .select(['id', 'number', 'call', 'state', 'state_at', 'begun_at', 'sent_at'])
    .select(['organisation', 'organisation_name', 'organisation_inn', 'known'])
}

function viewed(row: {
  id: string
  number: string | null
  call: string
  state: State
  state_at: Date
  begun_at: Date
  sent_at: Date | null
  organisation: string | null
  organisation_name: string | null
  organisation_inn: string | null
  known: KnownAnswers
}): OwnApplication {
  const { state_at, begun_at, sent_at, organisation_name, organisation_inn, ...rest } = row
  return {
    ...{ ...rest, stateAt: state_at, begunAt: begun_at, sentAt: sent_at },
    ...{ organisationName: organisation_name, organisationInn: organisation_inn },
  }
}

/** The answers of a draft by page, each with the revision that the next saving must name. */
export async function pagesOf(
  city: City,
  application: string,
): Promise<Map<string, { revision: number; answers: Answers; savedAt: Date }>> {
  const rows = await applyingDb(city)
    .selectFrom('programmes.answers')
    .select(['page', 'revision', 'answers', 'saved_at'])
    .where('application', '=', application)
    .orderBy('page')
    .execute()
  return new Map(rows.map(({ page, saved_at, ...row }) => [page, { ...row, savedAt: saved_at }]))
}

export interface DocumentView {
  id: string
  asked: string
  name: string
  kind: string
  size: number
  datedOn: string | null
  uploadedAt: Date
  scan: ScanState
  scanner: string | null
  scanSaid: string | null
  sha: string
  /** Its copy that names nobody, where one was made for a blind review. */
  namelessSha: string | null
}

/** The documents of an application that were not removed; those of `ids` also when they were. */
export async function documentsOf(city: City, application: string, ids?: readonly string[]): Promise<DocumentView[]> {
  if (ids?.length === 0) return []
  let query = applyingDb(city)
    .selectFrom('programmes.documents')
    .select(['id', 'asked', 'name', 'kind', 'size', 'dated_on', 'uploaded_at', 'scan', 'scanner', 'scan_said', 'sha'])
    .select('nameless_sha as namelessSha')
    .where('application', '=', application)
    .orderBy('id')
  query = ids ? query.where('id', 'in', [...ids]) : query.where('removed_at', 'is', null)
  return (await query.execute()).map(({ dated_on, uploaded_at, scan_said, ...row }) => ({
    ...row,
    datedOn: dated_on,
    uploadedAt: uploaded_at,
    scanSaid: scan_said,
  }))
}

export interface Submission {
  nth: number
  at: Date
  answers: Answers
  known: KnownAnswers
  /** Ids. */
  documents: string[]
  level: string
}

/** What was sent last; null where nothing was. */
export async function submissionOf(city: City, application: string): Promise<Submission | null> {
  const row = await applyingDb(city)
    .selectFrom('programmes.submissions')
    .select(['nth', 'at', 'answers', 'known', 'documents', 'level'])
    .where('application', '=', application)
    .orderBy('nth', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row ?? null
}

/** What of an application that was found incomplete last is missing: `field:ID` or `document:ID`, each with its sentence. */
export async function gapsOf(city: City, application: string): Promise<{ subject: string; said: string }[]> {
  return applyingDb(city)
    .selectFrom('programmes.gaps as g')
    .select(['g.subject', 'g.said'])
    .where('g.application', '=', application)
    .where('g.state', '=', (from) =>
      from
        .selectFrom('programmes.states as s')
        .select('s.id')
        .where('s.application', '=', application)
        .where('s.state', '=', 'incomplete')
        .orderBy('s.id', 'desc')
        .limit(1),
    )
    .orderBy('g.id')
    .execute()
}

export interface StateStep {
  id: string
  state: State
  at: Date
  office: string | null
  reason: string | null
  dueAt: Date | null
}

/** The life of an application so far, the first state first. */
export async function lifeOf(city: City, application: string): Promise<StateStep[]> {
  const rows = await applyingDb(city)
    .selectFrom('programmes.states')
    .select(['id', 'state', 'at', 'office', 'reason', 'due_at'])
    .where('application', '=', application)
    .orderBy('id')
    .execute()
  return rows.map(({ due_at, ...row }) => ({ ...row, dueAt: due_at }))
}

export interface ApplicationCard {
  id: string
  number: string
  state: State
  stateAt: Date
  sentAt: Date
  /** Whether an organisation applied; its name stands in the file. */
  organisation: boolean
  /** Documents that nobody may open before they are found clean. */
  unscanned: number
}

/** Applications of a call as the desk lists them, without anything personal: the longest waiting first. */
export async function applicationsOf(
  city: City,
  call: string,
  asked: { state?: State | undefined; most: number; skip: number },
): Promise<ApplicationCard[]> {
  let query = applyingDb(city)
    .selectFrom('programmes.applications as a')
    .select(['a.id', 'a.number', 'a.state', 'a.state_at', 'a.sent_at', 'a.organisation'])
    .select((from) =>
      from
        .selectFrom('programmes.documents as d')
        .select((of) => of.fn.countAll<string>().as('n'))
        .whereRef('d.application', '=', 'a.id')
        .where('d.removed_at', 'is', null)
        .where('d.scan', '<>', 'clean')
        .as('unscanned'),
    )
    .where('a.call', '=', call)
    .where('a.number', 'is not', null)
    .orderBy('a.state_at')
    .orderBy('a.id')
    .limit(asked.most)
    .offset(asked.skip)
  query = asked.state ? query.where('a.state', '=', asked.state) : query.where('a.state', 'in', [...counted])
  return (await query.execute()).map((row) => ({
    id: row.id,
    number: row.number ?? '',
    state: row.state,
    stateAt: row.state_at,
    sentAt: row.sent_at ?? row.state_at,
    organisation: row.organisation !== null,
    unscanned: Number(row.unscanned ?? 0),
  }))
}

/** How many drafts of a call have been begun and not sent. */
export async function draftsOf(city: City, call: string): Promise<number> {
  const { n } = await applyingDb(city)
    .selectFrom('programmes.applications')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('call', '=', call)
    .where('state', '=', 'draft')
    .executeTakeFirstOrThrow()
  return Number(n)
}
