// Looking after links: each night those of published texts are gathered, and then asked for, a few a minute.
import type { AskLink, LinkReply } from '#outside/links/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { addressKind, linksOf, readMarkdown } from '#platform/markdown/index.ts'
import { demand } from '#platform/policy.ts'
import type { PageFacts } from '../facts.ts'
import { mayEdit } from '../policy.ts'
import { brokenAfterDays, dueLinks, nightOf, shownTexts } from '../queries/links.ts'
import { pagesDb } from '../tables.ts'

const announce = announcer<PageFacts>()

export interface Asking {
  zone: string
  /** Asks another site; null where the city asks none, as in the demo. */
  ask: AskLink | null
  /** Asks the house itself, without the network: the status a guest would get. */
  inside(path: string): Promise<number>
}

/** Brings the list of links up to what is shown now. What is known of a link stays as long as some page has it. */
export const gatherLinks = action('pages', async (city: City, { ask }: Pick<Asking, 'ask'>): Promise<void> => {
  demand(city.actor, mayEdit, undefined)
  const db = pagesDb(city)
  const places = (await shownTexts(city)).flatMap(({ id, texts }) =>
    linksIn(texts)
      .filter((url) => ask !== null || url.startsWith('/'))
      .map((url) => ({ url, page: id })),
  )
  await db.deleteFrom('pages.link_places').execute()
  for (let at = 0; at < places.length; at += atOnce) {
    const some = places.slice(at, at + atOnce)
    const urls = [...new Set(some.map(({ url }) => url))]
    await db
      .insertInto('pages.links')
      .values(urls.map((url) => ({ url })))
      .onConflict((clash) => clash.doNothing())
      .execute()
    await db
      .insertInto('pages.link_places')
      .values(some)
      .onConflict((clash) => clash.doNothing())
      .execute()
  }
  await db
    .deleteFrom('pages.links')
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('pages.link_places as p').select('p.url').whereRef('p.url', '=', 'pages.links.url'))),
    )
    .execute()
})

/** Asks for links that this night has not asked for; one at a time, few enough for a minute. No transaction is held meanwhile. */
export async function checkLinks(city: City, { zone, ask, inside }: Asking): Promise<number> {
  const urls = await dueLinks(city, zone, aMinute)
  const night = nightOf(city.now, zone)
  for (const url of urls) {
    const reply = url.startsWith('/') ? insideReply(await inside(url)) : await ask?.(url)
    if (reply) await noteLink(city, { url, reply, night })
  }
  return urls.length
}

const atOnce = 500
// Of the longest wait of ten seconds each, a minute's share ends before the worker's patience does.
const aMinute = 8

/** Writes down what became of asking. On the third day of failing it is announced, once. */
const noteLink = action('pages', async (city: City, input: { url: string; reply: LinkReply; night: string }) => {
  demand(city.actor, mayEdit, undefined)
  const db = pagesDb(city)
  const { url, reply, night } = input
  const link = await db.selectFrom('pages.links').selectAll().where('url', '=', url).forUpdate().executeTakeFirst()
  if (!link) return
  const checked = { checked_on: night, checked_at: city.now }
  if (reply.ok) {
    const well = { failed_on: [], failing_since: null, reason: null, told_at: null }
    await db
      .updateTable('pages.links')
      .set({ ...checked, ...well })
      .where('url', '=', url)
      .execute()
    return
  }
  const days = link.failed_on.includes(night) ? link.failed_on : [...link.failed_on, night]
  const tell = days.length >= brokenAfterDays && link.told_at === null
  await db
    .updateTable('pages.links')
    .set({
      ...checked,
      failed_on: days,
      failing_since: link.failing_since ?? city.now,
      reason: reply.fault,
      told_at: tell ? city.now : link.told_at,
    })
    .where('url', '=', url)
    .execute()
  if (!tell) return
  const pages = await db.selectFrom('pages.link_places').select('page').where('url', '=', url).orderBy('page').execute()
  const [first] = pages
  if (first) await announce(city, 'pages.broken', first.page, { url, pages: pages.map(({ page }) => page) })
})

function linksIn(texts: { ru: { body: string }; en: { body: string } | null }): string[] {
  const both = [texts.ru.body, texts.en?.body ?? ''].flatMap((body) => linksOf(readMarkdown(body, { title: '' }).nodes))
  return [...new Set(both.filter((url) => addressKind(url) !== 'contact').map((url) => url.replace(/#.*$/, '')))]
}

// A page that asks one to sign in is there.
function insideReply(status: number): LinkReply {
  if (status < 400 || status === 403) return { ok: true }
  return { ok: false, fault: status >= 500 ? 'failing' : 'missing' }
}
