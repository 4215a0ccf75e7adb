// Stands between pages and the network in the browser: shows public pages that were read before where there is none, wakes up
// to send reports that wait on the device, and tells that there is news. It never touches what is posted or belongs to a person.
import { sendWaiting } from '../../services/my-yard/islands/send.ts'

interface Settings {
  /** Another version is another house: its caches take the place of those before. */
  version: string
  /** Pages that are there from the first minute. */
  pages: string[]
  /** Styles, scripts and fonts of this version. */
  files: string[]
  /** «вы без сети, страница от {when}», by language. */
  kept: Record<string, string>
  news: { title: string; body: string }
}

/** As much of the service worker's surroundings as is used here (W3C Service Workers, Push API, Background Sync). */
interface Surroundings extends EventTarget {
  readonly settings: Settings
  readonly clients: {
    claim(): Promise<void>
    matchAll(wish: { type: 'window' }): Promise<readonly { url: string; focus(): Promise<unknown> }[]>
    openWindow(url: string): Promise<unknown>
  }
  readonly registration: ServiceWorkerRegistration
  skipWaiting(): Promise<void>
}
interface Lasting extends Event {
  waitUntil(done: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  readonly preloadResponse: Promise<Response | undefined>
  respondWith(answer: Promise<Response>): void
}

declare const self: Surroundings

const { settings } = self
const own = `italmas-own-${settings.version}`
const read = `italmas-read-${settings.version}`
const mostRead = 30
const mostFiles = 60
const keptAt = 'x-kept-at'

self.addEventListener('install', (event) => lasting(event)?.waitUntil(begin()))
self.addEventListener('activate', (event) => lasting(event)?.waitUntil(takeOver()))
self.addEventListener('fetch', (event) => {
  if (!isFetching(event)) return
  const { request } = event
  const url = new URL(request.url)
  // Everything else goes its own way as if nobody stood here: posts and uploads, pictures, data, other hosts.
  if (request.method !== 'GET' || url.origin !== location.origin) return
  if (request.mode === 'navigate') event.respondWith(pageFor(event, url))
  else if (url.pathname.startsWith('/static/')) event.respondWith(fileFor(request))
})
self.addEventListener('sync', (event) => {
  if ('tag' in event && event.tag === 'my-yard-drafts') lasting(event)?.waitUntil(sendWaiting())
})
self.addEventListener('push', (event) => {
  const { title, body } = settings.news
  lasting(event)?.waitUntil(self.registration.showNotification(title, { body, tag: 'news' }))
})
self.addEventListener('notificationclick', (event) => lasting(event)?.waitUntil(showNews(event)))

async function begin(): Promise<void> {
  const cache = await caches.open(own)
  // A signed-in person's front page is hers alone, so these are asked for as a stranger asks.
  const pages = settings.pages.map((url) => new Request(url, { credentials: 'omit', cache: 'no-cache' }))
  await Promise.all([
    cache.addAll(settings.files),
    ...pages.map(async (request) => {
      const answer = await fetch(request)
      if (!isForEverybody(answer, new URL(request.url))) throw new Error(`${request.url} cannot be kept`)
      await cache.put(request, await dated(answer))
    }),
  ])
  await self.skipWaiting()
}

async function takeOver(): Promise<void> {
  const names = await caches.keys()
  const old = names.filter((name) => name.startsWith('italmas-') && name !== own && name !== read)
  await Promise.all(old.map((name) => caches.delete(name)))
  await self.registration.navigationPreload?.enable()
  await self.clients.claim()
}

/** The network first; where there is none, the page as it was read, or the page that says so. */
async function pageFor(event: Fetching, url: URL): Promise<Response> {
  try {
    const answer = (await event.preloadResponse) ?? (await fetch(event.request))
    if (isForEverybody(answer, url))
      event.waitUntil(keep(read, event.request.url, await dated(answer.clone()), mostRead))
    return answer
  } catch {
    const before = isPersonal(url) ? undefined : await known(url.href)
    if (before) return withNote(before)
    const instead = await known(/^\/en(\/|$)/.test(url.pathname) ? '/en/offline' : '/offline')
    return instead ? new Response(instead.body, { status: 503, headers: instead.headers }) : Response.error()
  }
}

async function fileFor(request: Request): Promise<Response> {
  const before = await known(request.url)
  if (before) return before
  const answer = await fetch(request)
  if (answer.ok) await keep(`${read}-files`, request.url, answer.clone(), mostFiles)
  return answer
}

/** Pages of a person, and whatever the city says is not for keeping, stay out of the caches. */
function isForEverybody(answer: Response, url: URL): boolean {
  return (
    answer.status === 200 &&
    answer.type === 'basic' &&
    !answer.redirected &&
    !isPersonal(url) &&
    (answer.headers.get('content-type') ?? '').startsWith('text/html') &&
    !/no-store|private/.test(answer.headers.get('cache-control') ?? 'no-store')
  )
}

function isPersonal({ pathname, searchParams }: URL): boolean {
  return searchParams.has('token') || /^(\/en|\/udm)?\/(account|desk|notifications|demo)(\/|$)/.test(pathname)
}

async function keep(name: string, url: string, answer: Response, most: number): Promise<void> {
  const cache = await caches.open(name)
  // Putting it last: what was read long ago goes first.
  await cache.delete(url)
  await cache.put(url, answer)
  const all = await cache.keys()
  await Promise.all(all.slice(0, Math.max(0, all.length - most)).map((request) => cache.delete(request)))
}

/** The newest that is kept under an address; by the cookies and languages of the request answers do not differ here. */
async function known(url: string): Promise<Response | undefined> {
  for (const name of [read, own, `${read}-files`]) {
    // Opening a cache would make it, and so bring back one that the next version has thrown away.
    const found = await caches.match(url, { cacheName: name, ignoreVary: true })
    if (found) return found
  }
  return undefined
}

async function dated(answer: Response): Promise<Response> {
  const headers = new Headers(answer.headers)
  headers.set(keptAt, String(Date.now()))
  return new Response(await answer.blob(), { status: answer.status, headers })
}

/** The kept page with the line that says so, first in its main part. */
async function withNote(before: Response): Promise<Response> {
  const html = await before.text()
  const language = /<html lang="(\w+)"/.exec(html)?.[1] === 'en' ? 'en' : 'ru'
  const at = new Date(Number(before.headers.get(keptAt)))
  const when = at.toLocaleString(language === 'en' ? 'en-GB' : 'ru-RU', { dateStyle: 'long', timeStyle: 'short' })
  const note = (settings.kept[language] ?? '').replace('{when}', when)
  const noted = html.replace(
    /<main\b[^>]*>/,
    (main) => `${main}<div class="notice know" role="status"><p>${note}</p></div>`,
  )
  return new Response(noted, { headers: before.headers })
}

async function showNews(event: Event): Promise<void> {
  if ('notification' in event && event.notification instanceof Notification) event.notification.close()
  const open = await self.clients.matchAll({ type: 'window' })
  const there = open.find(({ url }) => new URL(url).pathname === '/notifications')
  await (there ? there.focus() : self.clients.openWindow('/notifications'))
}

function lasting(event: Event): Lasting | null {
  return isLasting(event) ? event : null
}

function isLasting(event: Event): event is Lasting {
  return 'waitUntil' in event
}

function isFetching(event: Event): event is Fetching {
  return isLasting(event) && 'respondWith' in event
}
