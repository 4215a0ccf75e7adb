// Opens a city: joins platform, kernel and services into one running house; tests use it too.
import { hkdfSync } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import type { FastifyInstance } from 'fastify'
import { openSeal } from '#kernel/chronicle/index.ts'
import { knownOf, newHandle, signModule } from '#kernel/identity/index.ts'
import type { Guarded } from '#outside/guarded/index.ts'
import type { AskLink } from '#outside/links/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { OutsideProviders } from '#outside/oidc-client/index.ts'
import { openIdentityProvider } from '#outside/oidc-provider/real.ts'
import type { Push } from '#outside/push/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import type { Sms } from '#outside/sms/index.ts'
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { AskWitness } from '#outside/witness/index.ts'
import type { City, House } from '#platform/city.ts'
import type { Config } from '#platform/config.ts'
import { migrate } from '#platform/db/migrate.ts'
import type { OpenDatabase } from '#platform/db/open.ts'
import { openWorker, type Reaction, type Worker } from '#platform/facts/index.ts'
import { openFiles } from '#platform/files.ts'
import { openPageCache, type PageCache } from '#platform/http/cache.ts'
import { loadPublicFiles } from '#platform/http/public-files.ts'
import type { Route, Visit } from '#platform/http/route.ts'
import { openServer } from '#platform/http/server.ts'
import type { Log } from '#platform/log.ts'
import type { Module } from '#platform/module.ts'
import { openUses, type Phrases, type Uses } from '#platform/phrases.ts'
import { type Actor, machinery } from '#platform/policy.ts'
import { joinProcesses, type Processes } from '#platform/processes.ts'
import { projectRoot } from '#platform/root.ts'
import type { Clock } from '#platform/time.ts'
import { type Catalogue, type Locale, locales, openWords, prefixOf } from '#platform/words.ts'
import { udmurtFrom, udmurtTo } from '#web/languages.ts'
import { readAssets } from './assets.ts'
import { actorFrom, doorsOf, originOf, type Shared } from './doors.ts'
import { installedRoutes } from './installed.tsx'
import { openCityPack, zoneOf } from './pack.ts'
import { refusalPage, renderPage } from './page.tsx'
import { type Ready, wellKnown } from './well-known.ts'
import { runWorkers, type Workers } from './workers.ts'

export interface CityOptions {
  config: Config
  database: OpenDatabase
  clock: Clock
  log: Log
  outside: {
    mail: Mail
    signIn(database: OpenDatabase): SignIn
    askWitness: AskWitness
    askLink: AskLink | null
    guarded: Guarded
    providers: OutsideProviders
    sms: Sms | null
    /** Without it no browser is woken. */
    push?: Push | null
    /** Without it no file that people send is called clean. */
    virusScan?: VirusScan | null
  }
  /** The city's secret, of 32 characters at least; what is derived from it is handed on, itself never. */
  secret: string
  /** Modules that only some cities have: the demo's. */
  extra?: (shared: Shared) => Module[]
  /** Puts other reactions in place of some: a test's service that is broken for a day. */
  reactions?: (reactions: Reaction[]) => Reaction[]
}

export interface OpenCity {
  app: FastifyInstance
  doors: readonly Module[]
  shared: Shared
  cache: PageCache
  worker: Worker
  cityFor(actor: Actor, locale?: Locale): City
  /** What /readyz says; the opener marks what is done. */
  ready: Ready
  kind: 'embedded' | 'server'
  /** Lets reactions and the clock run by themselves, unless this process only serves pages. */
  startWorkers(): void
  /** Lets this process and the others over the same server know of each other's writes. */
  joinProcesses(): Promise<void>
  close(): Promise<void>
}

