// Plain text of what sources write: markup is read as a browser reads it and leaves nothing but its words.
import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterTypes.ChildNode
type Parent = DefaultTreeAdapterTypes.ParentNode

const silent = new Set(['script', 'style', 'template', 'noscript', 'iframe', 'object', 'svg', 'math', 'head', 'title'])
const apart = new Set(
  'address article aside blockquote br dd div dl dt figcaption figure footer h1 h2 h3 h4 h5 h6 header hr li main ol p pre section table td th tr ul'.split(
    ' ',
  ),
)

/** More than any announcement needs; what is behind it is not read. */
const mostRead = 200_000
/** What no text holds: controls, marks that turn the direction of reading, signs without width, and halves of signs. */
const unseen = /(?!\n)\p{Cc}|[\u200b\u200e\u200f\u2028-\u202e\u2060-\u2069\ufeff\ufffe\uffff]|\p{Cs}/gu

/**
 * The words of a text that may be HTML, in paragraphs parted by one line break; at most `most` characters, cut with «…». Scripts,
 * styles, frames and all addresses are gone. A text without markup stays as it is.
 */
export function plainTextOf(html: string, most = 10_000): string {
  const short = html.slice(0, mostRead)
  const text = /[<&]/.test(short) ? wordsIn(parseFragment(short)) : short
  const tidy = text
    .normalize('NFC')
    .replace(/\r\n?/g, '\n')
    .replace(/[^\S\n]+/g, ' ')
    .replace(unseen, '')
    .replace(/ ?\n[ \n]*/g, '\n')
    .trim()
  return tidy.length > most ? `${tidy.slice(0, most - 1).replace(/[\ud800-\udbff]$/, '')}…` : tidy
}

/** The same on one line: for titles and names. */
export function lineOf(html: string, most = 300): string {
  return plainTextOf(html.replaceAll('\n', ' '), most * 4)
    .replaceAll('\n', ' ')
    .slice(0, most)
    .trim()
}

// Without recursion: whoever nests a hundred thousand elements gets their words and no overflow.
function wordsIn(root: Parent): string {
  const found: string[] = []
  const waiting: (Node | string)[] = [...root.childNodes].reverse()
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node === 'string') found.push(node)
    else if ('value' in node) found.push(node.value.replace(/\s+/g, ' '))
    else if ('tagName' in node && !silent.has(node.tagName)) {
      const edge = apart.has(node.tagName) ? '\n' : ''
      found.push(edge)
      waiting.push(edge)
      for (let at = node.childNodes.length - 1; at >= 0; at -= 1) {
        const child = node.childNodes[at]
        if (child) waiting.push(child)
      }
    }
  }
  return found.join('')
}
