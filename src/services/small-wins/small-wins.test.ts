// Small wins over a real database: from a resident's word to the feed and back, and totals of Izhevsk's own records.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { reopenCase } from '#kernel/cases/index.ts'
import { entries } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announce } from '#platform/facts/index.ts'
import { hours, later } from '#platform/time.ts'
import type { BareCity } from '#tests/bare-city.ts'
import { dropDraft, publishWin } from './actions/drafts.ts'
import { withdrawWin } from './actions/withdrawals.ts'
import { drafts } from './queries/drafts.ts'
import { feed, feedLength, standingWins } from './queries/feed.ts'
import { shelf } from './queries/shelf.ts'
import { totals } from './queries/totals.ts'
import { bornWins, winFor } from './queries/win.ts'
import { boris, editor, openStage, type Stage, zone } from './stage.testing.ts'

let stage: Stage
let bare: BareCity
let city: City
beforeAll(async () => {
  stage = await openStage()
  bare = stage.bare
  city = stage.city
})
afterAll(() => bare.close())

describe('loading', () => {
  test('brings every record of the pack, and changes nothing the second time', async () => {
    expect(await shelf(city)).toMatchObject({ total: 108, coming: 30 })
    const before = await winFor(city, 'win-001')
    await stage.load()
    expect(await winFor(city, 'win-001')).toEqual(before)
    expect(before).toMatchObject({ quantity: '29', unit: 'участков', amountRub: '3200000000', case: null })
  })

  test('keeps what is not done out of the feed', async () => {
    expect(await feedLength(city, { coming: true })).toBe(30)
    expect((await feed(city, {}, 1)).every(({ status }) => status === 'done')).toBe(true)
  })

  test.each([
    [{ category: 'лифты' }, 3],
    [{ district: 'Ленинский' }, 1],
    [{ unit: 'lifts' }, 3],
    [{ year: 1999 }, 0],
    [{ category: "'; drop table small_wins.wins; --" }, 0],
  ])('filters by %j', async (filter, n) => expect(await feedLength(city, filter)).toBe(n))
})

describe('a confirmed case', () => {
  test('becomes a draft, then a win; reopened, the win is withdrawn, and a new resolution makes a new draft', async () => {
    const { number, token } = await stage.confirmedCase()
    const draft = await stage.draftOf(number)
    expect(draft).toMatchObject({ topic: 'road.pothole' })
    const { id } = await publishWin(bare.as(editor), {
      draft: draft?.id ?? '',
      title: 'Яма заделана',
      quantity: 2,
      zone,
    })
    await bare.worker.settle()
    expect(await winFor(city, id)).toMatchObject({
      case: number,
      quantity: '2',
      unit: 'яма',
      category: 'дороги',
      district: 'Октябрьский',
      place: 'ул. Пушкинская, 270',
      basis: 'city',
      withdrawn: null,
    })
    expect(await stage.draftOf(number)).toBeUndefined()

    bare.now = later(bare.now, hours(1))
    await reopenCase(bare.as(), { number, token, reason: 'Снова яма' })
    await bare.worker.settle()
    expect((await winFor(city, id))?.withdrawn?.reason).toBe('reopened')
    expect((await feed(city, {}, 1))[0]).toMatchObject({ kind: 'withdrawal', reason: 'reopened', about: id })
    expect((await standingWins(city, {}, 1)).map((win) => win.id)).not.toContain(id)
    expect((await entries(city, { subject: `win:${id}` })).map(({ kind, office }) => [kind, office])).toEqual([
      ['small-wins.withdrawn', null],
      ['small-wins.published', 'editor'],
    ])

    await stage.resolveAndConfirm(number, token)
    const second = await stage.draftOf(number)
    expect(second?.id).not.toBe(draft?.id)
    await publishWin(bare.as(editor), { draft: second?.id ?? '', title: 'Яма заделана снова', quantity: 1, zone })
    await bare.worker.settle()
  })

  test('reopened before an editor looked, leaves no draft', async () => {
    const { number, token } = await stage.confirmedCase()
    await reopenCase(bare.as(), { number, token, reason: 'Не сделано' })
    await bare.worker.settle()
    expect(await stage.draftOf(number)).toBeUndefined()
  })

  test('is heard in any order and any number of times with the same end', async () => {
    const { number, token } = await stage.confirmedCase()
    const { rows } = await bare.database.pool.query('select resolution from small_wins.drafts where case_number = $1', [
      number,
    ])
    const resolution: string = rows[0].resolution
    const say = action('cases', (house: City, kind: string) =>
      announce(house, kind, `case:${number}`, { number, resolution }),
    )
    await say(city, 'cases.confirmed')
    await bare.worker.settle()
    expect((await drafts(city)).filter((draft) => draft.case === number)).toHaveLength(1)
    // A reopening heard before its confirmation: the resolution never becomes a draft.
    const early = action('cases', (house: City, kind: string) =>
      announce(house, kind, `case:${number}`, { number, resolution: 'later' }),
    )
    await early(city, 'cases.reopened')
    await early(city, 'cases.confirmed')
    await bare.worker.settle()
    expect((await drafts(city)).filter((draft) => draft.case === number)).toHaveLength(1)
    expect(token).not.toBe('')
  })
})

