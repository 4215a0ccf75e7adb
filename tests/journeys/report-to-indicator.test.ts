// The whole story: a report becomes a win that moves an indicator, and comes back when the repair does not hold.
import { sql } from 'kysely'
import { afterEach, describe, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import { openStage, type Stage, type Visitor } from '../people.ts'

const own = 'own-confirmed-fixes'

interface CaseAnswer {
  number: string
  status: string
  holder: unknown
  due: string
  timeline: { at: string; kind: string }[]
}
interface IndicatorAnswer {
  value: number
  unit: string
  kind: string
  measurements: { value: number; at: string; reason: string; win: string; case: string }[]
}
interface ThreadAnswer {
  links: { from: string; to: string; kind: string; ended: { at: string } | null }[]
}
interface WinsAnswer {
  items: { id: string; quantity: number; unit: string; source: unknown; case: string | null }[]
}

let stage: Stage
afterEach(() => stage.close())

describe('a report becomes a win that moves a promise', () => {
  test('from the yard to the indicator, and back when it was not mended', async () => {
    stage = await openStage()
    const { anna, number, token } = await annaComplains()
    expect(await caseNow(number)).toMatchObject({ number, status: 'open' })
    expect((await stage.guest().get(`/cases/${number}`)).body).not.toContain('обойти нельзя')

    const boris = await stage.as('boris')
    expect((await boris.post(`/desk/cases/${number}/release`, {})).statusCode).toBe(303)
    expect((await stage.guest().get(`/cases/${number}`)).body).toContain('обойти нельзя')
    expect(
      (await boris.post(`/desk/cases/${number}/handover`, { to: 'bod-015', reason: 'Это проезд города, а не двора' }))
        .statusCode,
    ).toBe(303)
    hoursLater(30)

    const igor = await stage.as('igor')
    expect((await resolve(igor, number, await yard(1))).statusCode).toBe(422)
    expect((await caseNow(number)).status).toBe('open')
    expect((await resolve(igor, number, await yard(2))).statusCode).toBe(303)
    expect((await caseNow(number)).status).toBe('resolved')

    expect((await stage.guest().post(`/cases/${number}/confirmation`, { token: 'guessed' })).statusCode).toBe(403)
    expect((await anna.post(`/cases/${number}/confirmation`, { token })).statusCode).toBe(303)
    await stage.settle()
    expect((await caseNow(number)).status).toBe('confirmed')

    const win = await lenaPublishes(number)
    expect(await indicator()).toMatchObject({
      value: 1,
      kind: 'sum',
      measurements: [{ value: 1, win: win.id, case: number }],
    })
    const why = await stage.guest().get(`/strategy/indicators/${own}`)
    expect(why.body).toContain(`/cases/${number}`)

    const before = await thread(`case/${number}`)
    expect(before.links).toMatchObject([
      { from: `case:${number}`, to: `win:${win.id}`, kind: 'small-wins.grown', ended: null },
      { from: `win:${win.id}`, to: `indicator:${own}`, kind: 'strategy.counted', ended: null },
    ])
    expect((await thread(`indicator/${own}`)).links).toEqual(before.links)
    expect((await thread(`win/${win.id}`)).links).toEqual(before.links)

    hoursLater(50)
    expect(
      (await anna.post(`/cases/${number}/reopening`, { token, reason: 'Через день провалилось снова' })).statusCode,
    ).toBe(303)
    await stage.settle()
    const after = await indicator()
    expect(after.value).toBe(0)
    expect(after.measurements.map(({ value }) => value).sort()).toEqual([-1, 1])
    expect((await wins()).items.some(({ id }) => id === win.id)).toBe(false)
    const undone = await thread(`case/${number}`)
    expect(undone.links).toMatchObject([
      { ended: { at: stage.now.toISOString() } },
      { ended: { at: stage.now.toISOString() } },
    ])
    expect((await thread(`indicator/${own}`)).links).toEqual(undone.links)
    const kinds = (await caseNow(number)).timeline.map(({ kind }) => kind)
    expect(kinds.filter((kind) => /reopen/.test(kind))).toHaveLength(1)
    const record = await stage.guest().get(`/chronicle?subject=${encodeURIComponent(`case:${number}`)}`)
    expect(record.body.match(/\/chronicle\/entries\//g)?.length).toBeGreaterThanOrEqual(5)
  })

  test('the same when every fact is delivered twice', async () => {
    stage = await openStage()
    const { number } = await confirmedCase()
    await lenaPublishes(number)
    await sql`update facts.deliveries set done_at = null where reaction not like 'notifications.%'`.execute(
      stage.database.kysely,
    )
    await stage.settle()
    expect((await indicator()).value).toBe(1)
    expect((await wins()).items.filter((item) => item.case === number)).toHaveLength(1)
  })

  test('the same when the strategy is broken for a day and mended', async () => {
    let broken = true
    stage = await openStage({
      reactions: (reactions) =>
        reactions.map((reaction) =>
          reaction.kind === 'when' && reaction.name.startsWith('strategy.')
            ? {
                ...reaction,
                run: async (city, heard) => {
                  if (broken) throw new Error('the strategy is being mended')
                  await reaction.run(city, heard)
                },
              }
            : reaction,
        ),
    })
    const first = await confirmedCase()
    await lenaPublishes(first.number)
    expect((await indicator()).value).toBe(0)
    for (let hour = 0; hour < 24; hour++) {
      hoursLater(1)
      await stage.settle()
    }
    const nina = await stage.as('nina')
    expect((await nina.get('/desk/house')).body).toContain('strategy.measureWin')
    broken = false
    hoursLater(25)
    await stage.settle()
    expect((await indicator()).value).toBe(1)
    expect((await indicator()).measurements).toHaveLength(1)
  })
})

/** Anna, a guest with a phone, reports a pothole with a photo and keeps her private link. */
async function annaComplains(): Promise<{ anna: Visitor; number: string; token: string }> {
  const anna = stage.guest()
  const photo = { field: 'photo', name: 'яма.jpg', type: 'image/jpeg', bytes: await yard(1) }
  const text = 'Яма у третьего подъезда, обойти нельзя'
  const what = await anna.post('/my-yard/report', { text }, [photo])
  expect(what.headers.location).toBe('/my-yard/report/where')
  const where = await anna.post('/my-yard/report/where', {
    topic: 'road.pothole',
    land: 'yard',
    where: 'ул. Пушкинская, 229, кв. 5',
    district: '',
  })
  expect(where.statusCode).toBe(303)
  if (where.headers.location === '/my-yard/report/same') await anna.post('/my-yard/report/same', { number: '' })
  const check = await anna.get('/my-yard/report/check')
  expect(check.statusCode).toBe(200)
  expect(check.body).not.toContain('кв. 5')
  const draft = /name="draft" value="([^"]+)"/.exec(check.body)?.[1] ?? ''
  expect((await anna.post('/my-yard/report/check', { draft, email: '' })).headers.location).toBe('/my-yard/report/sent')
  const sent = await anna.get('/my-yard/report/sent')
  const link = /\/cases\/(\d{4}-\d{6})\?token=([\w-]+)/.exec(sent.body)
  return { anna, number: link?.[1] ?? '', token: link?.[2] ?? '' }
}

async function confirmedCase() {
  const complaint = await annaComplains()
  const boris = await stage.as('boris')
  await boris.post(`/desk/cases/${complaint.number}/release`, {})
  hoursLater(30)
  expect((await resolve(boris, complaint.number, await yard(2))).statusCode).toBe(303)
  expect(
    (await complaint.anna.post(`/cases/${complaint.number}/confirmation`, { token: complaint.token })).statusCode,
  ).toBe(303)
  await stage.settle()
  return complaint
}

function resolve(who: Visitor, number: string, bytes: Uint8Array) {
  return who.post(`/desk/cases/${number}/resolution`, { note: 'Заделали асфальтом, проехать можно' }, [
    { field: 'photo', name: 'after.jpg', type: 'image/jpeg', bytes },
  ])
}

/** Lena finds the draft on her page, publishes it, and everybody who listens hears. */
async function lenaPublishes(number: string): Promise<{ id: string }> {
  const lena = await stage.as('lena')
  const list = await lena.get('/desk/small-wins')
  const id = /\/desk\/small-wins\/([\w.-]+)/.exec(list.body)?.[1] ?? ''
  const item = await lena.get(`/desk/small-wins/${id}`)
  expect(item.body).toContain(number)
  const answer = await lena.post(`/desk/small-wins/${id}/publication`, {
    title: 'Яма на Пушкинской, 229 заделана',
    quantity: '1',
  })
  expect(answer.statusCode).toBe(303)
  await stage.settle()
  const win = (await wins()).items.find((candidate) => candidate.case === number)
  expect(win).toMatchObject({ quantity: 1 })
  return { id: win?.id ?? '' }
}

const caseNow = (number: string) => stage.guest().json<CaseAnswer>(`/cases/${number}`)
const indicator = () => stage.guest().json<IndicatorAnswer>(`/strategy/indicators/${own}`)
const thread = (of: string) => stage.guest().json<ThreadAnswer>(`/threads/${of}`)
const wins = () => stage.guest().json<WinsAnswer>('/small-wins')

function hoursLater(hours: number): void {
  stage.now = new Date(stage.now.getTime() + hours * 3_600_000)
}
