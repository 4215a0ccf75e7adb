// Taking a win back: it stays where it stood, and its withdrawal is a row of the same feed with the day and the reason.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { SmallWinFacts } from '../facts.ts'
import { mayDraft, mayPublish } from '../policy.ts'
import { refreshShelf } from '../queries/shelf.ts'
import { smallWinsDb } from '../tables.ts'
import { editorsOffice, endDraft, oneAtATime } from './records.ts'
import { tellTurn } from './turns.ts'

const announce = announcer<SmallWinFacts>()

/** Takes a published win back by an editor's word, with the reason in public. `zone` gives the day. */
export const withdrawWin = action(
  'small-wins',
  async (city: City, input: { id: string; note: string; zone: string }): Promise<void> => {
    demand(city.actor, mayPublish, undefined)
    const win = await smallWinsDb(city)
      .selectFrom('small_wins.wins')
      .select(['id', 'case_number'])
      .where('id', '=', input.id)
      .where('kind', '=', 'win')
      .where('basis', '!=', 'press')
      .executeTakeFirst()
    if (!win) throw refuse.missing('smallWins.refusal.noWin')
    if (!(await takeBack(city, win, { reason: 'mistake', note: input.note }, input.zone)))
      throw refuse.conflict('smallWins.refusal.alreadyWithdrawn')
  },
)

/** What a reopened case means: its draft is dropped, and its published win is taken back. */
export const withdrawForCase = action(
  'small-wins',
  async (city: City, { number, resolution, zone }: { number: string; resolution: string; zone: string }) => {
    demand(city.actor, mayDraft, undefined)
    await oneAtATime(city, number)
    const db = smallWinsDb(city)
    await db
      .insertInto('small_wins.reopened')
      .values({ case_number: number, resolution, at: city.now })
      .onConflict((clash) => clash.doNothing())
      .execute()
    const draft = await db
      .selectFrom('small_wins.drafts')
      .select(['id', 'ended'])
      .where('case_number', '=', number)
      .where('resolution', '=', resolution)
      // An editor may be publishing it at this moment: what she made of it is known once she is done.
      .forUpdate()
      .executeTakeFirst()
    if (!draft) return
    if (draft.ended === null) await endDraft(city, draft.id, 'dropped')
    if (draft.ended === 'published')
      await takeBack(city, { id: draft.id, case_number: number }, { reason: 'reopened', note: null }, zone)
  },
)

async function takeBack(
  city: City,
  win: { id: string; case_number: string | null },
  why: { reason: 'reopened' | 'mistake'; note: string | null },
  zone: string,
): Promise<boolean> {
  const taken = await smallWinsDb(city)
    .insertInto('small_wins.withdrawals')
    .values({ win: win.id, at: city.now, ...why })
    .onConflict((clash) => clash.column('win').doNothing())
    .executeTakeFirst()
  if (taken.numInsertedOrUpdatedRows === 0n) return false
  await tellTurn(city, { kind: 'withdrawal', about: win.id, ...why, zone })
  await refreshShelf(city)
  await inscribe(city, {
    kind: 'small-wins.withdrawn',
    subject: `win:${win.id}`,
    basis: basisOf(city),
    office: editorsOffice(city),
    data: { win: win.id, case: win.case_number, reason: why.reason },
    ...(why.note === null ? {} : { texts: { note: why.note } }),
  })
  await announce(city, 'small-wins.withdrawn', `win:${win.id}`, { id: win.id, case: win.case_number })
  return true
}
