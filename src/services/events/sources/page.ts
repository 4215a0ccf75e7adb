// Events of a web page: what it says for machines in JSON-LD and microdata.
import { type DefaultTreeAdapterTypes, parse } from 'parse5'
import type { ReadingOptions } from './draft.ts'
import type { Reading, SetAside } from './found.ts'
import { attribute, elementsOf, itemsIn, type MicrodataItem, type MicrodataValue } from './microdata.ts'
import { type Block, readSchemaEvents } from './schema-org.ts'
import { linkOf } from './values.ts'

type Element = DefaultTreeAdapterTypes.Element

/** Reads the events of a page, or of a bare JSON-LD file. A block that is broken is set aside with its line; the rest goes in. */
export function readPage(text: string, options: ReadingOptions): Reading {
  const setAside: SetAside[] = []
  if (/^\s*[[{]/.test(text)) return join(readSchemaEvents(blocksOf(text, 1, setAside), options), setAside)
  const document = parse(text, { sourceCodeLocationInfo: true })
  const elements = elementsOf(document)
  const base = linkOf(hrefOf(elements.find(({ tagName }) => tagName === 'base')), options.base) ?? options.base
  const blocks = elements.filter(isBlock).flatMap((element) => {
    const [content] = element.childNodes
    const line = element.sourceCodeLocation?.startLine ?? null
    return content && 'value' in content ? blocksOf(content.value, line, setAside) : []
  })
  // A page often says the same in both ways: microdata is read where JSON-LD tells of no event.
  const told = readSchemaEvents(blocks, { ...options, base })
  if (told.found.length > 0 || told.setAside.length > 0) return join(told, setAside)
  const items = itemsIn(document, null).map((item): Block => ({ line: null, data: nodeOf(item) }))
  return join(readSchemaEvents(items, { ...options, base }), setAside)
}

function isBlock(element: Element): boolean {
  const type = attribute(element, 'type') ?? ''
  return element.tagName === 'script' && /^application\/ld\+json\s*(;|$)/i.test(type.trim())
}

function blocksOf(text: string, line: number | null, setAside: SetAside[]): Block[] {
  // Comment marks and bare line breaks inside texts are what broken pages have most often.
  const bare = text
    .replace(/^\s*(<!--|\/\/\s*<!\[CDATA\[|<!\[CDATA\[)/, '')
    .replace(/(-->|\/\/\s*\]\]>|\]\]>)\s*;?\s*$/, '')
  for (const each of [bare, bare.replace(/\p{Cc}+/gu, ' ')]) {
    try {
      return [{ line, data: JSON.parse(each) }]
    } catch {
      // The next way, or what is said below.
    }
  }
  setAside.push({ line, item: null, reason: 'events.aside.badJson', values: {} })
  return []
}

/** An item of microdata in the shape of JSON-LD, so that both are read by one reader. */
function nodeOf(item: MicrodataItem): Record<string, unknown> {
  const types = [item.type ?? []].flat().map((type) => type.replace(/^.*[/#]/, ''))
  const properties = Object.entries(item.properties).map(([name, value]) => [name, [value].flat().map(saidBy)])
  return { '@type': types, ...(item.id ? { '@id': item.id } : {}), ...Object.fromEntries(properties) }
}

function saidBy(value: MicrodataValue): unknown {
  return typeof value === 'string' ? value : nodeOf(value)
}

function hrefOf(element: Element | undefined): string | undefined {
  return element && attribute(element, 'href')
}

function join(reading: Reading, more: readonly SetAside[]): Reading {
  return { found: reading.found, setAside: [...more, ...reading.setAside] }
}
