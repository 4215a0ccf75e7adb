// Those who answer for projects at their desk, by real requests: promising, moving after a look, reporting in bulk, money, evidence.
import { strToU8, zipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Fields, openStage, type Stage, type Visitor } from '#tests/people.ts'

let stage: Stage
let sergey: Visitor
let oleg: Visitor
beforeAll(async () => {
  stage = await openStage()
  sergey = await stage.as('sergey')
  oleg = await stage.as('oleg')
})
afterAll(() => stage.close())

const desk = '/desk/strategy/projects'
const one = `${desk}/prj-007`
const terms = { owner: 'bod-015', reporting: 'month', start: '01.2026', due: '06.2027', reason: '', source: '' }

async function confirmed(path: string, fields: Fields, by = sergey) {
  const shown = await by.post(path, fields)
  expect(shown.statusCode).toBe(200)
  const seen = /name="seen" value="([^"]*)"/.exec(shown.body)?.[1] ?? ''
  return { shown, done: await by.post(path, { ...fields, seen, step: 'confirm' }) }
}

test('before a body is named there is nothing for a manager, and the page says how it comes', async () => {
  const { body } = await oleg.get(desk)
  expect(body).toContain('Проектов здесь нет')
  expect((await oleg.get('/desk')).body).toContain('href="/desk/strategy/projects"')
  expect((await oleg.get('/desk/strategy/reports')).body).toContain('Отчётов никто не ждёт')
  expect((await oleg.get(one)).statusCode).toBe(403)
})

describe('terms', () => {
  test('come back whole with all mistakes at once', async () => {
    const wrong = { ...terms, due: 'скоро', budget: '-5', owner: 'bod-999', reporting: 'weekly', source: 'example.org' }
    const answer = await sergey.post(`${one}/terms`, wrong)
    expect(answer.statusCode).toBe(422)
    expect(answer.body.match(/class="error"/g)).toHaveLength(5)
    for (const said of ['Напишите год, месяц или день', 'Сумма не бывает меньше нуля', 'Такого органа в списке нет'])
      expect(answer.body).toContain(said)
    expect(answer.body).toContain('value="скоро"')
    const order = await sergey.post(`${one}/terms`, { ...terms, start: '01.2028' })
    expect(order.body).toContain('Срок раньше начала')
    expect((await sergey.post(`${one}/terms`, { scope: '' })).body).toContain('Напишите, что обещано')
  })

  test('are promised for the first time without a reason, after a look', async () => {
    const { shown, done } = await confirmed(`${one}/terms`, terms)
    expect(shown.body).toContain('Будет обещано впервые:')
    expect(shown.body).toContain('июнь 2027')
    expect([done.statusCode, done.headers.location]).toEqual([303, one])
    expect((await oleg.get(one)).statusCode).toBe(200)
  })

  test('are moved with a reason, and everybody sees the words that were shown', async () => {
    const moved = { due: '12.2028' }
    const silent = await sergey.post(`${one}/terms`, moved)
    expect(silent.statusCode).toBe(422)
    expect(silent.body).toContain('Напишите, почему это меняется')
    const first = await confirmed(`${one}/terms`, { ...moved, reason: 'Нет подрядчика' })
    expect(first.shown.body).toMatch(/Было обещано: июнь 2027\. Станет: декабрь 2028\. Сдвиг первый\./)
    expect(first.done.statusCode).toBe(303)
    const second = await confirmed(`${one}/terms`, { due: '2029', reason: 'Ещё раз' })
    expect(second.shown.body).toMatch(/Было обещано: декабрь 2028\. Станет: 2029\. Сдвиг второй\./)
    expect(second.shown.body).toMatch(/Сначала обещали: июнь 2027/)
    const { body } = await stage.guest().get('/strategy/moved')
    expect(body).toContain('2 сдвига')
    expect(body).toContain('Причина: Нет подрядчика.')
    expect(body).toContain('команда стратегии')
    expect(body).toContain('Сдвигали 2 раза.')
    expect((await stage.guest().get('/strategy/moved?move=sooner')).body).toContain('Таких сдвигов нет')
    expect((await stage.guest().get('/strategy/moved?move=later')).body).toContain('2 сдвига')
    const atom = (await stage.guest().get('/strategy/moved.atom')).body
    expect(atom.match(/<entry>/g)).toHaveLength(2)
    expect(atom).toContain('было декабрь 2028, стало 2029')
  })

  test('that somebody else moved meanwhile are shown anew', async () => {
    const fields = { due: '2030', reason: 'Мы' }
    const shown = await sergey.post(`${one}/terms`, fields)
    const seen = /name="seen" value="([^"]*)"/.exec(shown.body)?.[1] ?? ''
    await confirmed(`${one}/terms`, { due: '2031', reason: 'Они' })
    const stale = await sergey.post(`${one}/terms`, { ...fields, seen, step: 'confirm' })
    expect(stale.statusCode).toBe(409)
    expect(stale.body).toMatch(/Было обещано: 2031\. Станет: 2030\./)
    const back = await sergey.post(`${one}/terms`, { ...fields, seen, step: 'edit' })
    expect(back.body).toContain('value="2030"')
  })

  test('cannot be moved into the past, nor moved by saying the same', async () => {
    expect((await sergey.post(`${one}/terms`, { due: '03.2026', reason: 'так' })).body).toContain(
      'Этот срок уже прошёл',
    )
    expect((await sergey.post(`${one}/terms`, { due: '2031' })).body).toContain('Ничего не изменено')
  })

  test('of an indicator have plans by year and scenario', async () => {
    const path = '/desk/strategy/ind-001/terms'
    const form = (await sergey.get(path)).body
    expect(form).toContain('name="plan.base.2030"')
    expect(form).toContain('value="38"')
    const mixed = { 'plan.pessimistic.2030': '33', 'plan.base.2030': '31', 'plan.optimistic.2030': 'много' }
    const answer = await sergey.post(path, mixed)
    expect(answer.body).toContain('Осторожный сценарий обещает больше смелого')
    expect(answer.body.match(/class="error"/g)).toHaveLength(2)
    const { shown, done } = await confirmed(path, { 'plan.base.2030': '31,5', target: '36', reason: 'Пересчёт' })
    expect(shown.body).toMatch(/Было обещано: 38\s*м² на человека\. Станет: 36/)
    expect(shown.body).toContain('План на 2030 год, основной сценарий')
    expect(done.headers.location).toBe('/desk/strategy/ind-001')
    expect((await stage.guest().get('/strategy/indicators/ind-001')).body).toContain('36')
  })

  test.each([`${desk}/none/terms`, '/desk/strategy/milestones/none/terms', '/desk/strategy/none/terms'])(
    '%s is not there',
    async (path) => {
      expect((await sergey.get(path)).statusCode).toBe(404)
    },
  )
})

