// What the operator may set: the only file that reads the environment. Everything wrong is said at once.
import { existsSync } from 'node:fs'
import { isAbsolute, join } from 'node:path'
import { z } from 'zod'
import { projectRoot } from './root.ts'

const port = z.coerce.number().int().min(0).max(65_535)
const yes = z
  .enum(['yes', 'no'])
  .default('no')
  .transform((value) => value === 'yes')

const unlessNo = z
  .enum(['yes', 'no'])
  .default('yes')
  .transform((value) => value === 'yes')

const schema = z.object({
  CITY_MODE: z.enum(['demo', 'live']).default('demo'),
  CITY_PACK: z.string().default('izhevsk'),
  CITY_ROLE: z.enum(['all', 'web', 'worker']).default('all'),
  CITY_DEMO_PUBLIC: yes,
  CITY_SERVICE_WORKER: unlessNo,
  STAFF_SECOND_FACTOR: yes,
  HOST: z.string().default('127.0.0.1'),
  PORT: port.default(3000),
  PUBLIC_URL: z.url().optional(),
  TRUST_PROXY: yes,
  DATA_DIR: z.string().default('./data'),
  FILES_DIR: z.string().optional(),
  DATABASE_URL: z.url().optional(),
  DATABASE_POOL: z.coerce.number().int().min(1).max(200).default(10),
  SECRET_FILE: z.string().optional(),
  CHRONICLE_KEY_FILE: z.string().optional(),
  // A name in signed notes (c2sp.org/signed-note): no blank and no plus.
  CHRONICLE_ORIGIN: z
    .string()
    .regex(/^[^\s+]+$/u)
    .optional(),
  CHRONICLE_WITNESSES_FILE: z.string().optional(),
  OIDC_KEYS_FILE: z.string().optional(),
  OIDC_PROVIDERS_FILE: z.string().optional(),
  // Other systems are told at addresses of the internet only; an intranet's operator opens its own.
  OUTSIDE_PRIVATE_ADDRESSES: z.enum(['refuse', 'allow']).default('refuse'),
  SMTP_URL: z.url().optional(),
  MAIL_FROM: z.string().optional(),
  // A login may stand in it, a password never: that is in a file.
  SMS_SMPP_URL: z.url({ protocol: /^smpps?$/ }).optional(),
  SMS_SMPP_PASSWORD_FILE: z.string().optional(),
  SMS_FROM: z
    .string()
    .regex(/^[\w .-]{1,11}$|^\d{3,15}$/)
    .optional(),
  SMS_PER_DAY: z.coerce.number().int().min(0).default(2000),
  // A plain address below which each letter has one of its own: returned@city.example.
  MAIL_RETURNS: z.email().optional(),
  // clamd by host:port or the path of its socket; a whole scan may take so many seconds.
  CLAMD_ADDRESS: z
    .string()
    .regex(/^(unix:|tcp:\/\/)?(\/.+|[\w.:[\]-]+:\d{1,5})$/)
    .optional(),
  CLAMD_SECONDS: z.coerce.number().int().min(1).max(600).default(60),
  WEB_PUSH: yes,
  WEB_PUSH_KEY_FILE: z.string().optional(),
  WEB_PUSH_LOCAL: yes,
  OPERATOR_NAME: z.string().optional(),
  OPERATOR_INN: z.string().optional(),
  OPERATOR_ADDRESS: z.string().optional(),
  READS_PER_MINUTE: z.coerce.number().int().min(1).default(3000),
  WRITES_PER_MINUTE: z.coerce.number().int().min(1).default(300),
  LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
})

