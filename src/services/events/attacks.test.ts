// What strangers and organisers try with codes, made-up addresses and events that nobody has published.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { contactOf } from '#kernel/identity/index.ts'
import { machinery } from '#platform/policy.ts'
import { days, hours, later } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { sweepFollows } from './actions/follow.ts'
import { dropSeats, eraseSeats } from './actions/personal.ts'
import { lapseSeats } from './actions/registration.ts'
import { linkTo, location, published, sent } from './organisers.testing.ts'
import { seatCodeOf } from './rules/seat-code.ts'
import { cabinetDb } from './tables/cabinet.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const house = () => stage.city.cityFor(machinery('test'))

test('of a code nobody but its organiser learns whether somebody has it', async () => {
  const { sessions } = await published(stage)
  const anna = await stage.as('anna')
  const seat = location(await anna.post(`/events/registration/${sessions[0]}`, { size: '1', agree: 'yes' }))
  const { code } = await cabinetDb(house())
    .selectFrom('events.seats')
    .select('code')
    .where('id', '=', seat.split('/').at(-1) ?? '')
    .executeTakeFirstOrThrow()
  const nobodys = seatCodeOf(code.startsWith('0000') ? '99990000' : '00009999')
  const marat = await stage.as('marat')
  for (const ask of ['get', 'post'] as const) {
    const status = async (which: string) =>
      (ask === 'get' ? await marat.get(`/events/check-in/${which}`) : await marat.post(`/events/check-in/${which}`, {}))
        .statusCode
    expect([await status(code), await status(nobodys)]).toEqual([403, 403])
  }
  // Whoever keeps events of her own hears of other people's codes what she hears of none.
  await sent(marat)
  const said = async (which: string) => (await marat.get(`/events/check-in/${which}`)).statusCode
  expect([await said(code), await said(nobodys)]).toEqual([404, 404])
})

test('an event that was never published goes with whoever wrote it; one that stands on posters stays', async () => {
  const zoya = await stage.as('zoya')
  const waiting = await sent(zoya)
  const shown = await sent(zoya)
  await (await stage.as('ruslan')).post(`/desk/events/moderation/${shown}/verdict`, { verdict: 'published', why: '' })
  const { owner } = await cabinetDb(house())
    .selectFrom('events.events')
    .select('owner')
    .where('id', '=', waiting)
    .executeTakeFirstOrThrow()
  await eraseSeats(house(), { handle: owner ?? '', zone: 'Europe/Samara' })
  const left = await cabinetDb(house())
    .selectFrom('events.events')
    .select(['id', 'owner'])
    .where('id', 'in', [waiting, shown])
    .execute()
  expect(left).toEqual([{ id: shown, owner: null }])
})

test('an address that a stranger typed, and one of a guest whose evening is over, are forgotten', async () => {
  const { sessions } = await published(stage)
  const [, session = ''] = sessions
  const guest = stage.guest()
  const handleOf = async (email: string) => {
    await guest.post(`/events/registration/${session}`, { size: '1', email, agree: 'yes', wait: 'yes' })
    const link = await linkTo(stage, email)
    const id = /seats\/([0-9a-f-]{36})/.exec(link)?.[1] ?? ''
    const row = cabinetDb(house()).selectFrom('events.seats').select('handle').where('id', '=', id)
    return { link, handle: (await row.executeTakeFirstOrThrow()).handle }
  }
  const came = await handleOf('came@people.example')
  const [path = '', token = ''] = came.link.split('?token=')
  await guest.post(`${path}/confirmation`, { token })
  const victim = await handleOf('victim@people.example')
  const before = stage.now
  stage.now = later(before, hours(1))
  await lapseSeats(house(), { zone: 'Europe/Samara' })
  stage.now = later(before, days(3) + hours(2))
  await sweepFollows(house(), undefined)
  expect(await contactOf(house(), victim.handle)).toBeNull()
  expect(await contactOf(house(), came.handle)).not.toBeNull()
  // Whoever gives hers back is forgotten as soon as nothing more is to be told, and not a season later.
  await guest.post(`${path}/cancellation`, { token })
  await sweepFollows(house(), undefined)
  expect(await contactOf(house(), came.handle)).not.toBeNull()
  stage.now = later(stage.now, days(3) + 1)
  await sweepFollows(house(), undefined)
  expect(await contactOf(house(), came.handle)).toBeNull()
  const stays = await handleOf('stays@people.example')
  const [at = '', hers = ''] = stays.link.split('?token=')
  await guest.post(`${at}/confirmation`, { token: hers })
  expect(await contactOf(house(), stays.handle)).not.toBeNull()
  await dropSeats(house(), { before: new Date('2027-06-01T00:00:00Z'), most: 1000 })
  expect(await contactOf(house(), stays.handle)).toBeNull()
  stage.now = before
})

test('what an editor has hidden stays hidden until she says otherwise, also of an organiser whom she trusts', async () => {
  const { event, polina } = await published(stage)
  const ruslan = await stage.as('ruslan')
  await ruslan.post(`/desk/events/moderation/${event}/trust`, { trusted: 'yes' })
  await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'hidden', why: 'Это обман' })
  const seen = async () => (await stage.guest().get(`/events/${event}`)).statusCode
  expect(await seen()).toBe(404)
  const draft = location(await polina.post(`/events/cabinet/events/${event}/change`, {})).split('/')[4]
  expect((await polina.post(`/events/cabinet/drafts/${draft}/sending`, {})).statusCode).toBe(303)
  expect(await seen()).toBe(404)
  await ruslan.post(`/desk/events/moderation/${event}/verdict`, { verdict: 'published', why: '' })
  expect(await seen()).toBe(200)
  await ruslan.post(`/desk/events/moderation/${event}/trust`, { trusted: 'no' })
})
