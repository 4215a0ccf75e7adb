// What people see of the strategy: the number, its reasons, and plainly what nobody has said.
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Fragment, h } from 'preact'
import { render } from 'preact-render-to-string'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { chronicle } from '#kernel/chronicle/index.ts'
import { places } from '#kernel/places/index.ts'
import { openFiles } from '#platform/files.ts'
import { inFrame } from '#platform/http/frame.ts'
import { type Answer, plainLook, type Visit } from '#platform/http/route.ts'
import { guest, machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import type { Locale } from '#platform/words.ts'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { openCityPack } from '../../pack.ts'
import { measureWin, reverseWin } from './actions.ts'
import { strategyRoutes } from './routes.ts'
import { strategy as strategyOf } from './service.ts'

const house = { zone: 'Europe/Samara', files: openFiles(join(tmpdir(), 'no-papers')) }
const strategy = strategyOf(house)
let bare: BareCity
beforeAll(async () => {
  bare = await openBareCity([places, chronicle(() => []), strategy])
  const house = bare.as(machinery('test'))
  await strategy.pack?.(house, openCityPack(join(projectRoot, 'city/izhevsk')))
  const fact = '01935a3e-0000-7000-8000-000000000000'
  await measureWin(house, { win: 'w1', case: '2026-000123', quantity: '1', fact })
  const demo = { ...house, within: { ...house.within, house: { ...house.within.house, mode: 'demo' as const } } }
  await measureWin(demo, { win: 'w2', case: '2026-000124', quantity: '1', fact })
  await measureWin(house, { win: 'w3', case: '2026-000125', quantity: '1', fact })
  await reverseWin(house, { win: 'w3', fact })
})
afterAll(() => bare.close())

async function answerTo(
  path: string,
  params: Record<string, string>,
  more: Partial<Visit> = {},
  locale: Locale = 'ru',
): Promise<Answer> {
  const route = strategyRoutes(house).find((each) => each.path === path)
  if (!route) throw new Error(`no route ${path}`)
  const visit: Visit = {
    city: bare.as(guest, locale),
    method: 'GET',
    path,
    params,
    query: {},
    fields: {},
    uploads: {},
    wantsJson: false,
    locale,
    look: plainLook,
    near: '',
    cookie: () => undefined,
    setCookie: () => {},
    addCookieLine: () => {},
    clearCookie: () => {},
    origin: 'http://localhost',
    ip: '127.0.0.1',
    header: () => undefined,
    ...more,
  }
  return route.run(visit)
}

async function shown(
  path: string,
  params: Record<string, string> = {},
  more: Partial<Visit> = {},
  locale: Locale = 'ru',
): Promise<string> {
  const answer = await answerTo(path, params, more, locale)
  if (answer.kind !== 'page') throw new Error(`${path} did not answer a page`)
  const { words } = bare.as(guest, locale)
  const href = (to: string) => (locale === 'ru' ? to : `/${locale}${to}`)
  return inFrame({ words, href, now: bare.now }, () => render(h(Fragment, null, answer.body)))
}

test('the strategy opens with its mission, its horizon and five directions with their workshops', async () => {
  const html = await shown('/strategy')
  expect(html).toContain('Стратегия Ижевска до 2036 года')
  expect(html).toContain('Современный техноград')
  expect(html).toContain('5 направлений')
  expect(html.match(/Мастерская прошла/g)).toHaveLength(5)
  expect(html).toContain('href="/strategy/indicators/own-confirmed-fixes"')
})

describe('a promise', () => {
  const indicator = '/strategy/indicators/:id'

  test('of the press says where it stands and that no year was named', async () => {
    const html = await shown(indicator, { id: 'ind-001' })
    expect(html).toContain('25,9')
    expect(html).toContain('год не назван')
    expect(html).toContain('href="https://www.kommersant.ru/doc/8418111"')
    expect(html).toContain('<svg role="img"')
  })

  test('without data says so and shows no zero', async () => {
    const html = await shown(indicator, { id: 'ind-008' })
    expect(html).toContain('нет данных')
    expect(html).toContain('Почему нет числа?')
    expect(html).not.toMatch(/>0[ <]/)
  })

  test('of the system leads from its number down to wins and reports, and marks what is invented', async () => {
    const html = await shown(indicator, { id: 'own-confirmed-fixes' })
    expect(html).toContain('Почему 2?')
    expect(html).toContain('href="/small-wins/w1"')
    expect(html).toContain('href="/cases/2026-000123"')
    expect(html).toContain('−1')
    expect(html.match(/вымышлено для демонстрации/g)?.length).toBeGreaterThanOrEqual(2)
    expect(await shown('/strategy')).toContain('вымышлено для демонстрации')
  })

  test('is read by programs under agreed names', async () => {
    const answer = await answerTo(indicator, { id: 'own-confirmed-fixes' }, { wantsJson: true })
    const data = JSON.parse(answer.kind === 'bytes' ? String(answer.bytes) : '{}')
    expect(Object.keys(data)).toEqual(['value', 'unit', 'kind', 'measurements'])
    expect(data).toMatchObject({ value: 2, unit: 'устранений', kind: 'sum' })
    expect(data.measurements).toHaveLength(4)
    expect(Object.keys(data.measurements[0])).toEqual(['value', 'at', 'reason', 'win', 'case'])
    const unknown = await answerTo(indicator, { id: 'ind-008' }, { wantsJson: true })
    expect(JSON.parse(unknown.kind === 'bytes' ? String(unknown.bytes) : '{}')).toMatchObject({
      value: null,
      measurements: [],
    })
  })

  test.each(['ind-999', "'; drop table strategy.plan; --", '<script>'])(
    'that is not there is missing: %s',
    async (id) => {
      await expect(answerTo(indicator, { id })).rejects.toMatchObject({ kind: 'missing' })
    },
  )
})

test('projects are sorted out by direction and stage, and a filter without meaning shows all', async () => {
  expect(await shown('/strategy/projects')).toContain('63 проекта')
  const html = await shown('/strategy/projects', {}, { query: { direction: 'it-services', stage: 'proposed' } })
  expect(html).toContain('Единая карта горожанина')
  expect(html).not.toContain('Школа управленцев')
  expect(await shown('/strategy/projects', {}, { query: { direction: 'nowhere' } })).toContain('63 проекта')
})

test('a project says that nobody was named, and from which workshop it came', async () => {
  const html = await shown('/strategy/projects/:id', { id: 'prj-007' })
  expect(html).toContain('ответственный не назван')
  expect(html).toMatch(/Мастерская «Благоустройство», 16–17 сентября 2025/)
  expect(html).toContain('href="/my-yard"')
})

test('every page speaks English, with Russian words marked as such', async () => {
  for (const [path, id] of [
    ['/strategy', ''],
    ['/strategy/directions/:id', 'business'],
    ['/strategy/indicators/:id', 'own-confirmed-fixes'],
    ['/strategy/projects', ''],
    ['/strategy/projects/:id', 'prj-001'],
  ] as const) {
    const html = await shown(path, { id }, {}, 'en')
    expect(html).toContain('<h1>')
  }
  const project = await shown('/strategy/projects/:id', { id: 'prj-001' }, {}, 'en')
  expect(project).toContain('<h1>Izhevsk Cooperation Bureau</h1>')
  expect(project).toContain('<span lang="ru">Городской информационный центр')
  const indicator = await shown('/strategy/indicators/:id', { id: 'ind-001' }, {}, 'en')
  expect(indicator).toContain('<h1>Housing per person</h1>')
  expect(indicator).toContain('m² per person')
})

test('no page carries a style attribute', async () => {
  for (const id of ['ind-001', 'ind-008', 'own-confirmed-fixes'])
    expect(await shown('/strategy/indicators/:id', { id })).not.toContain(' style=')
})
