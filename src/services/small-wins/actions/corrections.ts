// Corrections: the record stays as it was said, the right value is a row of its own, and totals count by it.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { streetsNamed } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import type { SmallWinFacts } from '../facts.ts'
import { mayPublish } from '../policy.ts'
import { refreshShelf } from '../queries/shelf.ts'
import { type CorrectedField, rightValue, saidOf } from '../rules/turns.ts'
import { smallWinsDb } from '../tables.ts'
import { editorsOffice } from './records.ts'
import { onStreets, tellTurn } from './turns.ts'

const announce = announcer<SmallWinFacts>()

export interface Correction {
  win: string
  field: CorrectedField
  /** What is right: a quantity as a person writes it, a day as YYYY, YYYY-MM or YYYY-MM-DD, else words. */
  right: string
  /** What was wrong, and how it is known. */
  note: string
  zone: string
}

/**
 * Puts a record right. The record keeps what it said; the right value is the correction's own row, and totals count by it. Answers
 * the correction's id. Throws `missing`, `conflict` for a withdrawn win, `invalid` for a value that is unreadable or already there.
 */
export const correctWin = action('small-wins', async (city: City, input: Correction): Promise<{ id: string }> => {
  demand(city.actor, mayPublish, undefined)
  const db = smallWinsDb(city)
  const win = await db
    .selectFrom('small_wins.wins')
    .selectAll()
    .where('id', '=', input.win)
    .where('kind', '=', 'win')
    .forUpdate()
    .executeTakeFirst()
  if (!win) throw refuse.missing('smallWins.refusal.noWin')
  const gone = await db.selectFrom('small_wins.withdrawals').select('win').where('win', '=', win.id).executeTakeFirst()
  if (gone) throw refuse.conflict('smallWins.refusal.correctWithdrawn')
  const { field } = input
  const right = rightValue(field, input.right, dayOf(city.now, input.zone))
  if ('wrong' in right) throw refuse.invalid({ right: { key: right.wrong } })
  if (field === 'quantity' && win.quantity === null)
    throw refuse.invalid({ field: { key: 'smallWins.form.noQuantity' } })
  const said = (await lastCorrected(city, win.id, field)) ?? saidOf(win, field)
  if (said === right.value) throw refuse.invalid({ right: { key: 'smallWins.form.alreadySo' } })
  const turn = await tellTurn(city, {
    kind: 'correction',
    about: win.id,
    reason: field,
    note: input.note,
    wasSaid: said,
    isRight: right.value,
    zone: input.zone,
  })
  await standCorrected(city, win.id)
  await refreshShelf(city)
  await inscribe(city, {
    kind: 'small-wins.corrected',
    subject: `win:${win.id}`,
    basis: basisOf(city),
    office: editorsOffice(city),
    data: { correction: turn, win: win.id, case: win.case_number, field },
    texts: { note: input.note, right: right.value, ...(said === null ? {} : { said }) },
  })
  await announce(city, 'small-wins.corrected', `win:${win.id}`, {
    id: turn,
    win: win.id,
    case: win.case_number,
    quantity: field === 'quantity' ? Number(right.value) : null,
  })
  return { id: turn }
})

/** Lays the last corrections of a win over what is counted and found by: its right quantity, its year, its streets. */
export async function standCorrected(city: City, win: string): Promise<void> {
  const db = smallWinsDb(city)
  const quantity = await lastCorrected(city, win, 'quantity')
  const day = await lastCorrected(city, win, 'day')
  const place = await lastCorrected(city, win, 'place')
  await db
    .updateTable('small_wins.wins')
    .set({ right_quantity: quantity, ...(day === null ? {} : { year: Number(day.slice(0, 4)) }) })
    .where('id', '=', win)
    .execute()
  if (place === null) return
  await db.deleteFrom('small_wins.win_streets').where('win', '=', win).execute()
  await onStreets(city, win, await streetsNamed(city, place))
}

async function lastCorrected(city: City, win: string, field: CorrectedField): Promise<string | null> {
  const row = await smallWinsDb(city)
    .selectFrom('small_wins.wins')
    .select('is_right')
    .where('about', '=', win)
    .where('kind', '=', 'correction')
    .where('reason', '=', field)
    .orderBy('published_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.is_right ?? null
}
