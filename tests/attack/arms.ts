// What an attacker brings: every route with an address that exists, every field a form knows, and hostile things to put into both.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { LightMyRequestResponse } from 'fastify'
import type { Route } from '#platform/http/route.ts'
import type { Log } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { projectRoot } from '#platform/root.ts'
import type { LivedIn } from '../lived-in.ts'
import type { Stage } from '../people.ts'

/** Markup that would run if a page showed it as it came. */
export const markup = `"'><script>steal()</script><img src=x onerror=steal()>{{7*7}}\${7*7}`

export const hostileTexts: Record<string, string> = {
  markup,
  sql: `'; drop table cases.cases; -- \\' or 1=1 /*`,
  // Longer than any field may be, a thousand of which a test still sends in seconds.
  long: 'ы'.repeat(30_000),
  nul: 'до\u0000после',
  control: '\u0001\u001b[31m\u202eтекст\u200b\ufeff',
  surrogate: '\ud800',
  number: '-1e309',
  huge: '9'.repeat(40),
  path: '../../../../etc/passwd',
  header: 'ок\r\nSet-Cookie: session=stolen\r\n\r\n<h1>',
  prototype: '__proto__',
}

export interface DoorRoute extends Route {
  door: Module
}

/** All routes that doors bring. */
export function routesOf(stage: Stage): DoorRoute[] {
  return stage.city.doors.flatMap((door) => (door.routes ?? []).map((route) => ({ ...route, door })))
}

/** The address of a route with what exists in the city; something unknown where nothing of the kind does. */
export function addressOf(route: Pick<Route, 'path'>, lived: LivedIn): string {
  return route.path
    .replace('/tile/*', '/tile/entries/000.p/1')
    .replaceAll(/:(\w+)/g, (_, name: string) => encodeURIComponent(existing(route.path, name, lived)))
}