/** Opens the city over a database: migrates, joins the doors, builds the server. It does not listen yet. */
export async function openCity(options: CityOptions): Promise<OpenCity> {
  const { config, database, clock, log } = options
  const ready: Ready = { database: true, migrations: false, cityPack: false, reactions: false }
  const seal = await openSeal(config.chronicle, config.mode)
  const pack = openCityPack(join(projectRoot, 'city', config.pack))
  const zone = zoneOf(pack)
  let processes: Processes | null = null
  const cache = openPageCache({
    now: () => clock().getTime(),
    byHost: config.publicUrl === null,
    hears: () => processes?.hears() ?? true,
  })
  const shared: Shared = {
    config,
    files: openFiles(config.filesFolder),
    zone,
    pack,
    mail: options.outside.mail,
    signIn: options.outside.signIn(database),
    provider: openIdentityProvider({
      database,
      issuer: originOf(config),
      keysFile: config.oidc.keysFile,
      mode: config.mode,
      log,
      known: (person) => knownOf(cityFor(machinery('oidc')), person),
      signFor: (system, person) => newHandle(cityFor(machinery('oidc')), { module: signModule(system), person }),
      prefixes: locales.filter((locale) => locale !== 'ru').map((locale) => `/${locale}`),
    }),
    providers: options.outside.providers,
    sms: options.outside.sms,
    origin: originOf(config),
    push: options.outside.push ?? null,
    virusScan: options.outside.virusScan ?? null,
    seal,
    askWitness: options.outside.askWitness,
    askLink: options.outside.askLink,
    inside: async (path) =>
      (await app.inject({ method: 'GET', url: path, headers: { accept: 'text/html', host: 'house' } })).statusCode,
    guarded: options.outside.guarded,
    secretFor: (purpose) => Buffer.from(hkdfSync('sha256', options.secret, 'italmas', purpose, 32)),
    doors: () => doors,
    wordsIn: (locale) => words.in(locale),
    uses: openUses(),
  }
  const doors: Module[] = [...doorsOf(shared), ...(options.extra?.(shared) ?? [])]
  await migrate(database, houseMigrations())
  ready.migrations = true

  const own = doors.flatMap((door) => door.reactions ?? [])
  const reactions = options.reactions ? options.reactions([...own]) : own
  const committed: (() => void)[] = []
  const house = openHouse(config.mode, reactions, cache, committed, (writes) => processes?.tell(writes))
  const words = openWords(wordFolders(doors), zone)
  const cityFor = (actor: Actor, locale: Locale = 'ru'): City => ({
    db: database.kysely,
    actor,
    now: clock(),
    words: words.in(locale),
    log,
    within: { transaction: false, reads: new Set(), writes: new Set(), house },
  })
  const worker = openWorker(reactions, (via) => cityFor(machinery(via)), zone)
  const assets = readAssets()
  const framing = {
    doors,
    assets,
    demo: config.mode === 'demo',
    publicUrl: config.publicUrl,
    serviceWorker: config.serviceWorker ? '/service-worker.js' : null,
    uses: shared.uses,
    wordsIn: shared.wordsIn,
  }
  const routes: Route[] = doors.flatMap((door) => door.routes ?? [])
  routes.push(...wellKnown({ routes, database, ready, origin: config.publicUrl }))
  routes.push(
    ...installedRoutes({ doors, assets, serviceWorker: config.serviceWorker, wordsIn: (locale) => words.in(locale) }),
  )
  const gate = doors.flatMap((door) => door.keys?.(() => cityFor(machinery('keys'))) ?? [])[0]
  const app = await openServer({
    routes,
    keys: gate,
    cache,
    log,
    cityFor,
    prepare: spokenBy(doors, words, shared.uses),
    actorFor: actorFrom(shared, () => cityFor(machinery('sign-in'))),
    render: (visit, answer) => renderPage(framing, visit, answer),
    refusalPage,
    trustProxy: config.trustProxy,
    publicOrigin: config.publicUrl ? new URL(config.publicUrl).origin : null,
    publicHost: config.publicUrl ? new URL(config.publicUrl).host : null,
    secureCookies: config.publicUrl?.startsWith('https:') ?? false,
    uploadLimit: 25_000_000,
    limits: config.limits,
    publicFiles: loadPublicFiles(join(projectRoot, 'build/public')),
  })
  let workers: Workers | null = null
  return {
    app,
    doors,
    shared,
    cache,
    worker,
    cityFor,
    ready,
    kind: database.kind,
    startWorkers: () => {
      ready.reactions = true
      if (config.role === 'web') return
      const running = runWorkers(worker, log)
      workers = running
      committed.push(() => running.wake())
    },
    joinProcesses: async () => {
      processes = await joinProcesses({
        database,
        log,
        heard: (schemas) => {
          cache.drop(schemas)
          for (const tell of committed) tell()
        },
        missed: () => cache.forget(),
      })
    },
    close: async () => {
      await workers?.stop()
      await app.close()
      await processes?.close()
    },
  }
}

/** Gives a page words that note what it says, with the phrases that people have brought; those are asked again once written. */
function spokenBy(doors: readonly Module[], words: Catalogue, uses: Uses): (visit: Visit) => Promise<void> {
  const bringing = doors.flatMap((door) => (door.phrases ? [door.phrases] : []))
  let laid: readonly Phrases[] = []
  return async (visit) => {
    const { city, locale } = visit
    const brought = await Promise.all(bringing.map((phrases) => phrases(city)))
    if (brought.some((phrases, at) => phrases !== laid[at])) {
      words.lay(new Map(brought.flatMap(({ texts }) => [...texts])))
      for (const phrases of brought) uses.learn(phrases.uses)
      laid = brought
    }
    visit.city = { ...city, words: words.heardIn(locale, { from: udmurtFrom, to: udmurtTo }) }
  }
}

/**
 * The migrations of the whole house: every module's folder of them. Their order does not matter, since no module's tables
 * know another's.
 */
export function houseMigrations(): { name: string; folder: string }[] {
  return ['platform', 'kernel', 'services'].flatMap((floor) =>
    readdirSync(join(projectRoot, 'src', floor))
      .sort()
      .map((name) => ({ name, folder: join(projectRoot, 'src', floor, name, 'migrations') }))
      .filter(({ folder }) => existsSync(folder)),
  )
}

function folderOf(door: Module): string {
  return join(projectRoot, 'src', door.folder ?? `${door.floor}/${door.name}`)
}

function wordFolders(doors: readonly Module[]): { prefix: string; folder: string }[] {
  return [
    { prefix: 'platform', folder: join(projectRoot, 'src/platform') },
    { prefix: 'web', folder: join(projectRoot, 'src/web') },
    ...doors.map((door) => ({ prefix: prefixOf(door.name), folder: folderOf(door) })),
  ]
}

function openHouse(
  mode: 'demo' | 'live',
  reactions: readonly Reaction[],
  cache: PageCache,
  committed: (() => void)[],
  tellOthers: (writes: ReadonlySet<string>) => Promise<void> | undefined,
): House {
  const hearers = new Map<string, string[]>()
  for (const { fact, name } of reactions) if (fact !== null) hearers.set(fact, [...(hearers.get(fact) ?? []), name])
  return {
    mode,
    memory: cache,
    listeners: (kind) => hearers.get(kind) ?? [],
    committed: async (writes) => {
      cache.drop(writes)
      for (const tell of committed) tell()
      await tellOthers(writes)
    },
  }
}