export interface Config {
  mode: 'demo' | 'live'
  pack: string
  role: 'all' | 'web' | 'worker'
  host: string
  port: number
  publicUrl: string | null
  /** False takes the pages kept for the time without network off every device. */
  serviceWorker: boolean
  trustProxy: boolean
  dataFolder: string
  filesFolder: string
  database: { url: string | null; pool: number }
  secretFile: string
  /** Offices sleep until their holder shows a second factor: always in live mode. */
  staffFactor: boolean
  chronicle: ChronicleConfig
  /** Keys by which the city speaks for people to other systems; outside providers people may sign in by, null for none. */
  oidc: { keysFile: string; providersFile: string | null }
  /** `url` is null where no messages are sent: signing in by phone is then offered nowhere. */
  sms: { url: string | null; passwordFile: string | null; from: string | null; perDay: number }
  mail: { smtpUrl: string | null; from: string | null; returnsTo: string | null }
  /** Looks for viruses in what people send; without an address nothing is called clean in a live city. */
  virusScan: { address: string | null; seconds: number }
  push: PushConfig
  operator: { name: string | null; inn: string | null; address: string | null }
  /** Whether requests to other systems may go to private and loopback addresses, and without TLS. */
  outsidePrivate: boolean
  limits: { readsPerMinute: number; writesPerMinute: number }
  logLevel: string
}

export interface PushConfig {
  /** Off unless the operator turned it on: its servers are those of browser makers. */
  on: boolean
  keyFile: string
  /** True where push services on this machine are allowed, for trying it out. */
  local: boolean
}

export interface ChronicleConfig {
  /** Private keys of signed notes, the current one first. */
  keyFile: string
  /** Where the head published last is kept. */
  folder: string
  /** The log's name in its checkpoints. */
  origin: string
  /** Lines of verifier key and address; null where nobody cosigns. */
  witnessesFile: string | null
}

/** What is wrong with the settings, each in a sentence in Russian and English. */
export class ConfigWrong extends Error {
  readonly problems: readonly string[]
  constructor(problems: readonly string[]) {
    super(`Настройки не годятся / the settings are wrong:\n${problems.map((problem) => `  - ${problem}`).join('\n')}`)
    this.name = 'ConfigWrong'
    this.problems = problems
  }
}

/** Reads the settings. Throws ConfigWrong with the full list. */
export function readConfig(env: Record<string, string | undefined> = process.env): Config {
  const set = settingsIn(env, schema)
  const problems = [...demoProblems(set), ...liveProblems(set), ...smsProblems(set)]
  if (problems.length > 0) throw new ConfigWrong(problems)
  const dataFolder = absolute(set.DATA_DIR)
  return {
    mode: set.CITY_MODE,
    pack: set.CITY_PACK,
    role: set.CITY_ROLE,
    host: set.HOST,
    port: set.PORT,
    publicUrl: set.PUBLIC_URL?.replace(/\/$/, '') ?? null,
    serviceWorker: set.CITY_SERVICE_WORKER,
    trustProxy: set.TRUST_PROXY,
    dataFolder,
    filesFolder: set.FILES_DIR ? absolute(set.FILES_DIR) : join(dataFolder, 'files'),
    database: { url: set.DATABASE_URL ?? null, pool: set.DATABASE_POOL },
    chronicle: chronicleOf(set, dataFolder),
    secretFile: set.SECRET_FILE ? absolute(set.SECRET_FILE) : join(dataFolder, 'keys', 'secret'),
    mail: { smtpUrl: set.SMTP_URL ?? null, from: set.MAIL_FROM ?? null, returnsTo: set.MAIL_RETURNS ?? null },
    virusScan: { address: set.CLAMD_ADDRESS ?? null, seconds: set.CLAMD_SECONDS },
    push: pushOf(set, dataFolder),
    staffFactor: set.CITY_MODE === 'live' || set.STAFF_SECOND_FACTOR,
    oidc: {
      keysFile: oidcKeysFile(set),
      providersFile: set.OIDC_PROVIDERS_FILE ? absolute(set.OIDC_PROVIDERS_FILE) : null,
    },
    sms: {
      url: set.SMS_SMPP_URL ?? null,
      passwordFile: set.SMS_SMPP_PASSWORD_FILE ? absolute(set.SMS_SMPP_PASSWORD_FILE) : null,
      from: set.SMS_FROM ?? null,
      perDay: set.SMS_PER_DAY,
    },
    operator: { name: set.OPERATOR_NAME ?? null, inn: set.OPERATOR_INN ?? null, address: set.OPERATOR_ADDRESS ?? null },
    outsidePrivate: set.OUTSIDE_PRIVATE_ADDRESSES === 'allow',
    limits: { readsPerMinute: set.READS_PER_MINUTE, writesPerMinute: set.WRITES_PER_MINUTE },
    logLevel: set.LOG_LEVEL,
  }
}

