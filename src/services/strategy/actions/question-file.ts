// A question as the team sees it: also words that are not public; which office looked is written down.
import { claimHandle, newHandle, promisesPurpose, withdrawConsent } from '#kernel/identity/index.ts'
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayCommit } from '../policy.ts'
import { ownQuestion, type QuestionView, questionFor } from '../queries/questions.ts'
import { voicesDb } from '../tables/voices.ts'
import { strategyOffice } from './office.ts'

export interface QuestionFile {
  view: QuestionView
  /** What she typed; empty once she was forgotten. */
  text: string
  /** When she was forgotten: what is shown of hers is then looked at again. */
  forgottenAt: Date | null
}

/** The whole file of a question; its module's name keeps cached public pages, which read no looks. Throws `missing`. */
export const openQuestion = action(
  'strategy-looks',
  async (city: City, input: { number: number; zone: string }): Promise<QuestionFile> => {
    demand(city.actor, mayCommit, undefined)
    const view = await questionFor(city, input)
    if (!view) throw refuse.missing('strategy.ask.refusal.noQuestion')
    const db = voicesDb(city)
    await db
      .insertInto('strategy.looks')
      .values({ id: newId(city.now), question: input.number, at: city.now, by_office: strategyOffice(city) ?? 'house' })
      .execute()
    const row = await db
      .selectFrom('strategy.questions')
      .select(['text', 'erased_at'])
      .where('number', '=', input.number)
      .executeTakeFirstOrThrow()
    return { view, text: row.text, forgottenAt: row.erased_at }
  },
)

/** Adds a question asked without an account to the page of whoever shows its private link. Throws `not-allowed` for another link. */
export const claimQuestion = action(
  'strategy',
  async (city: City, input: { number: number; token: string; person: string }): Promise<void> => {
    const own = await ownQuestion(city, input.number, { token: input.token, person: null })
    if (!own) throw refuse.notAllowed('strategy.ask.refusal.notYours')
    await claimHandle(city, { handle: own.handle, person: input.person })
    // She reads under one handle, so that nothing is told to her twice; letters then come as she chose on her page.
    await withdrawConsent(city, { handle: own.handle, purpose: promisesPurpose.code })
    const reader = await newHandle(city, { module: 'strategy', person: input.person })
    const db = voicesDb(city)
    const moved = await db
      .deleteFrom('strategy.follows')
      .where('handle', '=', own.handle)
      .returning(['subject', 'why', 'at', 'confirmed_at'])
      .execute()
    for (const row of moved) {
      await db
        .insertInto('strategy.follows')
        .values({ ...row, handle: reader, guest: false })
        .onConflict((clash) => clash.columns(['handle', 'subject']).doUpdateSet({ why: row.why }))
        .execute()
    }
  },
)
