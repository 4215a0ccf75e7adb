// The Bureau's measures, questionnaire and editor, as guests, the programme manager and programs meet them.
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, it, test } from 'vitest'
import { openWorkshop } from '#kernel/programmes/stage.testing.ts'
import { guest } from '#platform/policy.ts'
import { openStage, type Stage, type Visitor } from '#tests/people.ts'
import { readyPack } from '../../pack.ts'

let stage: Stage
let dina: Visitor
beforeAll(async () => {
  stage = await openStage()
  dina = await stage.as('dina')
})
afterAll(() => stage.close())

test.each([
  ['/bureau', 'Бюро взаимодействия'],
  ['/en/bureau', 'Bureau of Interaction'],
])('%s says what it is, with its two doors and figures of the sector', async (address, title) => {
  const { statusCode, body } = await stage.guest().get(address)
  expect(statusCode).toBe(200)
  expect(body).toContain(`${title}</h1>`)
  expect(body).toMatch(/href="(\/en)?\/events"/)
  expect(body).toContain('118')
})

describe('measures', () => {
  const list = async (query = '') => {
    const { items } = await stage
      .guest()
      .json<{ items: { id: string; standing: string }[] }>(`/bureau/measures${query}`)
    return items
  }

  it('are all there, and what is over shows only when asked', async () => {
    const [present, past] = [await list(), await list('?past=yes')]
    expect(present.length + past.length).toBe(48)
    expect(past.map(({ id }) => id)).toEqual(expect.arrayContaining(['sup-007', 'sup-009', 'sup-031', 'sup-032']))
    expect(new Set(past.map(({ standing }) => standing))).toEqual(new Set(['over']))
    const { body } = await stage.guest().get('/bureau/measures?q=креативных')
    expect(body).toContain('/bureau/measures/sup-033')
    expect(body).not.toContain('/bureau/measures/sup-043')
  })

  it('narrow by kind, level, reader, sum and whether something is founded', async () => {
    const ids = async (query: string) => (await list(query)).map(({ id }) => id)
    expect(await ids('?level=city')).toEqual(['sup-040', 'sup-041', 'sup-042', 'sup-043'])
    expect(await ids('?kind=tax&creative=yes')).toEqual(['sup-003', 'sup-004'])
    expect(await ids('?amount=30000000&kind=credit')).toEqual(['sup-012', 'sup-013'])
    expect(await ids('?founded=not-yet&kind=grant')).toContain('sup-029')
    expect(await ids('?q=такого+нет+нигде')).toEqual([])
  })

  it('stay at their address when they are over, and say since when', async () => {
    const { statusCode, body } = await stage.guest().get('/bureau/measures/sup-031')
    expect(statusCode).toBe(200)
    expect(body).toContain('приём закрыт с 3 декабря 2025')
    expect((await stage.guest().get('/bureau/measures/sup-999')).statusCode).toBe(404)
  })

  it('lead only to addresses that the data has', async () => {
    for (const { id } of [...(await list()), ...(await list('?past=yes'))]) {
      const measure = await stage.guest().json<{ source: string; applyUrl: string | null }>(`/bureau/measures/${id}`)
      const { body } = await stage.guest().get(`/bureau/measures/${id}`)
      const main = body.slice(body.indexOf('<main'), body.indexOf('</main'))
      const out = [...main.matchAll(/href="(https?:[^"]+)"/g)].map(([, address = '']) =>
        address.replaceAll('&amp;', '&'),
      )
      expect(out.length).toBeGreaterThan(0)
      for (const address of out) expect([measure.source, measure.applyUrl]).toContain(address)
    }
  })

  it('hide themselves on the day after their last one', async () => {
    const before = stage.now
    expect((await list()).map(({ id }) => id)).toContain('sup-030')
    stage.now = new Date('2027-12-31T19:00:00Z')
    // In Izhevsk it is 23 o'clock of the last day.
    expect((await list()).map(({ id }) => id)).toContain('sup-030')
    stage.now = new Date('2027-12-31T20:01:00Z')
    expect((await list()).map(({ id }) => id)).not.toContain('sup-030')
    stage.now = before
  })
})