function existing(path: string, name: string, lived: LivedIn): string {
  if (path.startsWith('/desk/account/requests/')) return String(lived.request)
  if (name === 'call' && /:call\/(review|decision|awards)\b/.test(path)) return lived.judged.call
  if (name === 'application') return lived.applied.application
  if (name === 'call') return lived.applied.call
  if (name === 'document' && path.startsWith('/desk/programmes/:id')) return 'd1'
  if (name === 'document') return lived.applied.document
  if (name === 'asked' && path.includes('/programmes/')) return 'd1'
  if (name === 'page' && path.includes('/programmes/')) return 'p1'
  if (name === 'field') return path.includes('/report/') ? 'r1' : 'f1'
  if (name === 'id' && /^(\/desk)?\/programmes\/:id/.test(path)) return lived.applied.programme
  if (path.includes('/bureau/requests/')) return String(lived.advice.number)
  if (name === 'measure' && path.includes('/bureau/')) return 'sup-004'
  if (name === 'stacking') return 'stack-tax'
  if (path.startsWith('/desk/programmes/terms/')) return 'sup-001'
  if (name === 'derived') return 'category'
  if (path.startsWith('/desk/programmes/questions/')) return 'form'
  if (name === 'source') return 'pro-culture-file'
  if (name === 'asked') return 'form'
  if (path.startsWith('/events/venues/')) return 'ven-001'
  if (/^\/events\/:id(\/calendar\.ics)?$/.test(path)) return 'evt-001'
  if (name === 'organisation') return lived.organisation.id
  if (name === 'power') return lived.organisation.power
  if (name === 'number') return path.endsWith('/confirmation') ? lived.resolved.number : lived.released.number
  if (name === 'size') return 'medium'
  if (name === 'kind' && path.includes('/pages/')) return 'legal'
  if (name === 'slug') return 'privacy'
  if (name === 'version') return '1'
  if (path.startsWith('/pages/pictures/')) return lived.picture
  if (path.startsWith('/threads/')) return name === 'kind' ? 'case' : lived.told.number
  if (name === 'place') return '1'
  if (name === 'observation') return lived.observation
  if (name === 'question') return String(lived.question.number)
  if (name === 'booking') return lived.booking
  if (name === 'system') return lived.system
  if (name === 'assignment') return lived.judged.review
  if (name === 'occasion') return 'res-013'
  if (name === 'draft') return lived.organised.draft
  if (name === 'step') return 'what'
  if (name === 'session') return lived.organised.session
  if (name === 'seat') return lived.organised.seat
  if (name === 'code' && path.startsWith('/events/check-in/')) return lived.organised.code
  if (path.startsWith('/desk/events/conflicts/:id')) return lived.organised.imported
  if (/^(\/desk\/events\/moderation|\/events\/cabinet\/events)\/:id/.test(path)) return lived.organised.event
  const known: [RegExp, string][] = [
    [/^\/desk\/ledger\//, lived.judged.account],
    [/^\/open-data\/(keys|webhooks)\//, lived.draft],
    [/^\/open-data\//, 'small-wins'],
    [/^\/chronicle\/receipts\/of\//, 'project:prj-001.json'],
    [/^\/chronicle\/receipts\//, '1.json'],
    [/\/milestones\/:id/, lived.milestone],
    [/\/desk\/strategy\/evidence\//, lived.evidence],
    [/\/desk\/strategy\/reports\//, lived.report],
    [/\/desk\/strategy\/projects\//, 'prj-001'],
    [/\/strategy\/years\//, '2026'],
    [/\/strategy\/export\//, 'goals.csv'],
    [/^\/media\//, lived.released.photo.id],
    [/^\/small-wins\/totals\//, 'tram-track'],
    [/^\/small-wins\//, lived.win],
    [/\/small-wins\/:id\/(withdrawal|correction)/, lived.win],
    [/^\/desk\/small-wins\//, lived.draft],
    [/\/directions\//, 'business'],
    [/^\/desk\/routes\//, 'rte-001'],
    [/^\/desk\/deadlines\//, 'ddl-001'],
    [/\/indicators\/|^\/desk\/strategy\//, 'ind-001'],
    [/\/projects\//, 'prj-001'],
    [/^\/desk\/bodies\//, 'bod-015'],
    [/^\/languages\/udm\//, 'web.menu'],
    [/^\/desk\/languages\//, lived.phrase],
    [/^\/desk\/topics\//, 'road.pothole'],
    [/open311.*\/services\//, 'road.pothole.json'],
    [/open311.*\/requests\//, `${lived.released.number}.json`],
  ]
  return known.find(([pattern]) => pattern.test(path))?.[1] ?? '1'
}

/** The names of the fields that a module's forms know, read from its pages and forms. */
export function fieldNames(door: Pick<Module, 'name' | 'floor' | 'folder'>): string[] {
  const found = new Set<string>()
  for (const file of sources(join(projectRoot, 'src', door.folder ?? `${door.floor}/${door.name}`))) {
    const text = readFileSync(file, 'utf8')
    for (const [, name] of text.matchAll(/\bname="(\w+)"/g)) found.add(name ?? '')
    if (/forms?\.ts$/.test(file)) for (const [, name] of text.matchAll(/\b(\w+): (?:field|z)\./g)) found.add(name ?? '')
  }
  return [...found]
}

/** What somebody well-meaning would write into fields of these names. */
export const goodFields: Record<string, string> = {
  about: 'project:prj-001',
  address_string: 'Пушкинская, 270',
  agree: 'yes',
  answer: 'Ответ',
  auth: 'none',
  consent: 'yes',
  decision: 'accepted',
  description: 'Яма у подъезда',
  district: 'dst-003',
  email: 'somebody@example.com',
  inn: '7707083893',
  key: 'k'.repeat(32),
  day: '1',
  endpoint: 'https://push.example/1',
  hour: '9',
  facts: 'cases.opened',
  land: 'yard',
  looking: 'business',
  measure: 'sup-004',
  name: 'Аня',
  note: 'Готово',
  organisation: 'МБУ «Библиотеки»',
  period: '2025',
  purpose: 'Чтобы продлевать книги',
  place: 'с. 1',
  quantity: '1',
  quotation: '«Яма у подъезда»',
  reason: 'Не сделано',
  redirectUris: 'https://library.example/back',
  queue: 'first',
  quiet: 'yes',
  quietFrom: '22',
  quietTo: '8',
  rhythm: 'daily',
  said: 'Яма у подъезда, Пушкинская, 270',
  scopes: 'profile',
  service_code: 'road.pothole',
  site: 'https://library.example/',
  source: 'https://example.org/',
  sourceDate: '2026-03-31',
  text: 'Яма у подъезда',
  title: 'Яма засыпана',
  to: 'bod-015',
  topic: 'road.pothole',
  url: 'https://example.org/hook',
  value: '30',
  weekly: '3',
  where: 'Пушкинская, 270',
  titleRu: 'Заголовок',
  leadRu: 'О чём это',
  bodyRu: 'Текст со [ссылкой](/cases)',
  seen: '1',
  slug: 'something-new',
  kind: 'news',
  version: '1',
  why: 'Это не городское дело',
  word: 'Осмотрено на месте',
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.tsx?$/.test(name) && !/\.(test|testing|examples)\./.test(name))
    .map((name) => join(folder, name))
}

/** What is wrong with an answer to something hostile; empty when it stood. */
export function harm(answer: LightMyRequestResponse): string[] {
  const said: string[] = []
  const body = answer.body
  if (answer.statusCode >= 500 && answer.statusCode !== 503) said.push(`status ${answer.statusCode}`)
  const type = String(answer.headers['content-type'] ?? '')
  if (/html|xml/.test(type) && /<script>steal|<img src=x onerror/.test(body))
    said.push('hostile markup comes back as markup')
  if (/\bat .+\.(?:ts|tsx|js|mjs):\d+|node_modules|syntax error at|invalid input syntax/.test(body))
    said.push('a stack or a database error shows')
  if (answer.cookies.some(({ name, value }) => name === 'session' && value === 'stolen'))
    said.push('a header was smuggled in')
  if (/\b(?:undefined|\[object Object\]|NaN)\b/.test(text(body, type))) said.push('a value of the machine shows')
  return said
}

function text(body: string, type: string): string {
  return type.includes('html') ? body.replaceAll(/<[^>]*>/g, ' ').replaceAll(/steal|constructor/g, '') : ''
}

export interface Heard {
  log: Log
  /** Every line with all its fields, as it was given to the log: before anything is left out. */
  lines: string[]
  bugs(): string[]
}

/** A log that keeps everything it is given. */
export function openHearing(): Heard {
  const lines: string[] = []
  const at = (level: string, bound: object): ((fields: object, message: string) => void) => {
    return (fields, message) => lines.push(JSON.stringify({ level, ...bound, ...fields, message }))
  }
  const log = (bound: object): Log => ({
    info: at('info', bound),
    warn: at('warn', bound),
    error: at('error', bound),
    child: (fields) => log({ ...bound, ...fields }),
  })
  return { log: log({}), lines, bugs: () => lines.filter((line) => line.startsWith('{"level":"error"')) }
}
