// Making programmes: begun, changed part by part as a draft, and published as versions that stay for ever.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { ApplyingFacts } from '../facts/applying.ts'
import { mayManageProgrammes } from '../policy/applying.ts'
import { type Definition, definitionShape } from '../rules/definition.ts'
import { problemsOf } from '../rules/problems.ts'
import { applyingDb } from '../tables/applying.ts'
import { managersOffice } from './office.ts'

const announce = announcer<ApplyingFacts>()

/** Addresses below /programmes and /desk/programmes that are no programme. */
const taken = [
  'applications',
  'calls',
  'terms',
  'questions',
  'new',
  'reviews',
  'review',
  'awards',
  'agreements',
  'money',
]

/** Whether a text may be the address of a programme. */
export const isProgrammeId = (text: string): boolean => /^[a-z][a-z0-9-]{2,59}$/.test(text) && !taken.includes(text)

/** Begins a programme with its first draft; nothing of it is public. Throws `invalid` where the address is taken or none. */
export const beginProgramme = action(
  'programmes',
  async (city: City, input: { id: string; definition: Definition }): Promise<{ id: string }> => {
    demand(city.actor, mayManageProgrammes, undefined)
    if (!isProgrammeId(input.id)) throw refuse.invalid({ id: { key: 'programmes.desk.badId' } })
    const { kind } = basisOf(city)
    const made = await applyingDb(city)
      .insertInto('programmes.programmes')
      .values({
        ...{ id: input.id, made_at: city.now, office: managersOffice(city) },
        basis: kind === 'demo' ? 'demo' : 'city',
      })
      .onConflict((clash) => clash.doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) throw refuse.invalid({ id: { key: 'programmes.desk.idTaken' } })
    await applyingDb(city)
      .insertInto('programmes.drafts')
      .values({
        ...{ programme: input.id, revision: 1, at: city.now, office: managersOffice(city) },
        definition: JSON.stringify(definitionShape.parse(input.definition)),
      })
      .execute()
    return { id: input.id }
  },
)

/**
 * Saves the draft after `seen`, the revision its writer began from. Throws `conflict` when somebody saved another meanwhile, and `missing`.
 */
export const saveDraft = action(
  'programmes',
  async (
    city: City,
    input: { programme: string; seen: number; definition: Definition },
  ): Promise<{ revision: number }> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const saved = await applyingDb(city)
      .updateTable('programmes.drafts')
      .set({
        ...{ revision: input.seen + 1, at: city.now, office: managersOffice(city) },
        definition: JSON.stringify(definitionShape.parse(input.definition)),
      })
      .where('programme', '=', input.programme)
      .where('revision', '=', input.seen)
      .executeTakeFirst()
    if (saved.numUpdatedRows === 0n) throw refuse.conflict('programmes.refusal.draftChanged')
    return { revision: input.seen + 1 }
  },
)

/**
 * Publishes the draft as the next version; calls that run keep theirs. Throws `conflict` when it has problems, was changed since `seen`, or says
 * the same as the version before.
 */
export const publishProgramme = action(
  'programmes',
  async (city: City, input: { programme: string; seen: number; reason: string }): Promise<{ version: number }> => {
    demand(city.actor, mayManageProgrammes, undefined)
    const db = applyingDb(city)
    const draft = await db
      .selectFrom('programmes.drafts')
      .selectAll()
      .where('programme', '=', input.programme)
      .forUpdate()
      .executeTakeFirst()
    if (!draft) throw refuse.missing('programmes.refusal.noProgramme')
    if (draft.revision !== input.seen) throw refuse.conflict('programmes.refusal.draftChanged')
    const definition = definitionShape.parse(draft.definition)
    if (problemsOf(definition).length > 0) throw refuse.conflict('programmes.refusal.draftWrong')
    const last = await db
      .selectFrom('programmes.versions')
      .select(['version', 'definition'])
      .where('programme', '=', input.programme)
      .orderBy('version', 'desc')
      .limit(1)
      .executeTakeFirst()
    if (last && JSON.stringify(definitionShape.parse(last.definition)) === JSON.stringify(definition))
      throw refuse.conflict('programmes.refusal.sameVersion')
    const version = (last?.version ?? 0) + 1
    const text = JSON.stringify(definition)
    await db
      .insertInto('programmes.versions')
      .values({
        ...{ programme: input.programme, version, definition: text, at: city.now },
        ...{ office: managersOffice(city), reason: input.reason },
      })
      .execute()
    await inscribe(city, {
      kind: 'programmes.version-published',
      subject: `programme:${input.programme}`,
      basis: basisOf(city),
      office: managersOffice(city),
      data: { programme: input.programme, version },
      texts: { definition: text, reason: input.reason },
    })
    await announce(city, 'programmes.published', `programme:${input.programme}`, {
      programme: input.programme,
      version,
    })
    return { version }
  },
)
