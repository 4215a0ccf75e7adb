// What the private link is good for: it follows a guest into her account, and «не решено» reaches those who mend.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { yard } from '#kernel/media/yard.testing.ts'
import { openStage, type Stage, type Visitor } from '../people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

test('a guest signs in and takes her report along; a stranger cannot', async () => {
  const { number, token } = await report('Не горит фонарь у дома')
  const link = await stage.guest().get(`/cases/${number}?token=${token}`)
  expect(link.body).toContain(`/account/sign-in?next=${encodeURIComponent(`/cases/${number}?token=${token}`)}`)
  const zoya = await stage.as('zoya')
  expect((await zoya.post(`/cases/${number}/claiming`, { token: 'guessed' })).statusCode).toBe(403)
  const anna = await stage.as('anna')
  expect((await anna.get(`/cases/${number}?token=${token}`)).body).toContain('Добавить на мою страницу')
  expect((await anna.post(`/cases/${number}/claiming`, { token })).statusCode).toBe(303)
  expect((await anna.get('/account')).body).toContain(number)
  expect((await anna.get(`/cases/${number}`)).body).toContain('Не горит фонарь у дома')
  expect((await zoya.post(`/cases/${number}/claiming`, { token })).statusCode).toBe(409)
})

test('«не решено» is told to everybody who mends for the holder', async () => {
  const { number, token } = await report('Провалился асфальт у дома')
  const boris = await stage.as('boris')
  await boris.post(`/desk/cases/${number}/handover`, { to: 'bod-015', reason: 'Это проезд города' })
  const igor = await stage.as('igor')
  stage.now = new Date(stage.now.getTime() + 3_600_000)
  const done = await igor.post(`/desk/cases/${number}/resolution`, { note: 'Засыпали' }, [
    { field: 'photo', name: 'a.jpg', type: 'image/jpeg', bytes: await yard(77) },
  ])
  expect(done.statusCode).toBe(303)
  expect((await stage.guest().post(`/cases/${number}/reopening`, { token, reason: 'Яма на месте' })).statusCode).toBe(
    303,
  )
  await stage.settle()
  expect((await igor.get('/notifications')).body).toContain(number)
  expect((await igor.get('/desk/cases')).body).toContain(number)
})

test('a photo that is hidden again is not served any more', async () => {
  const guest = stage.guest()
  const { number } = await report('Яма', guest, await yard(78))
  const boris = await stage.as('boris')
  await boris.post(`/desk/cases/${number}/release`, {})
  const src = /\/media\/[\w-]+\/\w+/.exec((await stage.guest().get(`/cases/${number}`)).body)?.[0] ?? ''
  expect((await stage.guest().get(src)).statusCode).toBe(200)
  await boris.post(`/desk/cases/${number}/release`, { hidePhoto: 'yes' })
  expect((await stage.guest().get(src)).statusCode).toBe(404)
})

async function report(
  text: string,
  guest: Visitor = stage.guest(),
  photo: Uint8Array | null = null,
): Promise<{ number: string; token: string }> {
  await guest.post(
    '/my-yard/report',
    { text },
    photo ? [{ field: 'photo', name: 'p.jpg', type: 'image/jpeg', bytes: photo }] : [],
  )
  await guest.post('/my-yard/report/where', {
    topic: 'road.pothole',
    land: 'yard',
    where: `ул. Ленина, ${text.length}`,
    district: '',
  })
  await guest.post('/my-yard/report/same', { number: '' })
  const draft = /name="draft" value="([^"]+)"/.exec((await guest.get('/my-yard/report/check')).body)?.[1] ?? ''
  await guest.post('/my-yard/report/check', { draft, email: '' })
  const link = /\/cases\/(\d{4}-\d{6})\?token=([\w-]+)/.exec((await guest.get('/my-yard/report/sent')).body)
  return { number: link?.[1] ?? '', token: link?.[2] ?? '' }
}
