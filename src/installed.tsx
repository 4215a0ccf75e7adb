// The city as an app on the phone: its manifest, its service worker, and the page that stands in where there is no network.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { hrefIn } from '#platform/http/read.ts'
import { bytes, get, page, type Route, type Visit } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { anyone } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import type { Locale, Words } from '#platform/words.ts'
import { OfflinePage } from '#web/offline.tsx'
import type { Assets } from './assets.ts'

export interface Installed {
  doors: readonly Module[]
  assets: Assets
  /** False takes the service worker off every device that has it (CITY_SERVICE_WORKER=no). */
  serviceWorker: boolean
  wordsIn(locale: Locale): Words
}

const kept: readonly Locale[] = ['ru', 'en']

export function installedRoutes(house: Installed): Route[] {
  const script = house.serviceWorker ? workingScript(house) : leavingScript
  return [
    get('/manifest.webmanifest', anyone, (visit) =>
      bytes('application/manifest+json; charset=utf-8', JSON.stringify(manifestIn(visit, house.assets))),
    ),
    get('/service-worker.js', anyone, () => bytes('text/javascript; charset=utf-8', script)),
    get('/offline', anyone, ({ city }) => page(city.words('web.offline.title'), <OfflinePage />, { keep: 3600 })),
  ]
}

/** W3C Web Application Manifest. The id stays the same in every language: it is one city on the phone. */
function manifestIn({ city, locale }: Visit, assets: Assets): object {
  const { words } = city
  const href = (path: string) => hrefIn(locale, path)
  const shortcut = (key: 'report' | 'mine', path: string) => ({ name: words(`web.app.${key}`), url: href(path) })
  return {
    id: '/',
    name: words('web.app.name'),
    short_name: words('web.app.shortName'),
    description: words('web.description'),
    lang: words.locale,
    dir: 'ltr',
    start_url: href('/'),
    scope: '/',
    display: 'standalone',
    // The sheet of the head in the light scheme; a page names its own for the dark one (theme-color with media).
    theme_color: '#ffffff',
    background_color: '#fbfaf6',
    icons: assets.icons.map(({ src, side, purpose }) => ({
      src,
      sizes: `${side}x${side}`,
      type: 'image/png',
      purpose,
    })),
    shortcuts: [shortcut('report', '/my-yard/report'), shortcut('mine', '/account')],
  }
}

function workingScript(house: Installed): string {
  const code = builtFile('service-worker.js')
  const pages = ['/', '/offline', ...house.doors.flatMap((door) => door.offline ?? [])]
  const settings = {
    pages: kept.flatMap((locale) => pages.map((path) => hrefIn(locale, path))),
    files: [
      house.assets.css,
      ...house.assets.scripts,
      ...house.assets.chunks,
      house.assets.icon,
      ...(house.assets.fonts ?? []),
    ],
    kept: Object.fromEntries(
      kept.map((locale) => [locale, house.wordsIn(locale)('web.offline.kept', { when: '{when}' })]),
    ),
    news: { title: house.wordsIn('ru')('web.app.shortName'), body: house.wordsIn('ru')('web.app.news') },
  }
  const version = versionOf([
    code,
    JSON.stringify(settings),
    builtFile('main.js'),
    ...kept.map((locale) => JSON.stringify(house.wordsIn(locale).texts(/./))),
  ])
  return `self.settings=${JSON.stringify({ version, ...settings })};\n${code}`
}

/** Takes itself away with all that it kept. Reports that wait on the device are not its own and stay. */
const leavingScript = `self.addEventListener('install', () => self.skipWaiting())
self.addEventListener('activate', (event) => event.waitUntil((async () => {
  for (const name of await caches.keys()) if (name.startsWith('italmas-')) await caches.delete(name)
  await self.registration.unregister()
})()))
`

function versionOf(parts: readonly string[]): string {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part).update('\0')
  return hash.digest('hex').slice(0, 12)
}

function builtFile(name: string): string {
  const file = join(projectRoot, 'build', name)
  return existsSync(file) ? readFileSync(file, 'utf8') : ''
}
