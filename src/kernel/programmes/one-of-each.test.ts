// One application of each, where a programme says so: said before one writes, and held by the database however many are sent at once.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { askPower, confirmPower, representations } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { machinery } from '#platform/policy.ts'
import { dayOf } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { beginApplication, savePage, sendApplication, takeBack } from './actions/applications.ts'
import { definition, personIn } from './awarding.testing.ts'
import { eraseApplications } from './personal/applying.ts'
import type { ApplicationLimit } from './rules/definition.ts'
import { openWorkshop } from './stage.testing.ts'
import { applyingDb } from './tables/applying.ts'

let stage: Stage
let anna: City
let marat: City
let zoya: City
/** Anna, Marat and Zoya apply for it. */
let potters: string
const zone = 'Europe/Samara'
const house = () => stage.city.cityFor(machinery('test'))
const personOf = ({ actor }: City) => actor.person ?? ''

beforeAll(async () => {
  stage = await openStage()
  anna = await personIn(stage, 'anna')
  marat = await personIn(stage, 'marat')
  zoya = await personIn(stage, 'zoya')
  const all = [anna, marat, zoya]
  const asked = { name: 'ООО «Гончары»', inn: '1831000019', ogrn: null, kpp: null, document: 'приказ', until: null }
  for (const city of all)
    potters = await askPower(city, { ...asked, person: personOf(city), today: dayOf(stage.now, zone) })
  for (const city of all)
    for (const { organisation, power } of await representations(house(), personOf(city)))
      if (organisation === potters) await confirmPower(house(), { power, by: 'operator' })
})
afterAll(() => stage.close())

async function opened(limit: ApplicationLimit): Promise<string> {
  const asked = { ...definition, applies: 'either' as const, limit }
  return (await openWorkshop(house(), { id: `limit-${limit}`, definition: asked })).call
}

interface Draft {
  city: City
  id: string
}

async function written(city: City, call: string, organisation: string | null): Promise<Draft> {
  const { id } = await beginApplication(city, { call, organisation, zone })
  const answers = { name: 'Имя', idea: 'Мастерская для соседей', money: 10_000_000 }
  await savePage(city, { application: id, page: 'p1', seen: 0, answers })
  return { city, id }
}

const send = ({ city, id }: Draft) => sendApplication(city, { application: id, zone })

/** Sends all at once: those that went, and why others did not. */
async function atOnce(drafts: readonly Draft[]) {
  const ended = await Promise.allSettled(drafts.map(send))
  return {
    sent: drafts.filter((_, at) => ended[at]?.status === 'fulfilled'),
    left: drafts.filter((_, at) => ended[at]?.status === 'rejected'),
    because: ended.flatMap((one) => (one.status === 'rejected' ? [String(one.reason.key)] : [])),
  }
}

test('of an organisation one is taken, whoever of its people is first; what is taken back counts no longer', async () => {
  const call = await opened('organisation')
  const drafts = [await written(anna, call, potters), await written(marat, call, potters)]
  const own = await written(anna, call, null)
  const { sent, left, because } = await atOnce([...drafts, own])
  expect(sent).toHaveLength(2)
  expect(because).toEqual(['programmes.refusal.counted.organisation'])
  const first = sent.find(({ id }) => id !== own.id)
  const [second] = left
  if (!first || !second) throw new Error('one of two is sent')

  // Said to a third before she writes, and to the second before she tries.
  await expect(beginApplication(zoya, { call, organisation: potters, zone })).rejects.toMatchObject({
    fields: { applicant: { key: 'programmes.refusal.counted.organisation' } },
  })
  const begin = await (await stage.as('zoya')).get(`/programmes/limit-organisation/calls/${call}/application`)
  expect(begin.body).toContain('одну от организации (по ИНН)')
  const browser = await stage.as(second.city === anna ? 'anna' : 'marat')
  const check = await browser.get(`/programmes/applications/${second.id}/check`)
  expect([check.body.includes('заявка уже подана'), check.body.includes('name="sure"')]).toEqual([true, false])

  await takeBack(first.city, { application: first.id })
  await send(second)
  await expect(send(first)).rejects.toThrow('counted.organisation')
})

test('of a person one is taken, for whomever; without a limit as many as come, and what is forgotten is not kept by it', async () => {
  const call = await opened('person')
  const both = [await written(anna, call, potters), await written(anna, call, null)]
  const { sent, because } = await atOnce([...both, await written(marat, call, potters)])
  expect([sent.length, because]).toEqual([2, ['programmes.refusal.counted.person']])

  const free = await opened('none')
  const first = await written(zoya, free, null)
  expect((await beginApplication(zoya, { call: free, organisation: null, zone })).id).toBe(first.id)
  await send(first)
  const second = await written(zoya, free, null)
  expect(second.id).not.toBe(first.id)
  await send(second)

  const counted = () => applyingDb(house()).selectFrom('programmes.counted').select('by').where('call', '=', call)
  const [row] = await counted().where('by', 'like', 'person:%').execute()
  await eraseApplications(house(), (row?.by ?? '').replace('person:', ''))
  expect(await counted().execute()).toHaveLength(1)
})
