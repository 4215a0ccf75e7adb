// Editing routes: which body takes a topic on which land and in which district.
import { z } from 'zod'
import { casesReference, routeShape, saveRoute, topics } from '#kernel/cases/index.ts'
import { bodies, districts } from '#kernel/places/index.ts'
import { field, form } from '#platform/form.ts'
import type { Editor } from '../editors.ts'

const routeForm = form({
  topic: field.code(),
  land: field.choice(['yard', 'city']),
  district: field.maybe(100),
  body: field.code(),
  supervisor: field.maybe(100),
  why: field.maybe(1000),
})

export const routeEditor: Editor = {
  name: 'routes',
  rows: async (city) => {
    const names = new Map((await bodies(city)).map(({ id, name }) => [id, name]))
    const labels = new Map((await topics(city)).map(({ code, label }) => [code, label]))
    const areas = new Map((await districts(city)).map(({ id, name }) => [id, name]))
    return (await casesReference.inForce(city, 'route', routeShape)).map(({ id, body }) => {
      const where = [
        city.words(`desk.routes.land.${body.land}`),
        body.district === null ? '' : (areas.get(body.district) ?? body.district),
      ]
      const title = `${labels.get(body.topic) ?? body.topic}, ${where.filter(Boolean).join(', ')}`
      return { id, title, note: names.get(body.body) ?? body.body }
    })
  },
  questions: async (city) => {
    const all = (await bodies(city)).map(({ id, name }) => ({ value: id, label: name }))
    const none = city.words('desk.edit.none')
    return [
      {
        name: 'topic',
        kind: 'choice',
        options: (await topics(city)).map(({ code, label }) => ({ value: code, label })),
      },
      {
        name: 'land',
        kind: 'choice',
        options: ['yard', 'city'].map((value) => ({ value, label: city.words(`desk.routes.land.${value}`) })),
      },
      {
        name: 'district',
        kind: 'choice',
        options: (await districts(city)).map(({ id, name }) => ({ value: id, label: name })),
        none: city.words('desk.routes.everywhere'),
      },
      { name: 'body', kind: 'choice', options: all },
      { name: 'supervisor', kind: 'choice', options: all, none },
      { name: 'why', kind: 'long' },
    ]
  },
  history: (city, id) => casesReference.history(city, 'route', z.unknown(), id),
  shown: (body) => {
    const { topic, land, district, body: holder, supervisor, why } = routeShape.parse(body)
    return { topic, land, district: district ?? '', body: holder, supervisor: supervisor ?? '', why: why ?? '' }
  },
  read: (fields) => {
    const sent = routeForm.check(fields)
    if (!sent.ok) return sent
    const { district, supervisor, why, ...rest } = sent.value
    const body = { ...rest, district: district || null, supervisor: supervisor || null, why: why || null }
    return { ok: true, save: (city, saving) => saveRoute(city, { ...saving, body }) }
  },
}
