// The editor's addresses of what goes together: every rule, and one being tried, changed or begun.
import { h } from 'preact'
import { vocabulary } from '#kernel/programmes/index.ts'
import type { Fields } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import { atHour, dayOf, days, later } from '#platform/time.ts'
import { saveStacking } from '../actions/stacking.ts'
import { readStacking } from '../forms.ts'
import { StackingEditPage } from '../pages/stacking-edit.tsx'
import { StackingListPage } from '../pages/stacking-list.tsx'
import { mayEditMeasures } from '../policy.ts'
import { measures } from '../queries/measures.ts'
import { namesOf } from '../queries/names.ts'
import { allStacking, type StackingVersion, stackingHistory, stackingPreview } from '../queries/stacking.ts'
import type { StackingFields } from '../rules/stacking.ts'
import type { BureauHouse } from '../service.ts'
import { statusOf } from './requests.ts'

export const stackingList = '/desk/bureau/measures/stacking'

export function stackingRoutes(house: BureauHouse): Route[] {
  const own = { personal: true }
  const may = mayEditMeasures
  const one = `${stackingList}/:stacking`
  return [
    get(stackingList, may, (visit) => list(visit, house), own),
    get(`${stackingList}/new`, may, (visit) => edit(visit, house, [], nothingTyped), own),
    post(`${stackingList}/new`, may, (visit) => save(visit, house, [])),
    get(one, may, async (visit) => edit(visit, house, await kept(visit), nothingTyped), own),
    post(one, may, async (visit) => save(visit, house, await kept(visit))),
  ]
}

async function list({ city }: Visit, { zone }: BureauHouse) {
  const props = { rules: await allStacking(city), today: dayOf(city.now, zone) }
  return page(
    city.words('bureau.stacking.title'),
    h(StackingListPage, { ...props, names: (await namesOf(city, zone)).measures }),
    { keep: 0 },
  )
}

async function kept({ city, params }: Visit): Promise<StackingVersion[]> {
  const versions = await stackingHistory(city, params.stacking ?? '')
  if (versions.length === 0) throw refuse.missing('bureau.refusal.noStacking')
  return versions
}

async function edit(
  { city }: Visit,
  { zone }: BureauHouse,
  versions: readonly StackingVersion[],
  typed: Typed,
  tried: StackingFields | null = null,
  status = statusOf(typed),
) {
  const id = versions[0]?.id ?? null
  const values = Object.keys(typed.values).length > 0 ? typed.values : written(versions[0], dayOf(city.now, zone), zone)
  return page(
    city.words(id === null ? 'bureau.stacking.new' : 'bureau.stacking.edit'),
    h(StackingEditPage, {
      ...{ id, versions, typed: { ...typed, values }, measures: await measures(city, zone) },
      tried: tried && (await stackingPreview(city, id, tried)),
      questions: (await vocabulary(city)).questions,
    }),
    { status, keep: 0 },
  )
}

// What was typed comes back whatever stood in the way: a mistake, another editor, or a rule that says the same.
async function save(visit: Visit, house: BureauHouse, versions: readonly StackingVersion[]) {
  const { city, fields: values } = visit
  const known = new Set((await measures(city, house.zone)).map(({ id }) => id))
  const sent = readStacking(values, known)
  if (!sent.ok) return edit(visit, house, versions, { values, errors: sent.errors })
  const { whyRu, whyEn, source, validFrom, until, seen, reason, ...said } = sent.value
  const fields = { ...said, why: { ru: whyRu, en: whyEn }, source: source === '' ? null : source }
  if (values.do === 'preview') return edit(visit, house, versions, { values, errors: {} }, fields)
  const validTo = until === null ? null : daysOn(until, 1, house.zone)
  try {
    await saveStacking(city, { id: versions[0]?.id ?? null, seen, validFrom, validTo, fields, reason })
  } catch (error) {
    if (!(error instanceof Refusal) || (error.kind !== 'invalid' && error.kind !== 'conflict')) throw error
    const errors = error.kind === 'invalid' ? error.fields : { among: { key: error.key } }
    return edit(visit, house, versions, { values, errors }, null, error.status)
  }
  return redirect(stackingList)
}

// A rule as the fields of its form.
function written(version: StackingVersion | undefined, today: string, zone: string): Fields {
  if (!version) return { seen: '0', validFrom: today, rule: 'exclusive', certainty: 'editorial' }
  const { body, validTo } = version
  return {
    ...{ among: body.among, rule: body.rule, limit: String(body.limit ?? ''), certainty: body.certainty },
    ...{ whyRu: body.why.ru, whyEn: body.why.en, source: body.source ?? '', validFrom: today },
    ...{ until: validTo === null ? '' : daysOn(validTo, -1, zone), seen: String(version.version) },
  }
}

function daysOn(day: string, by: number, zone: string): string {
  return dayOf(later(atHour(day, 12, zone), days(by)), zone)
}
