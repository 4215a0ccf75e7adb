// Microdata of a page (WHATWG HTML, 5): items with their properties, also those that stand elsewhere and are named by itemref.
import { type DefaultTreeAdapterTypes, parse } from 'parse5'

type Element = DefaultTreeAdapterTypes.Element
type Node = DefaultTreeAdapterTypes.Node

/** An item as plain data: one value of a name stands alone, several in a list; `type` likewise. */
export interface MicrodataItem {
  type?: string | string[]
  /** The global identifier, itemid. */
  id?: string
  properties: Record<string, MicrodataValue | MicrodataValue[]>
}

export type MicrodataValue = string | MicrodataItem

/** The top items of a page, in its order. Addresses stay as they are written, unless `base` says what they are relative to. */
export function microdataOf(html: string, base: string | null = null): MicrodataItem[] {
  return itemsIn(parse(html), base)
}

/** The same of a page that is parsed already. */
export function itemsIn(document: Node, base: string | null): MicrodataItem[] {
  const elements = elementsOf(document)
  const byId = new Map<string, Element>()
  for (const element of elements) {
    const id = attribute(element, 'id')
    if (id && !byId.has(id)) byId.set(id, element)
  }
  const page: Page = { byId, base }
  return elements
    .filter((element) => has(element, 'itemscope') && !has(element, 'itemprop'))
    .map((element) => itemOf(element, page, []))
}

interface Page {
  byId: ReadonlyMap<string, Element>
  base: string | null
}

const deepest = 20

function itemOf(root: Element, page: Page, within: readonly Element[]): MicrodataItem {
  const properties = new Map<string, MicrodataValue[]>()
  const around = [...within, root]
  for (const element of propertiesOf(root, page)) {
    // An item that is a part of itself says nothing more (the memory of the standard's algorithm).
    if (around.includes(element) || around.length > deepest) continue
    const value = has(element, 'itemscope') ? itemOf(element, page, around) : saidBy(element, page.base)
    for (const name of words(attribute(element, 'itemprop')))
      properties.set(name, [...(properties.get(name) ?? []), value])
  }
  const types = words(attribute(root, 'itemtype'))
  const id = attribute(root, 'itemid')?.trim()
  return {
    ...(types.length > 0 ? { type: one(types) } : {}),
    ...(id ? { id: resolved(id, page.base) } : {}),
    properties: Object.fromEntries([...properties].map(([name, values]) => [name, one(values)])),
  }
}

/** The elements that add properties to an item: below it and below what its itemref names, but not inside other items. */
function propertiesOf(root: Element, { byId }: Page): Element[] {
  const found: Element[] = []
  const seen = new Set<Node>([root])
  const referred = words(attribute(root, 'itemref')).flatMap((id) => byId.get(id) ?? [])
  const waiting: Element[] = [...childrenOf(root), ...referred].reverse()
  for (let element = waiting.pop(); element; element = waiting.pop()) {
    if (seen.has(element)) continue
    seen.add(element)
    if (has(element, 'itemprop') && words(attribute(element, 'itemprop')).length > 0) found.push(element)
    if (!has(element, 'itemscope')) for (const child of childrenOf(element).reverse()) waiting.push(child)
  }
  return found
}

const media = new Set(['audio', 'embed', 'iframe', 'img', 'source', 'track', 'video'])

function saidBy(element: Element, base: string | null): string {
  const said = (name: string) => attribute(element, name)
  const { tagName } = element
  if (tagName === 'meta') return said('content') ?? ''
  if (media.has(tagName)) return resolved(said('src') ?? '', base)
  if (tagName === 'a' || tagName === 'area' || tagName === 'link') return resolved(said('href') ?? '', base)
  if (tagName === 'object') return resolved(said('data') ?? '', base)
  if (tagName === 'data' || tagName === 'meter') return said('value') ?? textOf(element)
  if (tagName === 'time') return said('datetime') ?? textOf(element)
  // Beyond the standard, as pages are written: `content` on any element is meant for machines.
  return said('content') ?? textOf(element)
}

function textOf(root: Element): string {
  const found: string[] = []
  const waiting: Node[] = [...root.childNodes].reverse()
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if (node.nodeName === '#text' && 'value' in node) found.push(node.value)
    else if (node.nodeName === 'br') found.push('\n')
    else if ('childNodes' in node && node.nodeName !== 'script' && node.nodeName !== 'style')
      for (const child of [...node.childNodes].reverse()) waiting.push(child)
  }
  return found
    .join('')
    .replace(/[^\S\n]+/g, ' ')
    .replace(/\s*\n\s*/g, '\n')
    .trim()
}

function resolved(address: string, base: string | null): string {
  return base && URL.canParse(address, base) ? new URL(address, base).href : address
}

/** All elements of a tree in its order. */
export function elementsOf(root: Node): Element[] {
  const found: Element[] = []
  const waiting: Node[] = [root]
  for (let node = waiting.pop(); node; node = waiting.pop()) {
    if ('tagName' in node) found.push(node)
    if ('childNodes' in node)
      for (let at = node.childNodes.length - 1; at >= 0; at -= 1) push(waiting, node.childNodes[at])
  }
  return found
}

function push(waiting: Node[], node: Node | undefined): void {
  if (node) waiting.push(node)
}

function childrenOf(element: Element): Element[] {
  return element.childNodes.flatMap((node) => ('tagName' in node ? [node] : []))
}

/** The value of an attribute. */
export function attribute(element: Element, name: string): string | undefined {
  return element.attrs.find((each) => each.name === name)?.value
}

const has = (element: Element, name: string): boolean => attribute(element, name) !== undefined
const words = (text: string | undefined): string[] => (text ?? '').split(/\s+/).filter((each) => each !== '')

function one<Value>(values: readonly Value[]): Value | Value[] {
  const [first] = values
  return values.length === 1 && first !== undefined ? first : [...values]
}
