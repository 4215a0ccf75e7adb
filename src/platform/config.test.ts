// Settings: everything wrong at once, a demo that stays on this machine, a live city that guesses nothing.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { ConfigWrong, readChronicleConfig, readConfig } from './config.ts'
import { projectRoot } from './root.ts'

function problemsOf(env: Record<string, string>): readonly string[] {
  try {
    readConfig(env)
    return []
  } catch (error) {
    if (error instanceof ConfigWrong) return error.problems
    throw error
  }
}

const live = {
  CITY_MODE: 'live',
  DATABASE_URL: 'postgres://city@127.0.0.1/city',
  PUBLIC_URL: 'https://city.example/',
  SECRET_FILE: '/etc/italmas/secret',
  // Any file that is there; what is in it is read later.
  CHRONICLE_KEY_FILE: join(projectRoot, 'package.json'),
  SMTP_URL: 'smtps://mail.example',
  MAIL_FROM: 'city@city.example',
  OPERATOR_NAME: 'Администрация',
  OPERATOR_INN: '1826000000',
  OPERATOR_ADDRESS: 'Ижевск',
}

test('with nothing set it is a demo on this machine', () => {
  expect(readConfig({})).toMatchObject({
    mode: 'demo',
    host: '127.0.0.1',
    port: 3000,
    role: 'all',
    dataFolder: `${projectRoot}/data`,
    filesFolder: `${projectRoot}/data/files`,
    database: { url: null, pool: 10 },
    publicUrl: null,
  })
})

test.each(['0.0.0.0', '::', '192.168.1.5', 'city.example', '127.0.0.1.evil.test', '1270.0.0.1'])(
  'a demo refuses to listen on %s unless the operator means it',
  (HOST) => {
    expect(problemsOf({ HOST })).toEqual([expect.stringContaining('CITY_DEMO_PUBLIC=yes')])
    expect(problemsOf({ HOST, CITY_DEMO_PUBLIC: 'yes' })).toEqual([])
    expect(problemsOf({ ...live, HOST })).toEqual([])
  },
)

test.each(['127.0.0.1', '127.1.2.3', 'localhost', '::1'])('%s is this machine', (HOST) => {
  expect(problemsOf({ HOST })).toEqual([])
})

test('a live city names everything it lacks at once', () => {
  const lacking = problemsOf({ CITY_MODE: 'live' })
  for (const name of Object.keys(live).slice(1)) {
    expect(lacking.filter((sentence) => sentence.startsWith(`${name}:`)).length).toBe(1)
    expect(problemsOf({ ...live, [name]: '' })).toEqual([expect.stringContaining(`${name}:`)])
  }
  expect(lacking.length).toBe(Object.keys(live).length - 1)
  expect(readConfig(live).publicUrl).toBe('https://city.example')
})

test('what cannot be read is listed by name, all of it', () => {
  const wrong = problemsOf({
    PORT: 'eighty',
    CITY_MODE: 'test',
    PUBLIC_URL: 'city',
    DATABASE_POOL: '0',
    TRUST_PROXY: '1',
  })
  const names = ['CITY_MODE', 'PORT', 'PUBLIC_URL', 'TRUST_PROXY', 'DATABASE_POOL']
  expect(wrong.map((sentence) => sentence.split(':')[0]).sort()).toEqual(names.sort())
})

test('a record has the name of its address, and in the demo one that nobody takes for a city', () => {
  expect(readConfig(live).chronicle.origin).toBe('city.example/chronicle')
  expect(readConfig({ PUBLIC_URL: 'https://city.example' }).chronicle).toEqual({
    origin: 'demo.italmas/chronicle',
    keyFile: `${projectRoot}/data/keys/chronicle`,
    folder: `${projectRoot}/data/chronicle`,
    witnessesFile: null,
  })
  expect(readConfig({ ...live, CHRONICLE_ORIGIN: 'log.example/2' }).chronicle.origin).toBe('log.example/2')
  expect(problemsOf({ CHRONICLE_ORIGIN: 'two words' })).toEqual([expect.stringContaining('CHRONICLE_ORIGIN')])
})

test('a live city without the key of its record says which command makes one', () => {
  const missing = join(projectRoot, 'no-such-key')
  expect(existsSync(missing)).toBe(false)
  expect(problemsOf({ ...live, CHRONICLE_KEY_FILE: missing })).toEqual([
    expect.stringMatching(/^CHRONICLE_KEY_FILE: .*npx italmas chronicle key/),
  ])
  const { chronicle } = readConfig(live)
  expect(readChronicleConfig({ ...live, SMTP_URL: '' })).toEqual(chronicle)
  expect(() => readChronicleConfig({ CITY_MODE: 'live' })).toThrow('PUBLIC_URL')
})
