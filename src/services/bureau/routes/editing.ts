// The editor's addresses: the list of measures, one being edited or begun, and the word that a source is unchanged.
import { h } from 'preact'
import { publishedProgrammes } from '#kernel/programmes/index.ts'
import type { Fields } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { noteChecked, saveMeasure } from '../actions/measures.ts'
import { checkedForm, measureForm } from '../forms.ts'
import { EditPage } from '../pages/edit.tsx'
import { EditingPage, editingKinds } from '../pages/editing.tsx'
import { mayEditMeasures } from '../policy.ts'
import { withTerms } from '../queries/check.ts'
import { editing } from '../queries/editing.ts'
import { measureFor } from '../queries/measures.ts'
import { topics } from '../queries/queues.ts'
import { type MeasureFields, measureShape, standingOf } from '../rules/measure.ts'
import type { BureauHouse } from '../service.ts'
import { statusOf } from './requests.ts'

export function editingRoutes(house: BureauHouse): Route[] {
  const own = { personal: true }
  return [
    get('/desk/bureau/measures', mayEditMeasures, (visit) => list(visit, house), { query: ['show'], ...own }),
    get('/desk/bureau/measures/new', mayEditMeasures, (visit) => edit(visit, house, null, nothingTyped), own),
    post('/desk/bureau/measures/new', mayEditMeasures, (visit) => save(visit, house, null)),
    get(
      '/desk/bureau/measures/:measure',
      mayEditMeasures,
      (visit) => edit(visit, house, idOf(visit), nothingTyped),
      own,
    ),
    post('/desk/bureau/measures/:measure', mayEditMeasures, (visit) => save(visit, house, idOf(visit))),
    post('/desk/bureau/measures/:measure/check', mayEditMeasures, checked),
  ]
}

async function list({ city, query }: Visit, { zone }: BureauHouse) {
  const kind = editingKinds.find((each) => each === query.show) ?? 'stale'
  return page(city.words('bureau.editing.title'), h(EditingPage, { rows: await editing(city, zone), kind }), {
    keep: 0,
  })
}

async function edit(
  { city }: Visit,
  { zone }: BureauHouse,
  id: string | null,
  typed: Typed,
  preview: MeasureFields | null = null,
) {
  const measure = id === null ? null : await measureFor(city, id, zone)
  if (id !== null && !measure) throw refuse.missing('bureau.refusal.noMeasure')
  const today = dayOf(city.now, zone)
  const values = Object.keys(typed.values).length > 0 ? typed.values : written(measure, today)
  return page(
    measure?.fields.name ?? city.words('bureau.editing.new'),
    h(EditPage, {
      ...{ measure, topics: await topics(city), typed: { ...typed, values } },
      hasTerms: id !== null && (await withTerms(city)).has(id),
      programmes: await publishedProgrammes(city),
      preview: preview && { fields: preview, standing: standingOf(preview, today) },
    }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function save(visit: Visit, house: BureauHouse, id: string | null) {
  const { city, fields } = visit
  const sent = measureForm.check(fields)
  if (!sent.ok) return edit(visit, house, id, { values: fields, errors: sent.errors })
  const { validFrom, seen, reason, ended, ...said } = sent.value
  if (!(await topics(city)).some(({ code }) => code === said.topic))
    return edit(visit, house, id, { values: fields, errors: { topic: { key: 'platform.form.choose' } } })
  if (said.programme !== '' && (await publishedProgrammes(city, [said.programme])).length === 0)
    return edit(visit, house, id, { values: fields, errors: { programme: { key: 'platform.form.choose' } } })
  const before = id === null ? null : await measureFor(city, id, house.zone)
  const blank = (text: string) => (text === '' ? null : text)
  const measure = measureShape.parse({
    ...said,
    ...{ who: blank(said.who), how: blank(said.how), period: blank(said.period), law: blank(said.law) },
    ...{ note: blank(said.note), sourceDate: blank(said.sourceDate), ended: ended === 'no' ? null : ended },
    programme: blank(said.programme),
    // Whoever writes a version has just looked at its source; what is invented stays so.
    ...{ checkedOn: dayOf(city.now, house.zone), basis: before?.fields.basis === 'demo' ? 'demo' : 'city' },
  })
  if (fields.do === 'preview') return edit(visit, house, id, { values: fields, errors: {} }, measure)
  const written = await saveMeasure(city, { id, seen, validFrom, fields: measure, reason })
  return redirect(`/bureau/measures/${written.id}`)
}

async function checked(visit: Visit) {
  const { city, fields } = visit
  const id = idOf(visit)
  await noteChecked(city, { id, version: checkedForm.read(fields).version })
  const back = editingKinds.find((each) => each === fields.back)
  return redirect(back ? `/desk/bureau/measures?show=${back}` : `/bureau/measures/${id}`)
}

function idOf({ params }: Visit): string {
  return params.measure ?? ''
}

// A measure as the fields of the form.
function written(measure: Awaited<ReturnType<typeof measureFor>>, today: string): Fields {
  if (!measure) return { seen: '0', validFrom: today, notFounded: 'unsaid', ended: 'no' }
  const { levels, looking, creative, ended, ...rest } = measure.fields
  const texts = Object.entries(rest).map(([name, value]): [string, string] => [
    name,
    value === null ? '' : String(value),
  ])
  return {
    ...Object.fromEntries(texts),
    ...{ levels, looking, creative: creative ? 'yes' : '', ended: ended ?? 'no' },
    ...{ seen: String(measure.history[0]?.version ?? measure.version), validFrom: today },
  }
}
