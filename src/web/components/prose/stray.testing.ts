// What is wrong with HTML that should hold only what a text may.
import { tags } from '#platform/markdown/index.ts'

const allowed: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(tags.map((tag) => [tag, []])),
  a: ['href', 'rel', 'class'],
  img: ['src', 'alt', 'width', 'height', 'loading', 'decoding'],
  ol: ['start'],
  th: ['scope', 'class'],
  td: ['class'],
  pre: ['tabindex'],
  div: ['class', 'lang'],
  span: ['class', 'lang'],
  section: ['class', 'tabindex', 'aria-label'],
}
const single = ['br', 'hr', 'img']

/** Every tag, attribute, address and closing that should not be there; empty is good. Reads strictly: what it cannot read is wrong. */
export function stray(html: string): string[] {
  const found: string[] = []
  const open: string[] = []
  const rest = html.replaceAll(
    /<(\/?)([a-z0-9]+)((?:\s+[a-z-]+(?:="[^"<]*")?)*)\s*\/?>/g,
    (whole, end: string, tag: string, given: string) => {
      const known = allowed[tag]
      if (!known) found.push(`tag ${tag}`)
      if (end !== '') {
        if (open.pop() !== tag) found.push(`closing ${tag}`)
        return ''
      }
      if (!single.includes(tag)) open.push(tag)
      for (const [, name = '', value = ''] of given.matchAll(/([a-z-]+)(?:="([^"]*)")?/g)) {
        if (!known?.includes(name)) found.push(`${name} of ${whole}`)
        if (name === 'href' && !/^(\/(?![/\\])|https?:\/\/|mailto:|tel:)/i.test(value)) found.push(`address ${value}`)
        if (name === 'src' && !value.startsWith('/pages/pictures/')) found.push(`picture ${value}`)
      }
      return ''
    },
  )
  if (/[<>]/.test(rest.replaceAll('>', ''))) found.push(`unread ${rest.slice(0, 80)}`)
  return [...found, ...open.map((tag) => `unclosed ${tag}`)]
}
