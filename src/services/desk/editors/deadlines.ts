// Editing deadlines: how long a topic may take, by which norm, or as the city's own orientation.
import { z } from 'zod'
import { casesReference, deadlineShape, saveDeadline, topics } from '#kernel/cases/index.ts'
import { field, form } from '#platform/form.ts'
import type { Editor } from '../editors.ts'

const choices = {
  land: ['yard', 'city'],
  unit: ['hours', 'days', 'workdays'],
  kind: ['norm', 'guide'],
  covers: ['repair', 'answer'],
} as const

const deadlineForm = form(
  {
    topic: field.code(),
    land: field.choice(choices.land),
    term: field.whole(1, 1000),
    unit: field.choice(choices.unit),
    kind: field.choice(choices.kind),
    legalRef: field.maybe(500),
    covers: field.choice(choices.covers),
    note: field.maybe(2000),
  },
  ({ kind, legalRef }) => (kind === 'norm' && legalRef === '' ? { legalRef: { key: 'desk.error.legalRef' } } : {}),
)

export const deadlineEditor: Editor = {
  name: 'deadlines',
  rows: async (city) => {
    const labels = new Map((await topics(city)).map(({ code, label }) => [code, label]))
    return (await casesReference.inForce(city, 'deadline', deadlineShape)).map(({ id, body }) => {
      const { unit, term } = termOf(body)
      const land = body.land === null ? '' : `, ${city.words(`desk.routes.land.${body.land}`)}`
      const kind =
        body.kind === 'norm'
          ? city.words('cases.due.norm', { norm: body.legalRef ?? '' })
          : city.words('cases.due.guide')
      return {
        id,
        title: `${labels.get(body.topic) ?? body.topic}${land}`,
        note: `${city.words(`desk.deadlines.term.${unit}`, { n: term })}, ${kind}`,
      }
    })
  },
  questions: async (city) => {
    const of = (name: keyof typeof choices) =>
      choices[name].map((value) => ({ value, label: city.words(`desk.deadlines.${name}.${value}`) }))
    return [
      {
        name: 'topic',
        kind: 'choice',
        options: (await topics(city)).map(({ code, label }) => ({ value: code, label })),
      },
      { name: 'land', kind: 'choice', options: of('land') },
      { name: 'term', kind: 'text' },
      { name: 'unit', kind: 'choice', options: of('unit') },
      { name: 'kind', kind: 'choice', options: of('kind') },
      { name: 'legalRef', kind: 'text' },
      { name: 'covers', kind: 'choice', options: of('covers') },
      { name: 'note', kind: 'long' },
    ]
  },
  history: (city, id) => casesReference.history(city, 'deadline', z.unknown(), id),
  shown: (body) => {
    const read = deadlineShape.parse(body)
    const { unit, term } = termOf(read)
    const { topic, land, kind, legalRef, covers, note } = read
    return {
      topic,
      land: land ?? '',
      term: String(term),
      unit,
      kind,
      legalRef: legalRef ?? '',
      covers,
      note: note ?? '',
    }
  },
  read: (fields) => {
    const sent = deadlineForm.check(fields)
    if (!sent.ok) return sent
    const { term, unit, legalRef, note, ...rest } = sent.value
    const body = {
      ...rest,
      hours: unit === 'hours' ? term : null,
      days: unit === 'hours' ? null : term,
      calendar: unit === 'workdays' ? ('work' as const) : ('calendar' as const),
      legalRef: legalRef || null,
      note: note || null,
    }
    return { ok: true, save: (city, saving) => saveDeadline(city, { ...saving, body }) }
  },
}

function termOf(body: { hours: number | null; days: number | null; calendar: 'work' | 'calendar' }) {
  if (body.hours !== null) return { unit: 'hours' as const, term: body.hours }
  return { unit: body.calendar === 'work' ? ('workdays' as const) : ('days' as const), term: body.days ?? 0 }
}