describe('an editor', () => {
  test('publishes a draft once; others may not', async () => {
    const { number } = await stage.confirmedCase()
    const draft = (await stage.draftOf(number))?.id ?? ''
    const sent = { draft, title: 'Яма', quantity: 1, zone }
    await expect(publishWin(bare.as(), sent)).rejects.toMatchObject({ kind: 'not-allowed' })
    await expect(publishWin(bare.as(boris), sent)).rejects.toMatchObject({ kind: 'not-allowed' })
    await publishWin(bare.as(editor), sent)
    await expect(publishWin(bare.as(editor), sent)).rejects.toMatchObject({
      kind: 'conflict',
      key: 'smallWins.refusal.published',
    })
    await expect(publishWin(bare.as(editor), { ...sent, draft: 'нет такого' })).rejects.toMatchObject({
      kind: 'missing',
    })
  })

  test('sets a draft aside', async () => {
    const { number } = await stage.confirmedCase()
    await dropDraft(bare.as(editor), { draft: (await stage.draftOf(number))?.id ?? '' })
    expect(await stage.draftOf(number)).toBeUndefined()
  })

  test('takes a win back once, in public; a record of the press cannot be taken back', async () => {
    const { id } = await stage.published()
    await withdrawWin(bare.as(editor), { id, note: 'Посчитали дважды', zone })
    expect((await winFor(city, id))?.withdrawn).toMatchObject({ reason: 'mistake', note: 'Посчитали дважды' })
    await bare.worker.settle()
    expect((await entries(city, { subject: `win:${id}` }))[0]).toMatchObject({
      kind: 'small-wins.withdrawn',
      office: 'editor',
    })
    await expect(withdrawWin(bare.as(editor), { id, note: 'ещё раз', zone })).rejects.toMatchObject({
      kind: 'conflict',
    })
    await expect(withdrawWin(bare.as(editor), { id: 'win-001', note: 'нет', zone })).rejects.toMatchObject({
      kind: 'missing',
    })
    expect((await bornWins(city)).map((win) => win.id)).not.toContain(id)
  })
})

describe('totals', () => {
  const measure = async (id: string, scope: Parameters<typeof totals>[1] = {}) =>
    (await totals(city, scope)).measures.find((each) => each.id === id)

  test('never add a part to its whole', async () => {
    const sections = await measure('road-sections')
    expect(sections?.total).toBe('29')
    expect(sections?.left.map(({ id, of }) => [id, of?.id])).toEqual([
      ['win-004', 'win-001'],
      ['win-013', 'win-001'],
    ])
  })

  test('bring kilometres and metres together', async () => {
    expect((await measure('road-length'))?.total).toBe('45000')
    expect((await measure('road-length', { year: 2024 }))?.total).toBe('13000')
  })

  test('of a street take no share of a record that names several', async () => {
    const found = await totals(city, { street: 'Дзержинского' })
    expect(found.severalStreets.map(({ id }) => id)).toContain('win-068')
    expect(found.measures.find(({ id }) => id === 'light-points')).toBeUndefined()
  })

  test('add wins from reports apart, without the withdrawn', async () => {
    const before = Number((await measure('fix.road.pothole'))?.total ?? 0)
    const { id } = await stage.published()
    expect(await measure('fix.road.pothole')).toMatchObject({ total: String(before + 2), counted: [] })
    expect(Number((await measure('fix.road.pothole', { street: 'Пушкинская' }))?.total)).toBe(before + 2)
    await withdrawWin(bare.as(editor), { id, note: 'проверка', zone })
    expect(Number((await measure('fix.road.pothole'))?.total ?? 0)).toBe(before)
  })
})
