// Markdown as a tree of what a page may hold: no HTML of a writer ever reaches a reader, since the tree has no place for it.
import MarkdownIt from 'markdown-it'
import { growTree } from './tree.ts'

export { type AddressKind, addressKind } from './address.ts'

export const tags = [
  ...(['p', 'h2', 'h3', 'h4', 'ul', 'ol', 'li', 'blockquote', 'pre', 'code', 'hr', 'br', 'strong', 'em', 's'] as const),
  ...(['a', 'img', 'table', 'caption', 'thead', 'tbody', 'tr', 'th', 'td'] as const),
] as const

export type Tag = (typeof tags)[number]

/** `attributes`: href of a link, src and alt of a picture with its width and height, start of a numbered list, align of a cell. */
export interface Element {
  tag: Tag
  attributes: Readonly<Record<string, string>>
  children: readonly Node[]
}

export type Node = string | Element

/** What was left out of the tree: a link that leads nowhere good, a picture that is not ours, or one without words. */
export interface Problem {
  kind: 'link' | 'picture' | 'alt'
  /** The address as it was written. */
  at: string
}

export interface Read {
  nodes: readonly Node[]
  problems: readonly Problem[]
}

export interface Reading {
  /** What a table without a caption of its own is called, before any heading. */
  title: string
  /** Our own pictures by their address; a picture of any other address is left out. */
  pictures?: ReadonlyMap<string, { width: number; height: number }>
}

// `html: false` is the first wall and the closed list of tags the second; what nests deeper than this is shown flat.
const markdown = new MarkdownIt({ html: false, linkify: false, typographer: false, maxNesting: 20 })
// Every address is let through to the tree, which leaves bad ones out and tells the writer.
markdown.validateLink = () => true

/**
 * Reads a text: CommonMark with the tables of GFM (GitHub's dialect). Headings begin at h2 and leave out no level. The line
 * «Таблица: …» (or «Table: …») right before a table is its caption; captions of one text all differ.
 */
export function readMarkdown(text: string, reading: Reading): Read {
  return growTree(markdown.parse(text.toWellFormed(), {}), reading)
}

/** Only the words of a tree, with a space between blocks: for summaries and searches. */
export function wordsOf(nodes: readonly Node[]): string {
  const parts = nodes.map((node) => {
    if (typeof node === 'string') return node
    if (node.tag === 'img') return ` ${node.attributes.alt ?? ''} `
    const inside = wordsOf(node.children)
    return inline.has(node.tag) ? inside : ` ${inside} `
  })
  return parts.join('').replaceAll(/\s+/g, ' ').trim()
}

const inline: ReadonlySet<Tag> = new Set(['code', 'strong', 'em', 's', 'a'])

/** The addresses that links of a tree lead to, each once, in their order. */
export function linksOf(nodes: readonly Node[]): string[] {
  const found = nodes.flatMap((node): string[] => {
    if (typeof node === 'string') return []
    const own = node.tag === 'a' && node.attributes.href !== undefined ? [node.attributes.href] : []
    return [...own, ...linksOf(node.children)]
  })
  return [...new Set(found)]
}

/** The same tree with `{{name}}` in its words replaced; names that are not given stay as they are. */
export function withValues(nodes: readonly Node[], values: Readonly<Record<string, string>>): Node[] {
  return nodes.map((node) =>
    typeof node === 'string'
      ? node.replaceAll(/\{\{(\w+)\}\}/g, (whole, name: string) =>
          Object.hasOwn(values, name) ? (values[name] ?? whole) : whole,
        )
      : { ...node, children: withValues(node.children, values) },
  )
}
