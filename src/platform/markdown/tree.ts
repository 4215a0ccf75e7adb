// From the tokens of markdown-it to the tree: what is not known here does not get in.
import type { Token } from 'markdown-it'
import { addressKind } from './address.ts'
import type { Element, Node, Problem, Read, Reading, Tag } from './index.ts'

interface Open {
  tag: Tag | null
  attributes: Record<string, string>
  children: Node[]
}

interface Growing extends Reading {
  problems: Problem[]
  level: number
  /** The last heading's words, which name a table that has no caption. */
  heading: string
  captions: Set<string>
}

/** Grows the tree of a text's tokens. */
export function growTree(tokens: readonly Token[], reading: Reading): Read {
  const growing: Growing = { ...reading, problems: [], level: 1, heading: reading.title, captions: new Set() }
  return { nodes: branch(tokens, growing), problems: growing.problems }
}

const pairs: Readonly<Record<string, Tag>> = {
  paragraph: 'p',
  bullet_list: 'ul',
  ordered_list: 'ol',
  list_item: 'li',
  blockquote: 'blockquote',
  table: 'table',
  thead: 'thead',
  tbody: 'tbody',
  tr: 'tr',
  th: 'th',
  td: 'td',
  strong: 'strong',
  em: 'em',
  s: 's',
}

function branch(tokens: readonly Token[], growing: Growing): Node[] {
  const root: Open = { tag: null, attributes: {}, children: [] }
  const open: Open[] = [root]
  const top = () => open.at(-1) ?? root
  for (const token of tokens) {
    if (token.nesting === 1) open.push(opened(token, growing))
    else if (token.nesting === -1) {
      const done = open.length > 1 ? open.pop() : undefined
      if (done) close(done, top().children, growing)
    } else top().children.push(...leaf(token, growing))
  }
  return joined(root.children)
}

function opened(token: Token, growing: Growing): Open {
  const name = token.type.replace(/_open$/, '')
  if (name === 'heading') return { tag: headingTag(token.tag, growing), attributes: {}, children: [] }
  if (name === 'link') return { tag: 'a', attributes: linkAttributes(token, growing), children: [] }
  // The paragraphs of a tight list are hidden: their words stand in the item itself.
  const tag = token.hidden ? null : (pairs[name] ?? null)
  return { tag, attributes: attributesOf(token, tag), children: [] }
}

function close({ tag, attributes, children }: Open, into: Node[], growing: Growing): void {
  const nodes = joined(children)
  // A link that leads nowhere good leaves its words.
  if (tag === null || (tag === 'a' && attributes.href === undefined)) into.push(...nodes)
  else if (tag === 'table') into.push(tableOf(nodes, into, growing))
  else {
    if (tag === 'h2' || tag === 'h3' || tag === 'h4') growing.heading = textOf(nodes) || growing.heading
    into.push({ tag, attributes, children: nodes })
  }
}

function leaf(token: Token, growing: Growing): Node[] {
  switch (token.type) {
    case 'inline':
      return branch(token.children ?? [], growing)
    case 'text':
    case 'text_special':
      return [token.content]
    case 'softbreak':
      return [' ']
    case 'hardbreak':
      return [element('br')]
    case 'hr':
      return [element('hr')]
    case 'code_inline':
      return [element('code', {}, [token.content])]
    case 'fence':
    case 'code_block':
      return [element('pre', {}, [element('code', {}, [token.content])])]
    case 'image':
      return [pictureOf(token, growing)]
    default:
      return token.content === '' ? [] : [token.content]
  }
}

// «#» and «##» are both the page's second level, since its first is its title; a level left out is brought near.
function headingTag(written: string, growing: Growing): 'h2' | 'h3' | 'h4' {
  const wanted = Math.max(2, Math.min(4, Number(written.slice(1))))
  growing.level = Math.min(wanted, growing.level + 1)
  return growing.level === 2 ? 'h2' : growing.level === 3 ? 'h3' : 'h4'
}

function linkAttributes(token: Token, growing: Growing): Record<string, string> {
  const href = given(token, 'href')
  if (addressKind(href) !== null) return { href }
  growing.problems.push({ kind: 'link', at: href })
  return {}
}

function attributesOf(token: Token, tag: Tag | null): Record<string, string> {
  const start = tag === 'ol' ? given(token, 'start') : ''
  if (/^\d{1,9}$/.test(start)) return { start }
  // markdown-it says the side of a cell by a style, which the security policy refuses.
  const side = tag === 'th' || tag === 'td' ? /text-align:(right|center)/.exec(given(token, 'style')) : null
  return side?.[1] ? { align: side[1] } : {}
}

function given(token: Token, name: string): string {
  return String(token.attrGet(name) ?? '')
}

function pictureOf(token: Token, growing: Growing): Node {
  const src = given(token, 'src')
  const alt = textOf(branch(token.children ?? [], { ...growing, problems: [] })).trim()
  const size = growing.pictures?.get(src)
  if (!size) growing.problems.push({ kind: 'picture', at: src })
  else if (alt === '') growing.problems.push({ kind: 'alt', at: src })
  else return element('img', { src, alt, width: String(size.width), height: String(size.height) })
  return alt
}

const captioned = /^(?:Таблица|Table):\s*/i

function tableOf(rows: Node[], before: Node[], growing: Growing): Element {
  const last = before.at(-1)
  const said = typeof last === 'object' && last.tag === 'p' ? textOf(last.children) : ''
  const own = captioned.test(said) ? said.replace(captioned, '').trim() : ''
  if (own !== '') before.pop()
  const wanted = own || growing.heading
  let caption = wanted
  for (let n = 2; growing.captions.has(caption); n += 1) caption = `${wanted} (${n})`
  growing.captions.add(caption)
  return element('table', {}, [element('caption', {}, [caption]), ...rows])
}

function element(tag: Tag, attributes: Record<string, string> = {}, children: Node[] = []): Element {
  return { tag, attributes, children }
}

// Neighbouring words become one, so that what is written over a soft line break is found as one text.
function joined(nodes: readonly Node[]): Node[] {
  const all: Node[] = []
  for (const node of nodes) {
    const last = all.at(-1)
    if (typeof node === 'string' && typeof last === 'string') all[all.length - 1] = last + node
    else if (node !== '') all.push(node)
  }
  return all
}

function textOf(nodes: readonly Node[]): string {
  return nodes.map((node) => (typeof node === 'string' ? node : textOf(node.children))).join('')
}
