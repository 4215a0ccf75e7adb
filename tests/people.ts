// The test stage: a whole city in memory and people who act in it through real requests.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join, relative } from 'node:path'
import type { InjectOptions, LightMyRequestResponse } from 'fastify'
import { grantRole } from '#kernel/identity/index.ts'
import { openGuarded } from '#outside/guarded/real.ts'
import type { AskLink } from '#outside/links/index.ts'
import type { Letter } from '#outside/mail/index.ts'
import { openInbox } from '#outside/mail/pretend.ts'
import { openProviders } from '#outside/oidc-client/real.ts'
import { readProviders } from '#outside/oidc-client/settings.ts'
import { openSignIn } from '#outside/sign-in/real.ts'
import type { Text } from '#outside/sms/index.ts'
import { openTextInbox } from '#outside/sms/pretend.ts'
import type { VirusScan } from '#outside/virus-scan/index.ts'
import { openPretendScan } from '#outside/virus-scan/pretend.ts'
import { askWitness } from '#outside/witness/real.ts'
import { readConfig } from '#platform/config.ts'
import type { OpenDatabase } from '#platform/db/open.ts'
import { filledDatabase, testDatabase, testDatabaseUrl } from '#platform/db/testing.ts'
import type { Reaction } from '#platform/facts/index.ts'
import { type Log, openLog } from '#platform/log.ts'
import { machinery } from '#platform/policy.ts'
import { later } from '#platform/time.ts'
import { houseMigrations, type OpenCity, openCity } from '../src/city.ts'
import { demo } from '../src/demo/index.ts'
import { people } from '../src/demo/people.ts'
import { readyPack } from '../src/pack.ts'

export type Fields = Record<string, string | string[]>
export interface File {
  field: string
  name: string
  type: string
  bytes: Uint8Array
}

/** Somebody with a browser of her own: cookies are kept between requests. */
export interface Visitor {
  get(path: string, headers?: Record<string, string>): Promise<LightMyRequestResponse>
  json<Body>(path: string): Promise<Body>
  post(path: string, fields: Fields, files?: File[]): Promise<LightMyRequestResponse>
  /** The value of a cookie. */
  cookie(name: string): string | undefined
}

export interface Stage {
  city: OpenCity
  database: OpenDatabase
  /** The clock; a test moves it. */
  now: Date
  /** One of the demo's people, signed in. */
  as(person: string): Promise<Visitor>
  /** Somebody new without an account. */
  guest(address?: string): Visitor
  /** Lets every reaction that is due happen. */
  settle(): Promise<void>
  letters(): Promise<(Letter & { at: string })[]>
  /** Text messages, the newest first. */
  texts(): Promise<(Text & { at: string })[]>
  close(): Promise<void>
}

export interface StageOptions {
  pack?: boolean
  /** Puts other reactions in place of some: a service that is broken for a day. */
  reactions?: (reactions: Reaction[]) => Reaction[]
  /** Hears what is logged; silence otherwise. */
  log?: Log
  /** On a server: how many things may happen at once, 1 otherwise. The embedded database always has one connection. */
  poolSize?: number
  /** Whether other systems are told at addresses of this machine, as tests need it: true by default. */
  outsidePrivate?: boolean
  /** The address residents use, where one is set. */
  publicUrl?: string
  /** Asks other sites; nobody is asked otherwise. */
  askLink?: AskLink
  /** The file of outside providers of sign-in, where there are some. */
  providersFile?: string
  /** Offices sleep without a second factor, as in a live city; the demo's people have none. */
  staffFactor?: boolean
  /** False: a city without a message centre. */
  sms?: boolean
  /** Looks for viruses; the demo's otherwise. */
  virusScan?: VirusScan | null
}

const secret = 'a secret of the tests, thirty-two signs'

/** Opens a fresh city with the pack loaded; closing removes it. */
export async function openStage(options: StageOptions = {}): Promise<Stage> {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-stage-'))
  if (options.pack === false || options.reactions || options.publicUrl)
    return stageOver(await emptyDatabase(options.poolSize), folder, options)
  packed ??= packOnce()
  const { copy, files } = await packed
  for (const { path, bytes } of files) {
    await mkdir(join(folder, dirname(path)), { recursive: true })
    await writeFile(join(folder, path), bytes)
  }
  const stage = await stageOver(await copy(options.poolSize), folder, options)
  // Ids of one process sort in the order of their making within a millisecond; those of the copy come after all of the pack.
  stage.now = later(stage.now, 1)
  return stage
}

const emptyDatabase = (poolSize?: number) => testDatabase(houseMigrations(), { url: testDatabaseUrl(), poolSize })

// Loading the pack takes longer than all else of a stage, so each worker does it once and copies what it got.
let packed: ReturnType<typeof packOnce> | undefined

async function packOnce() {
  const folder = await mkdtemp(join(tmpdir(), 'italmas-packed-'))
  const copy = await filledDatabase(houseMigrations(), { url: testDatabaseUrl() }, async (database) => {
    await (await stageOver(database, folder, {})).city.close()
  })
  const files = await filesIn(folder)
  await rm(folder, { recursive: true, force: true })
  return { copy, files }
}