/** The settings of the record alone, for making its key before there is a city. Throws ConfigWrong. */
export function readChronicleConfig(env: Record<string, string | undefined> = process.env): ChronicleConfig {
  const set = settingsIn(
    env,
    schema.pick({
      CITY_MODE: true,
      DATA_DIR: true,
      PUBLIC_URL: true,
      CHRONICLE_KEY_FILE: true,
      CHRONICLE_ORIGIN: true,
      CHRONICLE_WITNESSES_FILE: true,
    }),
  )
  if (set.CITY_MODE === 'live' && !set.PUBLIC_URL && !set.CHRONICLE_ORIGIN) {
    throw new ConfigWrong(['PUBLIC_URL: адрес, по которому город открывают жители / the address residents use'])
  }
  return chronicleOf(set, absolute(set.DATA_DIR))
}

/** Where the keys of the provider lie, for making them before there is a city. Throws ConfigWrong. */
export function readOidcKeysFile(env: Record<string, string | undefined> = process.env): string {
  return oidcKeysFile(settingsIn(env, schema.pick({ DATA_DIR: true, OIDC_KEYS_FILE: true })))
}

function oidcKeysFile(set: Pick<Settings, 'DATA_DIR' | 'OIDC_KEYS_FILE'>): string {
  return set.OIDC_KEYS_FILE ? absolute(set.OIDC_KEYS_FILE) : join(absolute(set.DATA_DIR), 'keys', 'oidc.json')
}

/** The settings of web push alone, for making its keys before there is a city. Throws ConfigWrong. */
export function readPushConfig(env: Record<string, string | undefined> = process.env): PushConfig {
  const names = { DATA_DIR: true, WEB_PUSH: true, WEB_PUSH_KEY_FILE: true, WEB_PUSH_LOCAL: true } as const
  const set = settingsIn(env, schema.pick(names))
  return pushOf(set, absolute(set.DATA_DIR))
}