describe('the editor', () => {
  const edit = '/desk/bureau/measures/sup-044'
  const fieldsOf = async (): Promise<Record<string, string | string[]>> => {
    const { body } = await dina.get(edit)
    const value = (name: string) => new RegExp(`name="${name}"[^>]*value="([^"]*)"`).exec(body)?.[1] ?? ''
    const texts = ['name', 'provider', 'ask', 'period', 'source', 'sourceDate', 'seen', 'validFrom', 'speaksOf']
    return {
      ...Object.fromEntries(texts.map((name) => [name, value(name)])),
      ...{ levels: ['republic'], kind: 'place', audience: 'business', looking: ['business'], topic: 'place' },
      ...{ notFounded: 'no', ended: 'no', who: '22 малых и средних предприятия' },
    }
  }

  it('writes a new version with its reason, after a look at it, and tells of it', async () => {
    const fields = { ...(await fieldsOf()), who: '25 предприятий', reason: 'Министерство уточнило число' }
    const preview = await dina.post(edit, { ...fields, do: 'preview' })
    expect(preview.statusCode).toBe(200)
    expect(preview.body).toContain('25 предприятий')
    expect((await stage.guest().get('/bureau/measures/sup-044')).body).not.toContain('25 предприятий')
    expect((await dina.post(edit, { ...fields, do: 'save' })).statusCode).toBe(303)
    const { body } = await stage.guest().get('/bureau/measures/sup-044')
    expect(body).toContain('25 предприятий')
    expect(body).toContain('Министерство уточнило число')
    // Somebody else's page, opened before: nothing is overwritten.
    expect((await dina.post(edit, { ...fields, who: 'Другое', do: 'save' })).statusCode).toBe(409)
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from facts.facts
      where kind = 'bureau.measure-changed' and subject = 'measure:sup-044'`.execute(stage.city.cityFor(guest).db)
    expect(rows).toEqual([{ n: 1 }])
    // Loading the pack again leaves it.
    await readyPack(stage.city)
    expect((await stage.guest().get('/bureau/measures/sup-044')).body).toContain('25 предприятий')
  })

  it('leads from a measure to the programme that gives it, and knows no other programme', async () => {
    await openWorkshop(stage.city.cityFor(guest), { id: 'maker' })
    const fields = { ...(await fieldsOf()), reason: 'Даёт программа города', do: 'save' }
    const unknown = await dina.post(edit, { ...fields, programme: 'no-such' })
    expect([unknown.statusCode, unknown.body.includes('f-programme-error')]).toEqual([422, true])
    expect((await dina.post(edit, { ...fields, programme: 'maker' })).statusCode).toBe(303)
    const { body } = await stage.guest().get('/bureau/measures/sup-044')
    expect(body).toContain('<a href="/programmes/maker">Мастерская на месяц</a>')
    expect(body).toContain('Приём заявок идёт до')
  })

  it('says every mistake at once and keeps what was typed', async () => {
    const fields = {
      ...(await fieldsOf()),
      name: '',
      amountMin: '500',
      amountMax: '100',
      applyUrl: 'javascript:alert(1)',
      reason: '',
    }
    const { statusCode, body } = await dina.post(edit, fields)
    expect(statusCode).toBe(422)
    expect(body).toContain('Напишите адрес страницы целиком')
    expect(body).toContain('Напишите причину')
    expect(body).toContain('javascript:alert(1)')
    expect(body).not.toContain('href="javascript')
  })

  it('lists what was not checked for ninety days, and one press says that it is unchanged', async () => {
    expect((await dina.get('/desk/bureau/measures')).body).toContain('/desk/bureau/measures/sup-001')
    const pressed = await dina.post('/desk/bureau/measures/sup-001/check', { version: '1', back: 'stale' })
    expect(pressed.statusCode).toBe(303)
    expect((await dina.get('/desk/bureau/measures')).body).not.toContain('"/desk/bureau/measures/sup-001"')
    expect((await stage.guest().get('/bureau/measures/sup-001')).body).toContain('Проверено 23 ноября 2026')
    expect((await dina.post('/desk/bureau/measures/sup-001/check', { version: '7' })).statusCode).toBe(409)
  })

  it('begins a measure of the city’s own', async () => {
    const fields = {
      ...(await fieldsOf()),
      name: 'Ваучер на аренду мастерской',
      seen: '0',
      reason: 'Новая мера',
      do: 'save',
    }
    const { headers } = await dina.post('/desk/bureau/measures/new', fields)
    expect(headers.location).toBe('/bureau/measures/own-001')
    expect((await dina.get('/desk/bureau/measures?show=terms')).body).toContain('own-001')
    // It has no terms yet: the way to them leads to where they are begun.
    expect((await dina.get('/desk/bureau/measures/own-001')).body).toContain('href="/desk/programmes/terms"')
    expect((await dina.get('/desk/bureau/measures/sup-044')).body).toContain('href="/desk/programmes/terms/sup-044"')
  })
})

describe('the questionnaire', () => {
  it('is open to programs, which leave nothing behind', async () => {
    const known = encodeURIComponent(
      JSON.stringify({ form: 'ip', okved: '74.10', regime: 'usn-income', income: 3_000_000 }),
    )
    const answer = await stage.guest().get(`/bureau/check.json?known=${known}&looking=business`)
    expect(answer.statusCode).toBe(200)
    const { decisions } = answer.json<{
      decisions: { measure: string; verdict: string; amount: object | null; change: unknown }[]
    }>()
    const of = (id: string) => decisions.find(({ measure }) => measure === id)
    expect(of('sup-004')).toMatchObject({ verdict: 'yes', amount: { from: 15_000_000, to: 15_000_000 }, change: [] })
    expect(of('sup-003')).toMatchObject({ verdict: 'no' })
    expect(of('sup-008')).toMatchObject({ verdict: 'unknown' })
    const { rows } = await sql<{ n: number }>`select count(*)::int as n from bureau.drafts`.execute(
      stage.city.cityFor(guest).db,
    )
    expect(rows).toEqual([{ n: 0 }])
  })

  it.each(['{', '[]', '"a"', '{"form":"king"}', '{"nothing":1}', '{"income":-1}', '{"form":{"a":1}}'])(
    'answers %s in words, not with a failure',
    async (known) => {
      const { statusCode } = await stage.guest().get(`/bureau/check.json?known=${encodeURIComponent(known)}`)
      expect(statusCode).toBe(422)
    },
  )

  it('keeps answers under a link, lets each be changed, and forgets them at a press', async () => {
    const visitor = stage.guest()
    expect((await visitor.post('/bureau/check', {})).statusCode).toBe(422)
    await visitor.post('/bureau/check', { looking: 'home' })
    const empty = await visitor.post('/bureau/check/questions/lift_age', {})
    expect(empty.statusCode).toBe(422)
    await visitor.post('/bureau/check/questions/lift_age', { 'a.lift_age': '26' })
    await visitor.post('/bureau/check/questions/lift_cost', { 'a.lift_cost': '3 000 000' })
    const results = (await visitor.get('/bureau/check/results')).body
    expect(results).toContain('600\u00a0000')
    const link = /\/bureau\/check\/results\?link=[\w-]+/.exec(results)?.[0] ?? ''
    const other = stage.guest()
    expect((await other.get(link)).body).toContain('600\u00a0000')
    // The answer is changed, and with it what comes out: on the copy of whoever opened the link, and nobody else's.
    expect((await other.get('/bureau/check/questions/lift_age')).body).toContain('value="26"')
    await other.post('/bureau/check/questions/lift_age', { 'a.lift_age': '25' })
    expect((await other.get('/bureau/check/results')).body).not.toContain('600\u00a0000')
    expect((await visitor.get('/bureau/check/results')).body).toContain('600\u00a0000')
    await visitor.post('/bureau/check/forgetting', {})
    expect((await stage.guest().get(link)).statusCode).toBe(404)
  })

  it('says once what is decided otherwise since she looked, when terms have changed', async () => {
    const visitor = stage.guest()
    await visitor.post('/bureau/check', { measure: 'sup-043' })
    await visitor.post('/bureau/check/questions/lift_age', { 'a.lift_age': '26' })
    await visitor.post('/bureau/check/questions/lift_cost', { 'a.lift_cost': '3 000 000' })
    const results = async () => (await visitor.get('/bureau/check/results')).body
    expect(await results()).not.toContain('Что изменилось с')
    const terms = '/desk/programmes/terms/sup-043'
    const table = { column: ['lift_age'], rows: '1', 'row.0.gives': 'yes', 'cell.0.0': '>= 30' }
    const example = { examples: '1', 'ex.0.a.lift_age': '31', 'ex.0.on': '2026-11-23', 'ex.0.verdict': 'yes' }
    expect((await dina.post(terms, { seen: '0', ...table, ...example, act: 'save' })).statusCode).toBe(303)
    const publication = { seen: '1', from: '2026-11-01', reason: 'Лифты старше тридцати лет' }
    expect((await dina.post(`${terms}/publication`, publication)).statusCode).toBe(303)
    const changed = await results()
    expect(changed).toMatch(/Что изменилось с 23 ноября 2026/)
    expect(changed).toContain('было «подходит», стало «не подходит»')
    // Looking alone forgets nothing; her own word does.
    expect(await results()).toContain('Что изменилось с')
    await visitor.post('/bureau/check/seen', {})
    expect(await results()).not.toContain('Что изменилось с')
    const stranger = stage.guest()
    await stranger.post('/bureau/check', { measure: 'sup-043' })
    await stranger.post('/bureau/check/questions/lift_age', { 'a.lift_age': '26' })
    expect((await stranger.get('/bureau/check/results')).body).not.toContain('Что изменилось с')
  })
})