async function filesIn(folder: string) {
  const all = await readdir(folder, { recursive: true, withFileTypes: true })
  return Promise.all(
    all
      .filter((one) => one.isFile())
      .map(async (one) => {
        const path = join(one.parentPath, one.name)
        return { path: relative(folder, path), bytes: await readFile(path) }
      }),
  )
}

async function stageOver(database: OpenDatabase, folder: string, options: StageOptions): Promise<Stage> {
  const config = readConfig({
    DATA_DIR: folder,
    LOG_LEVEL: 'silent',
    ...(options.publicUrl ? { PUBLIC_URL: options.publicUrl } : {}),
    ...(options.providersFile ? { OIDC_PROVIDERS_FILE: options.providersFile } : {}),
    ...(options.staffFactor ? { STAFF_SECOND_FACTOR: 'yes' } : {}),
    READS_PER_MINUTE: '1000000',
    WRITES_PER_MINUTE: '1000000',
  })
  const clock = () => stage.now
  const inbox = openInbox(join(folder, 'inbox.jsonl'), clock)
  const texts = openTextInbox(join(folder, 'texts.jsonl'), clock)
  const city = await openCity({
    config,
    database,
    clock,
    log: options.log ?? openLog('silent'),
    secret,
    outside: {
      mail: inbox,
      sms: options.sms === false ? null : texts,
      askLink: options.askLink ?? null,
      providers: openProviders(readProviders(config.oidc.providersFile)),
      signIn: (open) => openSignIn({ database: open, secret, publicUrl: null }),
      askWitness,
      guarded: openGuarded({ allowPrivate: options.outsidePrivate ?? true }),
      virusScan: options.virusScan === undefined ? openPretendScan() : options.virusScan,
    },
    extra: (shared) => [demo(shared, inbox, texts)],
    ...(options.reactions ? { reactions: options.reactions } : {}),
  })
  const stage: Stage = {
    city,
    database,
    now: new Date('2026-11-23T08:00:00Z'),
    as: async (person) => {
      const visitor = openVisitor(city)
      const answer = await visitor.post('/demo/be', { person })
      if (answer.statusCode !== 303) throw new Error(`cannot be ${person}: ${answer.statusCode}`)
      return visitor
    },
    guest: (address) => openVisitor(city, address),
    settle: () => city.worker.settle(),
    letters: () => inbox.letters(),
    texts: () => texts.texts(),
    close: async () => {
      await city.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
  if (options.pack !== false) await readyPack(city)
  const house = city.cityFor(machinery('test'))
  for (const person of people) {
    for (const { role, body } of person.roles) await grantRole(house, { email: person.email, role, body })
  }
  await city.worker.settle()
  return stage
}

let visitors = 0

/** A browser without a window, at an address of its own, as limits count by address. */
function openVisitor(city: OpenCity, address?: string): Visitor {
  visitors += 1
  const remoteAddress = address ?? `10.${(visitors >> 16) & 255}.${(visitors >> 8) & 255}.${visitors & 255}`
  const jar = new Map<string, string>()
  const send = async (request: InjectOptions): Promise<LightMyRequestResponse> => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await city.app.inject({
      ...request,
      remoteAddress,
      headers: { host: 'city.test', ...request.headers, ...(cookie ? { cookie } : {}) },
    })
    for (const { name, value, ...rest } of answer.cookies) {
      if (rest.maxAge === 0 || value === '') jar.delete(name)
      else jar.set(name, encodeURIComponent(value))
    }
    return answer
  }
  return {
    get: (path, headers = {}) => send({ method: 'GET', url: path, headers: { accept: 'text/html', ...headers } }),
    json: async (path) => (await send({ method: 'GET', url: path, headers: { accept: 'application/json' } })).json(),
    post: (path, fields, files = []) => {
      const headers = { accept: 'text/html', origin: 'http://city.test', 'sec-fetch-site': 'same-origin' }
      if (files.length > 0) return send({ method: 'POST', url: path, ...multipart(fields, files, headers) })
      const pairs = Object.entries(fields).flatMap(([name, value]) => [value].flat().map((one) => [name, one]))
      const payload = new URLSearchParams(pairs).toString()
      return send({
        method: 'POST',
        url: path,
        payload,
        headers: { ...headers, 'content-type': 'application/x-www-form-urlencoded' },
      })
    },
    cookie: (name) => jar.get(name),
  }
}

function multipart(fields: Fields, files: File[], headers: Record<string, string>) {
  const boundary = 'italmas-boundary-0123456789'
  const parts: Buffer[] = []
  for (const [name, value] of Object.entries(fields)) {
    for (const one of [value].flat())
      parts.push(Buffer.from(`--${boundary}\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${one}\r\n`))
  }
  for (const { field, name, type, bytes } of files) {
    parts.push(
      Buffer.from(
        `--${boundary}\r\ncontent-disposition: form-data; name="${field}"; filename="${name}"\r\ncontent-type: ${type}\r\n\r\n`,
      ),
    )
    parts.push(Buffer.from(bytes), Buffer.from('\r\n'))
  }
  parts.push(Buffer.from(`--${boundary}--\r\n`))
  return {
    payload: Buffer.concat(parts),
    headers: { ...headers, 'content-type': `multipart/form-data; boundary=${boundary}` },
  }
}
