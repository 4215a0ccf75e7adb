// Editing bodies: what they are called, what they answer for, how to reach them.

import { bodies, bodyHistory, bodyShape, saveBody } from '#kernel/places/index.ts'
import { field, form } from '#platform/form.ts'
import type { Editor } from '../editors.ts'

const bodyForm = form({
  name: field.text(300),
  kind: field.maybe(200),
  responsibilities: field.maybe(2000),
  address: field.maybe(300),
  phone: field.maybe(100),
  email: field.email(),
  site: field.maybe(300),
  note: field.maybe(2000),
})

export const bodyEditor: Editor = {
  name: 'bodies',
  rows: async (city) => (await bodies(city)).map(({ id, name, kind }) => ({ id, title: name, note: kind })),
  questions: async () => [
    { name: 'name', kind: 'text' },
    { name: 'kind', kind: 'text' },
    { name: 'responsibilities', kind: 'long' },
    { name: 'address', kind: 'text' },
    { name: 'phone', kind: 'text' },
    { name: 'email', kind: 'text' },
    { name: 'site', kind: 'text' },
    { name: 'note', kind: 'long' },
  ],
  history: bodyHistory,
  shown: (body) => {
    const { name, kind, responsibilities, address, phone, email, site, note } = bodyShape.parse(body)
    return {
      name,
      kind,
      responsibilities,
      address: address ?? '',
      phone: phone ?? '',
      email: email ?? '',
      site: site ?? '',
      note: note ?? '',
    }
  },
  read: (fields, before) => {
    const sent = bodyForm.check(fields)
    if (!sent.ok) return sent
    const { name, kind, responsibilities, ...rest } = sent.value
    const optional = Object.fromEntries(Object.entries(rest).map(([key, value]) => [key, value === '' ? null : value]))
    const source = before === undefined ? null : bodyShape.parse(before)
    // An English name translates the name it was given for: a new name has none yet.
    const nameEn = source?.name === name ? source.nameEn : null
    const body = bodyShape.parse({ ...source, name, nameEn, kind, responsibilities, ...optional })
    return { ok: true, save: (city, saving) => saveBody(city, { ...saving, body }) }
  },
}