// An empty value is none: so compose files and units may name what they do not set.
function settingsIn<Read extends z.ZodType>(env: Record<string, string | undefined>, read: Read): z.output<Read> {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const parsed = read.safeParse(given)
  if (parsed.success) return parsed.data
  throw new ConfigWrong(parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`))
}

type Settings = z.output<typeof schema>
type ChronicleSettings = Pick<
  Settings,
  'CITY_MODE' | 'PUBLIC_URL' | 'CHRONICLE_KEY_FILE' | 'CHRONICLE_ORIGIN' | 'CHRONICLE_WITNESSES_FILE'
>

// The demo's record bears a name that nobody can take for a city's.
function chronicleOf(set: ChronicleSettings, dataFolder: string): ChronicleConfig {
  const named = set.CITY_MODE === 'demo' || !set.PUBLIC_URL ? 'demo.italmas' : new URL(set.PUBLIC_URL).host
  return {
    keyFile: set.CHRONICLE_KEY_FILE ? absolute(set.CHRONICLE_KEY_FILE) : join(dataFolder, 'keys', 'chronicle'),
    folder: join(dataFolder, 'chronicle'),
    origin: set.CHRONICLE_ORIGIN ?? `${named}/chronicle`,
    witnessesFile: set.CHRONICLE_WITNESSES_FILE ? absolute(set.CHRONICLE_WITNESSES_FILE) : null,
  }
}

function pushOf(
  set: Pick<Settings, 'WEB_PUSH' | 'WEB_PUSH_KEY_FILE' | 'WEB_PUSH_LOCAL'>,
  dataFolder: string,
): PushConfig {
  const keyFile = set.WEB_PUSH_KEY_FILE ? absolute(set.WEB_PUSH_KEY_FILE) : join(dataFolder, 'keys', 'push')
  return { on: set.WEB_PUSH, keyFile, local: set.WEB_PUSH_LOCAL }
}

function demoProblems(set: Settings): string[] {
  if (set.CITY_MODE !== 'demo' || set.CITY_DEMO_PUBLIC || isLoopback(set.HOST)) return []
  return [
    `HOST=${set.HOST}: в демонстрации любой может стать диспетчером, поэтому она слушает только этот компьютер. Если так и нужно: CITY_DEMO_PUBLIC=yes. / In the demo anyone may become a dispatcher, so it listens on this machine only; set CITY_DEMO_PUBLIC=yes if you mean it.`,
  ]
}

// In live mode nothing is guessed: a city that would lose mail or answer for nobody does not start.
function liveProblems(set: Settings): string[] {
  if (set.CITY_MODE !== 'live') return []
  const needed: [unknown, string][] = [
    [set.DATABASE_URL, 'DATABASE_URL: адрес PostgreSQL 15 или новее / the address of PostgreSQL 15 or newer'],
    [set.PUBLIC_URL, 'PUBLIC_URL: адрес, по которому город открывают жители / the address residents use'],
    [
      set.SECRET_FILE,
      'SECRET_FILE: файл с секретом не короче 32 знаков / a file with a secret of at least 32 characters',
    ],
    [set.SMTP_URL, 'SMTP_URL: почтовый сервер, smtp:// или smtps:// / the mail server'],
    [set.MAIL_FROM, 'MAIL_FROM: адрес отправителя писем / the sender of letters'],
    [set.OPERATOR_NAME, 'OPERATOR_NAME: оператор персональных данных / who answers for personal data'],
    [set.OPERATOR_INN, 'OPERATOR_INN: ИНН оператора / the operator’s tax number'],
    [set.OPERATOR_ADDRESS, 'OPERATOR_ADDRESS: адрес оператора / the operator’s address'],
  ]
  const { keyFile } = chronicleOf(set, absolute(set.DATA_DIR))
  if (!existsSync(keyFile)) {
    needed.push([
      undefined,
      `CHRONICLE_KEY_FILE: нет ключа летописи ${keyFile}; его создаёт npx italmas chronicle key / there is no key of the chronicle; npx italmas chronicle key makes one`,
    ])
  }
  return needed.filter(([value]) => value === undefined).map(([, sentence]) => sentence)
}

// Half a centre sends nothing: what is missing is said at the start and not to a resident who waits for a code.
function smsProblems(set: Settings): string[] {
  if (!set.SMS_SMPP_URL) return []
  const needed: [boolean, string][] = [
    [
      new URL(set.SMS_SMPP_URL).password === '',
      'SMS_SMPP_URL: пароль не пишут в адресе, для него есть SMS_SMPP_PASSWORD_FILE / the password belongs into SMS_SMPP_PASSWORD_FILE',
    ],
    [
      set.SMS_SMPP_PASSWORD_FILE !== undefined,
      'SMS_SMPP_PASSWORD_FILE: файл с паролем центра сообщений / a file with the password of the message centre',
    ],
    [set.SMS_FROM !== undefined, 'SMS_FROM: имя или номер отправителя сообщений / the sender of text messages'],
  ]
  return needed.filter(([holds]) => !holds).map(([, sentence]) => sentence)
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127\.\d+\.\d+\.\d+$/.test(host)
}

function absolute(path: string): string {
  return isAbsolute(path) ? path : join(projectRoot, path)
}
