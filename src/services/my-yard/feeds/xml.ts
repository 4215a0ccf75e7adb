// Plain data as XML, in the shape that Open311 gives its lists.
import { XMLBuilder } from 'fast-xml-parser'

export type Plain = string | number | boolean | null | readonly Plain[] | { readonly [name: string]: Plain }

const builder = new XMLBuilder({ format: true, suppressEmptyNode: true, processEntities: true })

/** The document; a list of things named `item` stands as `<list><item>…</item></list>`. Nothing is an empty element. */
export function xmlOf(root: string, content: Plain): string {
  return `<?xml version="1.0" encoding="utf-8"?>\n${builder.build({ [root]: written(content) })}`
}

// XML 1.0 cannot hold control characters or halves of a surrogate pair, not even escaped.
const unwritable = /[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu

function written(value: Plain): unknown {
  if (value === null) return ''
  if (typeof value === 'string') return value.replace(unwritable, '')
  if (typeof value !== 'object') return value
  if (isList(value)) return value.map(written)
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, written(one)]))
}

function isList(value: Plain): value is readonly Plain[] {
  return Array.isArray(value)
}
