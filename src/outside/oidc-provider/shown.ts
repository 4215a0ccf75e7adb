// The library's pages that only pass a post on by a script: read, so that the house can show them in its own way.
import type { Shown } from './index.ts'

/** What a page of the library's would post, and where; null for any other answer. */
export function passingOn(body: unknown, issuer: string): Extract<Shown, { kind: 'passing' }> | null {
  if (typeof body !== 'string' || !body.includes('<title>Submitting Callback</title>')) return null
  const action = / action="([^"]*)"/.exec(body)?.[1]
  if (action === undefined) return null
  const fields = Object.fromEntries(
    [...body.matchAll(/<input type="hidden" name="([^"]*)" value="([^"]*)"\/>/g)].map(([, name = '', value = '']) => [
      plain(name),
      plain(value),
    ]),
  )
  const to = new URL(plain(action), issuer)
  const own = to.origin === new URL(issuer).origin
  return { kind: 'passing', action: own ? to.pathname : to.href, fields, formsTo: own ? [] : [to.origin] }
}

function plain(escaped: string): string {
  return escaped
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
}