describe('a control point', () => {
  const path = `${one}/milestones`
  const right = { name: 'Двор на Пушкинской', due: '12.2026', target: '5', unit: '642', document: 'акт' }

  test.each([
    [{ due: '2040' }, 'Это позже срока проекта (2031)'],
    [{ due: '12.2025' }, 'Это раньше, чем начинается проект (01.2026)'],
    [{ target: '0' }, 'Напишите число больше нуля'],
    [{ unit: '999' }, 'Такой единицы в списке нет'],
    [{ unit: '' }, 'Выберите, в чём это считается'],
    [{ target: '' }, 'Напишите сколько'],
    [{ weight: '-1' }, 'Напишите число больше нуля'],
    [{ name: '' }, 'Напишите, что будет сделано'],
  ])('with %j is asked again', async (change, said) => {
    const answer = await sergey.post(path, { ...right, ...change })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
  })

  test('is promised, shown as due, and moved like anything else', async () => {
    expect((await sergey.post(path, right)).headers.location).toBe(one)
    const { body } = await oleg.get(desk)
    expect(body).toContain('Двор на Пушкинской')
    const link = /\/desk\/strategy\/milestones\/[0-9a-f-]{36}\/terms/.exec((await sergey.get(one)).body)?.[0] ?? ''
    const { shown } = await confirmed(link, { target: '4', reason: 'Меньше денег' })
    expect(shown.body).toMatch(/Было обещано: 5\s*ед\.\. Станет: 4/)
    expect((await oleg.get(link)).statusCode).toBe(403)
  })
})

