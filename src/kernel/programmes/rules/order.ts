// Moving the things of a definition up and down, and taking them away.
import type { Definition } from './definition.ts'

export type Ordered = 'up' | 'down' | 'remove'

/** The definition with a page, a question, a document or a question of the report moved; what it does not know changes nothing. */
export function ordered(definition: Definition, what: string, id: string, by: Ordered): Definition {
  switch (what) {
    case 'pages':
      return { ...definition, pages: moved(definition.pages, id, by) }
    case 'documents':
      return { ...definition, documents: moved(definition.documents, id, by) }
    case 'report':
      return { ...definition, report: moved(definition.report, id, by) }
    case 'fields':
      return movedField(definition, id, by)
    default:
      return definition
  }
}

function moved<Thing extends { id: string }>(things: readonly Thing[], id: string, by: Ordered): Thing[] {
  const at = things.findIndex((thing) => thing.id === id)
  const [one] = things.slice(at, at + 1)
  if (at < 0 || !one) return [...things]
  const rest = things.toSpliced(at, 1)
  return by === 'remove' ? rest : rest.toSpliced(Math.max(0, by === 'up' ? at - 1 : at + 1), 0, one)
}

// Over the edge of its page a question goes to the next one.
function movedField(definition: Definition, id: string, by: Ordered): Definition {
  const { pages } = definition
  const on = pages.findIndex(({ fields }) => fields.some((field) => field.id === id))
  const page = pages[on]
  const field = page?.fields.find((one) => one.id === id)
  if (!page || !field) return definition
  const at = page.fields.indexOf(field)
  const to = by === 'up' && at === 0 ? on - 1 : by === 'down' && at === page.fields.length - 1 ? on + 1 : on
  const next = pages[to]
  if (by === 'remove' || to === on || !next)
    return { ...definition, pages: pages.with(on, { ...page, fields: moved(page.fields, id, by) }) }
  const put = by === 'up' ? [...next.fields, field] : [field, ...next.fields]
  const left = pages.with(on, { ...page, fields: page.fields.filter((one) => one.id !== id) })
  return { ...definition, pages: left.with(to, { ...next, fields: put }) }
}
