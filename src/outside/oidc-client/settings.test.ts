// The file of providers: everything wrong is said at once in sentences, services owned abroad are refused, and least is kept.
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { levels } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { bestLevel, keptOf, levelIn, subjectIn } from './claims.ts'
import { type Provider, ProvidersWrong, readProviders } from './settings.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'italmas-settings-'))
  await writeFile(join(folder, 'secret'), 's3cret\n')
  await writeFile(join(folder, 'empty'), '\n')
})
afterAll(() => rm(folder, { recursive: true }))

const plain = {
  id: 'gateway',
  title: { ru: 'Шлюз', en: 'Gateway' },
  issuer: 'https://gateway.example',
  clientId: 'city',
  auth: 'client_secret_basic',
  secretFile: 'secret',
}

async function read(content: unknown): Promise<Provider[]> {
  const file = join(folder, 'providers.json')
  await writeFile(file, typeof content === 'string' ? content : JSON.stringify(content))
  return readProviders(file)
}

async function problems(content: unknown): Promise<string> {
  const failed = await read(content).then(
    () => null,
    (error: unknown) => error,
  )
  if (!(failed instanceof ProvidersWrong)) throw new Error('the file was taken')
  return failed.problems.join('\n')
}

test('no file is no provider; a small one is whole by what is usual', async () => {
  expect(readProviders(null)).toEqual([])
  const [provider] = await read({ providers: [plain] })
  expect(provider).toMatchObject({
    ...{ secret: 's3cret', scopes: ['openid'], pkce: true, nonce: true, responseMode: 'query', idTokenAlgs: ['RS256'] },
    ...{ clockSkewSeconds: 30, timeoutSeconds: 8, userinfo: 'json', logout: 'none', keep: [], discovery: true },
  })
})

test('everything that is wrong is said at once, by the provider’s name', async () => {
  const said = await problems({
    providers: [
      { ...plain, issuer: 'http://gateway.example', scopes: ['profile'], secretFile: 'nowhere' },
      {
        ...plain,
        id: 'other',
        discovery: false,
        pkce: false,
        nonce: false,
        caFile: 'secret',
        secretFile: 'empty',
        logout: 'end-session',
      },
      {
        ...plain,
        id: 'other',
        auth: 'private_key_jwt',
        keyFile: 'secret',
        authorizeParams: { state: 'mine', prompt: 'login' },
      },
      { ...plain, id: 'Third', tittle: 'x', idTokenAlgs: ['none'], keep: ['password'], clockSkewSeconds: 4000 },
    ],
  })
  for (const expected of [
    'gateway: issuer: нужен адрес https://',
    'other: endpoints.authorize',
    'other: endpoints.token',
    'other: endpoints.jwks',
    'other: endpoints.userinfo',
    'other: endpoints.endSession',
    'other: pkce, nonce',
    'other: caFile: в файле нет сертификатов',
    'other: secretFile: файл пуст',
    'other: keyFile: это не закрытый ключ',
    'other: authorizeParams.state',
    'other: такой id уже есть',
    'Third: id',
    'Third: idTokenAlgs',
    'Third: keep',
    'Third: clockSkewSeconds',
    'tittle',
  ]) {
    expect(said).toContain(expected)
  }
  expect(await problems('{')).toContain('это не JSON')
  expect(await problems([])).toContain('"providers"')
  expect(() => readProviders(join(folder, 'none.json'))).toThrow('нет такого файла')
  expect(await problems({ providers: [{ ...plain, scopes: ['profile'], secretFile: 'nowhere' }] })).toMatch(
    /нет openid[\s\S]*нет файла nowhere/,
  )
})

test('a service owned abroad is refused with the law, whatever it is called', async () => {
  for (const issuer of [
    'https://accounts.google.com',
    'https://appleid.apple.com',
    'https://oauth.telegram.org',
    'https://login.microsoftonline.com/x/v2.0',
  ]) {
    expect(await problems({ providers: [{ ...plain, issuer }] })).toContain('149-ФЗ')
  }
  const endpoints = { authorize: 'https://accounts.google.com/o/oauth2/auth' }
  expect(await problems({ providers: [{ ...plain, endpoints }] })).toContain('149-ФЗ')
  // A name that only looks alike is nobody's.
  expect(await read({ providers: [{ ...plain, issuer: 'https://notgoogle.com' }] })).toHaveLength(1)
})

test('what a provider says is read by the map: levels, days, names, claims within claims', async () => {
  const [provider] = await read({
    providers: [
      {
        ...plain,
        level: { claim: 'amr', values: { pwd: 'simple', otp: 'standard', esia: 'confirmed' } },
        claims: {
          sub: 'urn:esia:sbj.urn:esia:sbj:oid',
          birthdate: { claim: 'birthDate', format: 'dd.MM.yyyy' },
          given_name: 'firstName',
        },
        keep: ['name', 'birthdate', 'email', 'phone'],
      },
    ],
  })
  if (!provider) throw new Error('no provider')
  const said = {
    firstName: ' Анна\u0000',
    birthDate: '29.02.2000',
    email: 'Anna@Example.RU',
    phone_number: 7,
    'urn:esia:sbj': { 'urn:esia:sbj:oid': 1000299353 },
  }
  expect(keptOf(provider, said)).toEqual({ name: 'Анна', birthdate: '2000-02-29', email: 'anna@example.ru' })
  expect(subjectIn(provider, said)).toBe('1000299353')
  for (const day of ['30.02.2000', '2000-02-29', '1.2.2000', '00.00.0000', ''])
    expect(keptOf(provider, { birthDate: day })).toEqual({})
  expect(levelIn(provider, { amr: ['pwd', 'esia'] })).toBe('confirmed')
  expect(levelIn(provider, { amr: 'otp' })).toBe('standard')
  expect([levelIn(provider, {}), levelIn(provider, { amr: ['__proto__'] }), bestLevel(provider)]).toEqual([
    'simple',
    'simple',
    'confirmed',
  ])
})

test('whatever a provider says, the level is one of ours and no higher than the best, and only what is wanted is kept', async () => {
  const [provider] = await read({
    providers: [{ ...plain, level: { claim: 'acr', values: { a: 'standard' } }, keep: ['email'] }],
  })
  if (!provider) throw new Error('no provider')
  fc.assert(
    fc.property(
      fc.dictionary(fc.oneof(fc.constantFrom('acr', 'email', 'sub'), fc.string()), fc.jsonValue()),
      (claims) => {
        const level = levelIn(provider, claims)
        expect(levels.indexOf(level)).toBeLessThanOrEqual(levels.indexOf(bestLevel(provider)))
        expect(Object.keys(keptOf(provider, claims)).every((name) => name === 'email')).toBe(true)
        const subject = subjectIn(provider, claims)
        expect(subject === null || (subject.length > 0 && subject.length <= 300)).toBe(true)
      },
    ),
  )
})

test('the example of the how-to is a whole gateway, and its confirmed account is confirmed here', async () => {
  const example = JSON.parse(await readFile(join(projectRoot, 'docs/how-to/outside-providers.example.json'), 'utf8'))
  await writeFile(join(folder, example.providers[0].secretFile), 's3cret')
  const [provider] = await read(example)
  if (!provider) throw new Error('no provider')
  expect([true, false, 'подтверждённая', undefined].map((trusted) => levelIn(provider, { trusted }))).toEqual([
    ...['confirmed', 'standard', 'confirmed', 'simple'],
  ])
  expect(keptOf(provider, { firstName: 'Анна' })).toEqual({})
})