describe('money', () => {
  const path = `${one}/money`
  const right = { kind: 'planned', year: '2026', fund: 'city', roubles: '1 000 000,50', document: 'Решение о бюджете' }

  test.each([
    [{ roubles: '-1' }, 'Сумма не бывает меньше нуля'],
    [{ roubles: '1,234' }, 'это копейки'],
    [{ roubles: '' }, 'Напишите сумму'],
    [{ year: '26' }, 'Напишите год четырьмя цифрами'],
    [{ kind: 'spent', year: '2027' }, 'Этот год ещё не наступил'],
    [{ document: '' }, 'Назовите документ'],
    [{ fund: 'mars' }, 'class="error"'],
  ])('with %j is asked again', async (change, said) => {
    const answer = await sergey.post(path, { ...right, ...change })
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
  })

  test('is booked; more of it needs a look and a reason; a booking is taken back in sight', async () => {
    expect((await sergey.post(path, right)).statusCode).toBe(303)
    expect((await sergey.post(path, right)).body).toContain('Напишите, почему это меняется')
    const { shown, done } = await confirmed(path, { ...right, roubles: '500000', reason: 'Добавили осенью' })
    expect(shown.body).toMatch(/Было: 1\s000\s000,5\s₽\. Станет: 1\s500\s000,5\s₽\./)
    expect(done.statusCode).toBe(303)
    const link = new RegExp(`${path}/[0-9a-f-]{36}`).exec((await sergey.get(path)).body)?.[0] ?? ''
    expect((await sergey.post(link, { reason: ' ' })).statusCode).toBe(422)
    expect((await sergey.post(link, { reason: 'Ошибка в строке' })).statusCode).toBe(303)
    expect((await sergey.post(link, { reason: 'ещё раз' })).statusCode).toBe(409)
    expect((await sergey.get(path)).body).toContain('Причина: Ошибка в строке.')
    expect((await oleg.get(path)).statusCode).toBe(403)
  })
})

describe('evidence', () => {
  const path = `${one}/evidence`
  const right = { subject: 'project:prj-007', kind: 'document', ref: 'Акт приёмки', day: '2026-11-20' }
  const pdf = (bytes: Uint8Array = strToU8('%PDF-1.7\nакт'), name = 'акт.pdf') => [
    { field: 'paper', name, type: 'application/pdf', bytes },
  ]

  test.each([
    [{ day: '2027-01-01' }, 'ещё не наступило'],
    [{ kind: 'win', ref: 'no-such-win' }, 'Такой победы нет'],
    [{ kind: 'count', quantity: '-3' }, 'Напишите число больше нуля'],
    [{ subject: 'project:prj-001' }, 'class="error"'],
    [{ ref: '' }, 'Напишите, как называется документ'],
  ])('with %j is asked again, and its paper need not be sent twice', async (change, said) => {
    const answer = await oleg.post(path, { ...right, ...change }, pdf())
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
    expect(answer.body).toMatch(/name="kept" value="[0-9a-f]{64}"/)
    expect(answer.body).toContain('«акт.pdf» уже у нас')
  })

  test.each([
    ['of no kind', strToU8('MZ'), 'Такой файл не подойдёт'],
    ['empty', new Uint8Array(), 'Файл пуст'],
    ['too large', new Uint8Array(20_000_001).fill(37), 'Файл больше 20 МБ'],
    [
      'with macros',
      zipSync({
        '[Content_Types].xml': strToU8('wordprocessingml.document.main+xml'),
        'word/document.xml': strToU8('<x/>'),
        'word/vbaProject.bin': strToU8('x'),
      }),
      'В файле есть макросы',
    ],
  ])('with a file %s says why', async (_, bytes, said) => {
    const answer = await oleg.post(path, right, pdf(bytes))
    expect(answer.statusCode).toBe(422)
    expect(answer.body).toContain(said)
  })

  test('is brought by the manager, seen by no stranger, judged by the team and taken back', async () => {
    const failed = await oleg.post(path, { ...right, day: '' }, pdf())
    const kept = /name="kept" value="([0-9a-f]{64})"/.exec(failed.body)?.[1] ?? ''
    const brought = await oleg.post(path, { ...right, kept, keptName: 'акт.pdf' })
    expect(brought.statusCode).toBe(303)
    const page = String(brought.headers.location)
    expect((await oleg.get(page)).body).toContain(kept)
    const paper = await oleg.get(`${page}/paper`)
    expect([paper.statusCode, paper.headers['content-type']]).toEqual([200, 'application/pdf'])
    expect(paper.headers['content-disposition']).toContain('attachment')
    for (const stranger of [stage.guest(), await stage.as('anna'), await stage.as('igor')])
      expect([403, 303]).toContain((await stranger.get(`${page}/paper`)).statusCode)
    expect((await stage.guest().get('/strategy/projects/prj-007')).body).not.toContain('Акт приёмки')
    expect((await oleg.post(`${page}/verdict`, { accepted: 'yes' })).statusCode).toBe(403)
    expect((await sergey.get(desk)).body).toContain(`href="${page}"`)
    expect((await sergey.post(`${page}/verdict`, { accepted: 'no' })).body).toContain('Напишите, почему это меняется')
    expect((await sergey.post(`${page}/verdict`, { accepted: 'yes' })).statusCode).toBe(303)
    expect((await stage.guest().get('/strategy/projects/prj-007')).body).toContain('Акт приёмки')
    expect((await sergey.post(`${page}/verdict`, { accepted: 'no', reason: 'Акт отозван' })).statusCode).toBe(303)
    expect((await oleg.get(page)).body).toContain('Акт отозван')
  })
})

