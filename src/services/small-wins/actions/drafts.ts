// How a win is born: a confirmed case makes a draft, and an editor publishes it or sets it aside.
import { caseFor, winOf } from '#kernel/cases/index.ts'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import type { SmallWinFacts } from '../facts.ts'
import { mayDraft, mayPublish } from '../policy.ts'
import { refreshShelf } from '../queries/shelf.ts'
import { categoryFor, shotsOf } from '../rules/born.ts'
import { type Forms, smallWinsDb } from '../tables.ts'
import { editorsOffice, endDraft, oneAtATime, openDraft } from './records.ts'

const announce = announcer<SmallWinFacts>()

interface Ending {
  number: string
  resolution: string
}

/** Makes a draft of a case that a resident confirmed: once a resolution, and not when it was reopened meanwhile. */
export const draftWin = action(
  'small-wins',
  async (city: City, { number, resolution, at }: Ending & { at: Date }): Promise<void> => {
    demand(city.actor, mayDraft, undefined)
    await oneAtATime(city, number)
    const db = smallWinsDb(city)
    const reopened = await db
      .selectFrom('small_wins.reopened')
      .select('at')
      .where('case_number', '=', number)
      .where('resolution', '=', resolution)
      .executeTakeFirst()
    if (reopened) return
    const found = await caseFor(city, number)
    if (!found) throw new Error(`the confirmed case ${number} is not there`)
    // Some matters, such as a question that was answered, leave nothing that could be counted.
    if ((await winOf(city, found.topic)) === null) return
    const id = newId(city.now)
    const made = await db
      .insertInto('small_wins.drafts')
      .values({ id, case_number: number, resolution, topic: found.topic, made_at: at, ended: null, ended_at: null })
      .onConflict((clash) => clash.columns(['case_number', 'resolution']).doNothing())
      .executeTakeFirst()
    if (made.numInsertedOrUpdatedRows === 0n) return
    await announce(city, 'small-wins.drafted', `case:${number}`, { draft: id, case: number })
  },
)

/** Puts a draft into the feed. `zone` gives the day on which the resident confirmed. Answers the win's id. */
export const publishWin = action(
  'small-wins',
  async (
    city: City,
    input: { draft: string; title: string; quantity: number; zone: string },
  ): Promise<{ id: string }> => {
    demand(city.actor, mayPublish, undefined)
    const draft = await openDraft(city, input.draft)
    const found = await caseFor(city, draft.case_number)
    const counted = await winOf(city, draft.topic)
    if (!found || !counted) throw refuse.conflict('smallWins.refusal.noCase')
    const basis = basisOf(city)
    const day = dayOf(draft.made_at, input.zone)
    const measure = `fix.${draft.topic}`
    const shots = shotsOf(found.photos)
    const quantity = String(input.quantity)
    const categories = await smallWinsDb(city).selectFrom('small_wins.categories').select(['name', 'topics']).execute()
    await keepMeasure(city, {
      id: measure,
      label: counted.title,
      label_en: counted.titleEn,
      unit: counted.unit,
      unit_en: counted.unitEn,
      forms: counted.forms,
    })
    await smallWinsDb(city)
      .insertInto('small_wins.wins')
      .values({
        id: draft.id,
        title: input.title,
        // An edited title has no translation; the plain one has.
        title_en: input.title === counted.title ? counted.titleEn : null,
        category: categoryFor(draft.topic, categories),
        quantity,
        unit: counted.unit,
        unit_en: counted.unitEn,
        unit_forms: JSON.stringify(counted.forms),
        measure,
        factor: '1',
        place: found.place,
        lat: found.lat,
        lon: found.lon,
        district: found.district?.name ?? null,
        done_on: day,
        year: Number(day.slice(0, 4)),
        sort_on: day,
        status: 'done',
        case_number: draft.case_number,
        resolution: draft.resolution,
        before: shots.before && JSON.stringify(shots.before),
        after: shots.after && JSON.stringify(shots.after),
        basis: basis.kind,
        published_at: city.now,
      })
      .execute()
    if (found.street)
      await smallWinsDb(city)
        .insertInto('small_wins.win_streets')
        .values({ win: draft.id, street: found.street })
        .execute()
    await endDraft(city, draft.id, 'published')
    await refreshShelf(city)
    await inscribe(city, {
      kind: 'small-wins.published',
      subject: `win:${draft.id}`,
      basis,
      office: editorsOffice(city),
      data: { win: draft.id, case: draft.case_number, resolution: draft.resolution, quantity, topic: draft.topic, day },
      texts: { title: input.title, unit: counted.unit },
    })
    await announce(city, 'small-wins.published', `win:${draft.id}`, {
      id: draft.id,
      case: draft.case_number,
      quantity: input.quantity,
      unit: counted.unit,
    })
    return { id: draft.id }
  },
)

/** Sets a draft aside: the editor sees no win in it. */
export const dropDraft = action('small-wins', async (city: City, input: { draft: string }): Promise<void> => {
  demand(city.actor, mayPublish, undefined)
  const draft = await openDraft(city, input.draft)
  await endDraft(city, draft.id, 'dropped')
})

/** Photos of a case's wins again, after a dispatcher released or closed some. */
export const refreshShots = action('small-wins', async (city: City, { number }: { number: string }): Promise<void> => {
  demand(city.actor, mayDraft, undefined)
  const wins = await smallWinsDb(city)
    .selectFrom('small_wins.wins')
    .select('id')
    .where('case_number', '=', number)
    .execute()
  const found = wins.length === 0 ? null : await caseFor(city, number)
  if (!found) return
  const { before, after } = shotsOf(found.photos)
  await smallWinsDb(city)
    .updateTable('small_wins.wins')
    .set({ before: before && JSON.stringify(before), after: after && JSON.stringify(after) })
    .where('case_number', '=', number)
    .execute()
})

interface BornMeasure {
  id: string
  label: string
  label_en: string
  unit: string
  unit_en: string
  forms: Forms
}

async function keepMeasure(city: City, { forms, ...measure }: BornMeasure): Promise<void> {
  await smallWinsDb(city)
    .insertInto('small_wins.measures')
    .values({ ...measure, forms: JSON.stringify(forms), position: 1000, front: null })
    .onConflict((clash) => clash.column('id').doNothing())
    .execute()
}
