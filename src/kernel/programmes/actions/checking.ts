// The check of completeness: staff look at an application, which is written down, and say that it is whole or what is missing.
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { ApplyingFacts } from '../facts/applying.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import {
  type DocumentView,
  documentsOf,
  gapsOf,
  lifeOf,
  type StateStep,
  type Submission,
  submissionOf,
} from '../queries/applications.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import { askedPages, papersAsked } from '../rules/asked.ts'
import type { Definition } from '../rules/definition.ts'
import { applyingDb } from '../tables/applying.ts'
import { type ApplicationStored, lockApplication, moveApplication } from './moving.ts'
import { managersOffice } from './office.ts'
import { demandOthersIn } from './own.ts'

const announce = announcer<ApplyingFacts>()

export interface ApplicationFile {
  application: ApplicationStored
  call: CallView & { definition: Definition }
  submission: Submission
  documents: DocumentView[]
  life: StateStep[]
  gaps: { subject: string; said: string }[]
}

/** The whole application as it was sent last; writes down which office looked. Throws `missing` for what was never sent. */
export const openApplication = action('programmes-looks', async (city: City, id: string): Promise<ApplicationFile> => {
  demand(city.actor, mayManageProgrammes, undefined)
  const file = await applicationFile(city, id)
  // What others have applied with is read by nobody who applies beside them.
  await demandOthersIn(city, file.call.id)
  await noteLook(city, { application: file.application.id, office: managersOffice(city) })
  return file
})

/** Writes down that an office looked at an application. To be called within an action. */
export async function noteLook(city: City, look: { application: string; office: string }): Promise<void> {
  await applyingDb(city)
    .insertInto('programmes.looks')
    .values({ id: newId(city.now), at: city.now, ...look })
    .execute()
}

/** The same without writing anything down: whoever calls it has checked who may, and notes who looked. */
export async function applicationFile(city: City, id: string): Promise<ApplicationFile> {
  const application = /^[0-9a-f-]{36}$/.test(id)
    ? await applyingDb(city).selectFrom('programmes.applications').selectAll().where('id', '=', id).executeTakeFirst()
    : undefined
  const submission = application && (await submissionOf(city, application.id))
  const call = application && (await callFor(city, application.call))
  if (!application || !submission || !call || application.number === null)
    throw refuse.missing('programmes.refusal.noApplication')
  return {
    ...{ application, call, submission },
    documents: await documentsOf(city, application.id, submission.documents),
    life: await lifeOf(city, application.id),
    gaps: await gapsOf(city, application.id),
  }
}

/** Says that an application is whole and may be reviewed. Throws `conflict` while a document of it waits to be looked at for viruses. */
export const markComplete = action('programmes', async (city: City, input: { application: string }): Promise<void> => {
  demand(city.actor, mayManageProgrammes, undefined)
  const held = await lockApplication(city, input.application)
  await demandOthersIn(city, held.call)
  const { documents, call } = await applicationFile(city, held.id)
  if (documents.some(({ scan }) => scan !== 'clean')) throw refuse.conflict('programmes.refusal.notScanned')
  await moveApplication(city, held, { state: 'complete', office: managersOffice(city) })
  await announce(city, 'programmes.application-complete', `application:${held.id}`, {
    ...{ application: held.id, call: call.id },
  })
})

/**
 * Says what is missing and until when it may be mended: only that may change then. Throws `invalid` where nothing is named, something is named that was
 * not asked, or the day has passed.
 */
export const markIncomplete = action(
  'programmes',
  async (
    city: City,
    input: {
      application: string
      gaps: readonly { subject: string; said: string }[]
      dueAt: Date
      reason: string | null
    },
  ): Promise<void> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const held = await lockApplication(city, input.application)
    await demandOthersIn(city, held.call)
    const { call, submission } = await applicationFile(city, held.id)
    const subjects = new Set(checkable(call.definition, submission))
    if (input.gaps.length === 0) throw refuse.invalid({ gaps: { key: 'programmes.check.nothingNamed' } })
    if (input.gaps.some(({ subject }) => !subjects.has(subject)))
      throw refuse.invalid({ gaps: { key: 'platform.form.choose' } })
    if (input.dueAt <= city.now) throw refuse.invalid({ dueOn: { key: 'programmes.check.duePast' } })
    const state = await moveApplication(city, held, {
      ...{ state: 'incomplete', office: managersOffice(city), reason: input.reason, dueAt: input.dueAt },
    })
    await applyingDb(city)
      .insertInto('programmes.gaps')
      .values(input.gaps.map((gap) => ({ id: newId(city.now), state, application: held.id, ...gap })))
      .execute()
    await announce(city, 'programmes.application-incomplete', `application:${held.id}`, {
      ...{ application: held.id, call: call.id, state },
    })
  },
)

/** All that a check may name: questions and documents that were asked of this application. */
export function checkable(definition: Definition, { answers }: Pick<Submission, 'answers'>): string[] {
  return [
    ...askedPages(definition, answers).flatMap(({ fields }) =>
      fields.filter(({ kind }) => kind !== 'file').map(({ id }) => `field:${id}`),
    ),
    ...papersAsked(definition, answers).map(({ id }) => `document:${id}`),
  ]
}