describe('reports', () => {
  test('of thirty projects are sent by one form, all or none', async () => {
    const own = [...(await sergey.get(desk)).body.matchAll(/href="\/desk\/strategy\/projects\/(prj-\d+)"/g)]
      .map(([, id]) => id ?? '')
      .slice(0, 30)
    for (const id of own.filter((each) => each !== 'prj-007')) {
      const { done } = await confirmed(`${desk}/${id}/terms`, {
        owner: 'bod-015',
        reporting: 'month',
        reason: 'Назначили',
      })
      expect(done.statusCode).toBe(303)
    }
    stage.now = new Date('2027-01-25T08:00:00Z')
    const page = (await oleg.get(desk)).body
    expect(page).toContain('опоздание')
    const form = await oleg.get('/desk/strategy/reports')
    const names = [...form.body.matchAll(/name="status\.(prj-\d+\.\d{4}-\d\d)"/g)].map(([, key]) => key ?? '')
    expect(names.length).toBeGreaterThanOrEqual(30)
    const sent = Object.fromEntries(
      names.flatMap((key) => [
        [`status.${key}`, 'on-track'],
        [`said.${key}`, `Сделали ${key}`],
        [`obstacle.${key}`, ''],
      ]),
    )
    const [first = '', second = ''] = names
    const wrong = { ...sent, [`said.${first}`]: '', [`status.${second}`]: 'лучше всех' }
    const answer = await oleg.post('/desk/strategy/reports', wrong)
    expect(answer.statusCode).toBe(422)
    expect(answer.body.match(/class="error"/g)).toHaveLength(2)
    expect(answer.body).toContain(`id="f-said.${first}-error"`)
    expect(answer.body).toContain(`Сделали ${second}`)
    expect((await oleg.get('/desk/strategy/reports')).body).toContain(`name="status.${second}"`)
    expect((await oleg.post('/desk/strategy/reports', {})).body).toContain('Заполните хотя бы один отчёт')
    expect((await oleg.post('/desk/strategy/reports', sent)).statusCode).toBe(303)
    const again = await oleg.post('/desk/strategy/reports', sent)
    expect(again.statusCode).toBe(422)
    expect(again.body).toContain('Об этом уже отчитались')
  })

  test('are corrected, and both stay in sight', async () => {
    const { body } = await oleg.get(one)
    const link = /\/desk\/strategy\/reports\/[0-9a-f-]{36}/.exec(body)?.[0] ?? ''
    expect((await oleg.get(link)).body).toContain('Сделали prj-007')
    expect((await oleg.post(link, { status: 'late', said: '' })).statusCode).toBe(422)
    const right = { status: 'late', said: 'Подрядчик ушёл', obstacle: 'Нет подрядчика' }
    expect((await oleg.post(link, right)).headers.location).toBe(one)
    expect((await oleg.post(link, right)).statusCode).toBe(409)
    const after = (await oleg.get(one)).body
    for (const said of ['Подрядчик ушёл', 'Сделали prj-007', 'исправлено позже', 'Нет подрядчика'])
      expect(after).toContain(said)
    expect((await oleg.get('/desk/strategy/reports/none')).statusCode).toBe(404)
  })
})

test('strangers, guests and other bodies see and do nothing here', async () => {
  for (const visitor of [stage.guest(), await stage.as('anna'), await stage.as('igor'), await stage.as('lena')]) {
    for (const path of [desk, one, '/desk/strategy/reports', `${one}/terms`, `${one}/money`, `${one}/evidence`])
      expect([403, 303]).toContain((await visitor.get(path)).statusCode)
    expect((await visitor.post(`${one}/terms`, { due: '2035', reason: 'так' })).statusCode).toBe(403)
    expect((await visitor.post('/desk/strategy/reports', {})).statusCode).toBe(403)
  }
  const others = `${desk}/prj-063`
  expect((await oleg.get(others)).statusCode).toBe(403)
  expect((await oleg.post(`${others}/evidence`, { kind: 'document' })).statusCode).toBe(403)
})

test('every page of the desk speaks English', async () => {
  for (const path of [
    desk,
    one,
    '/desk/strategy/reports',
    `${one}/terms`,
    `${one}/money`,
    `${one}/evidence`,
    `${one}/milestones`,
  ]) {
    const answer = await sergey.get(`/en${path}`)
    expect(answer.statusCode).toBe(200)
    expect(answer.body).not.toContain(' style=')
  }
})
