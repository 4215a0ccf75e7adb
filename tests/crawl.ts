// Walks the city by its own links: which page templates there are, where each can be seen, and which links lead nowhere.

import { splitLocale } from '#platform/http/read.ts'
import type { Route } from '#platform/http/route.ts'
import type { Stage, Visitor } from './people.ts'

export interface Crawled {
  /** Template → an address of it, in the order found; addresses of the language they were linked in. */
  pages: Map<string, string>
  /** What is wrong with links, a sentence each. */
  dead: string[]
}

/** Follows house links from `starts`, those that fit `within`; of each template no more than `most` addresses are opened. */
export async function crawl(
  stage: Stage,
  visitor: Visitor,
  starts: readonly string[],
  most = 5,
  within = /^/,
): Promise<Crawled> {
  const routes = stage.city.doors.flatMap((door) => [...(door.routes ?? [])]).filter(({ method }) => method === 'GET')
  const pages = new Map<string, string>()
  const dead: string[] = []
  const seen = new Set<string>()
  const counts = new Map<string, number>()
  const queue = starts.map((url) => ({ url, from: '' }))
  for (let next = queue.shift(); next; next = queue.shift()) {
    const { url, from } = next
    if (seen.has(url) || !within.test(url)) continue
    seen.add(url)
    const template = templateOf(routes, url)
    const kind = url.includes('?') ? `${template}?` : template
    const count = counts.get(kind) ?? 0
    if (count >= most) continue
    counts.set(kind, count + 1)
    const answer = await visitor.get(url)
    if (answer.statusCode === 303) {
      queue.push({ url: String(answer.headers.location), from: url })
      continue
    }
    if (answer.statusCode !== 200)
      dead.push(`${from || 'the start'} leads to ${url}, which answers ${answer.statusCode}`)
    if (answer.statusCode !== 200 || !String(answer.headers['content-type']).includes('html')) continue
    if (!pages.has(template)) pages.set(template, url)
    const ids = new Set([...answer.body.matchAll(/\bid="([^"]+)"/g)].map(([, id]) => id))
    for (const [, href] of answer.body.matchAll(/<a [^>]*?href="([^"]*)"/g)) {
      const link = (href ?? '').replaceAll('&amp;', '&')
      if (link.startsWith('#')) {
        if (!ids.has(decodeURIComponent(link.slice(1)))) dead.push(`${url} leads to ${link}, which is not on it`)
      } else if (/^\/(?!\/)/.test(link)) queue.push({ url: link.split('#')[0] ?? link, from: url })
      else if (link === '' || /^javascript:/i.test(link)) dead.push(`${url} has a link to nowhere: «${link}»`)
    }
  }
  return { pages, dead }
}

/** The route's path with its language, such as `en /cases/:number`. */
function templateOf(routes: readonly Route[], url: string): string {
  const { locale, rest } = splitLocale(url)
  const path = rest.split('?')[0] ?? rest
  const fitting = routes.filter((route) => fits(route.path, path))
  const [first] = fitting.sort((a, b) => (a.path.match(/:/g)?.length ?? 0) - (b.path.match(/:/g)?.length ?? 0))
  return `${locale} ${first?.path ?? path}`
}

function fits(pattern: string, path: string): boolean {
  const [want, have] = [pattern.split('/'), path.split('/')]
  return want.length === have.length && want.every((part, at) => part.startsWith(':') || part === have[at])
}
