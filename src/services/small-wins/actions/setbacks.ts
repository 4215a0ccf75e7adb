// Setbacks: a repair that broke again, work that stopped or was put off, told with the same weight as a win.
import { caseFor } from '#kernel/cases/index.ts'
import { type Basis, basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { streetsNamed } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { SmallWinFacts } from '../facts.ts'
import { mayPublish } from '../policy.ts'
import { refreshShelf } from '../queries/shelf.ts'
import type { SetbackKind } from '../rules/turns.ts'
import { smallWinsDb } from '../tables.ts'
import { editorsOffice } from './records.ts'
import { onStreets } from './turns.ts'

const announce = announcer<SmallWinFacts>()

export interface Setback {
  reason: SetbackKind
  title: string
  note: string
  place: string
  category: string
  district: string | null
  /** YYYY-MM-DD. */
  day: string
  /** The win that did not hold, if it is one of ours. */
  about: string | null
  /** A page of the press with its day, or the number of a case: one of them. */
  source: { page: string; day: string } | null
  case: string | null
}

/** Tells what went wrong, with the same weight as a win. Answers its id. Throws `invalid` and, told twice, `conflict`. */
export const tellSetback = action('small-wins', async (city: City, input: Setback): Promise<{ id: string }> => {
  demand(city.actor, mayPublish, undefined)
  const db = smallWinsDb(city)
  const found = input.case === null ? null : await caseFor(city, input.case)
  if (input.case !== null && !found) throw refuse.invalid({ case: { key: 'smallWins.form.noCase' } })
  const about =
    input.about === null
      ? null
      : await db
          .selectFrom('small_wins.wins')
          .selectAll()
          .where('id', '=', input.about)
          .where('kind', '=', 'win')
          .executeTakeFirst()
  if (about === undefined) throw refuse.invalid({ about: { key: 'smallWins.form.noAbout' } })
  const told = await db
    .selectFrom('small_wins.wins')
    .select('id')
    .where('kind', '=', 'setback')
    .where('title', '=', input.title)
    .where('done_on', '=', input.day)
    .where('note', '=', input.note)
    .executeTakeFirst()
  if (told) throw refuse.conflict('smallWins.refusal.alreadyTold')
  const id = newId(city.now)
  const basis: Basis =
    input.source === null || basisOf(city).kind === 'demo'
      ? basisOf(city)
      : { kind: 'press', page: input.source.page, date: input.source.day }
  const place = input.place || (found?.place ?? about?.place ?? null)
  await db
    .insertInto('small_wins.wins')
    .values({
      id,
      kind: 'setback',
      about: input.about,
      reason: input.reason,
      title: input.title,
      category: input.category,
      place,
      district: input.district ?? found?.district?.name ?? about?.district ?? null,
      done_on: input.day,
      year: Number(input.day.slice(0, 4)),
      sort_on: input.day,
      status: 'done',
      source: input.source?.page ?? null,
      source_date: input.source?.day ?? null,
      note: input.note,
      case_number: input.case,
      basis: basis.kind,
      published_at: city.now,
    })
    .execute()
  const named = place === null ? [] : await streetsNamed(city, place)
  await onStreets(city, id, found?.street ? [...named, found.street] : named)
  await refreshShelf(city)
  const subject = `win:${input.about ?? id}`
  await inscribe(city, {
    kind: 'small-wins.setback',
    subject,
    basis,
    office: editorsOffice(city),
    data: { setback: id, win: input.about, case: input.case, reason: input.reason, day: input.day },
    texts: { title: input.title, note: input.note },
  })
  await announce(city, 'small-wins.setback', subject, { id, win: input.about, case: input.case })
  return { id }
})
