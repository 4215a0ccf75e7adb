// Properties of personal data over generated histories: the export holds all of hers and nothing of others, and the dry run is the deed.
import fc from 'fast-check'
import { sql } from 'kysely'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { auditLog, verifierFrom } from '#engines/transparency-log/index.ts'
import { joinCase, openCase } from '#kernel/cases/index.ts'
import { pothole } from '#kernel/cases/stage.testing.ts'
import {
  type Eraser,
  forgetPerson,
  giveConsent,
  grantRole,
  lettersPurpose,
  newHandle,
  rehearseForgetting,
} from '#kernel/identity/index.ts'
import { openLog } from '#outside/log/real.ts'
import type { City } from '#platform/city.ts'
import { newSecret } from '#platform/ids.ts'
import { guest } from '#platform/policy.ts'
import { askAboutData } from '../src/services/account/actions/requests.ts'
import { heldPaper } from '../src/services/account/feeds/paper.ts'
import { doorTitle, heldIn } from '../src/services/account/queries/held.ts'
import { dataFile } from '../src/services/account/queries.ts'
import { followStreet } from '../src/services/small-wins/actions/follow.ts'
import { askTeam } from '../src/services/strategy/actions/ask.ts'
import { openStage, type Stage } from './people.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())

const deeds = ['report', 'join', 'ask', 'follow', 'agree', 'request'] as const
type Deed = (typeof deeds)[number]
const history = fc.array(fc.constantFrom(...deeds), { minLength: 1, maxLength: 7 })

let mark = 0
/** Words that stand nowhere else in the city. */
const fresh = (what: string) => {
  mark += 1
  return `${what}-${mark}-метка`
}

interface Somebody {
  city: City
  person: string
  /** What must be found in her file. */
  marks: string[]
  reports: string[]
}

async function somebody(): Promise<Somebody> {
  const email = `${fresh('person').replace('-метка', '')}@history.example`
  const { person } = await grantRole(stage.city.cityFor(guest), { email, role: 'editor', body: null })
  await sql`delete from strategy.knocks`.execute(stage.database.kysely)
  return { person, marks: [email], reports: [], city: stage.city.cityFor({ ...guest, person }) }
}

async function act(one: Somebody, deed: Deed): Promise<void> {
  const { city, person } = one
  const text = fresh(deed)
  const report = async () => {
    const handle = await newHandle(city, { module: 'cases', person })
    const { number } = await openCase(city, { ...pothole, text, handle })
    one.reports.push(number)
  }
  if (deed === 'report') await report()
  if (deed === 'join') {
    const handle = await newHandle(city, { module: 'cases', person: null })
    const { number } = await openCase(city, { ...pothole, text: 'чужое', handle })
    await joinCase(city, { number, handle: await newHandle(city, { module: 'cases', person }) })
    one.marks.push(number)
    return
  }
  if (deed === 'ask') {
    const asking = {
      about: 'project:prj-001',
      text,
      secret: newSecret(),
      letters: null,
      ip: '192.0.2.1',
      zone: 'Europe/Samara',
    }
    await askTeam(city, asking)
  }
  if (deed === 'follow') await followStreet(city, { street: text, consent: null })
  if (deed === 'agree') {
    const handle = await newHandle(city, { module: 'identity', person })
    await giveConsent(city, {
      handle,
      consent: { purpose: lettersPurpose.code, textVersion: '1', text, ip: '192.0.2.1' },
    })
  }
  if (deed === 'request') {
    await askAboutData(city, { person, kind: 'explain', about: null, text }).catch((error: unknown) => {
      // Five wait at most: then nothing of it was kept.
      if (!String(error).includes('conflict')) throw error
      one.marks.push('')
    })
    if (one.marks.at(-1) === '') {
      one.marks.pop()
      return
    }
  }
  one.marks.push(text)
}

const fileOf = async ({ city, person }: Somebody) => JSON.stringify(await dataFile(city, stage.city.doors, person))

describe('over generated histories', () => {
  test('a file holds all that she did and nothing of anybody else, and the paper says the same in words', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, async (hers, his) => {
        const [she, he] = [await somebody(), await somebody()]
        for (let step = 0; step < Math.max(hers.length, his.length); step += 1) {
          const [deed, other] = [hers[step], his[step]]
          if (deed) await act(she, deed)
          if (other) await act(he, other)
        }
        await stage.settle()
        const file = await fileOf(she)
        for (const text of she.marks) expect(file).toContain(text)
        for (const text of [...he.marks, he.person]) expect(file).not.toContain(text)

        const { words } = she.city
        const data = await dataFile(she.city, stage.city.doors, she.person)
        const held = heldIn(words, stage.city.doors, data)
        const email = she.marks[0] ?? ''
        const paper = JSON.stringify(
          heldPaper({ words, held, looks: [], person: [['Адрес', email]], madeAt: stage.now, origin: '', mark: '' }),
        )
        for (const text of she.marks) expect(paper).toContain(text)
        // Every kind and every field of today's city has a name in words.
        expect(held.flatMap(({ kinds }) => kinds.filter(({ basis }) => basis === null))).toEqual([])
        const unnamed = held.flatMap(({ kinds }) => kinds.flatMap(({ rows }) => rows.flat().map(([name]) => name)))
        expect(unnamed.filter((name) => /^[a-z][\w.]*$/.test(name) && name !== 'href')).toEqual([])
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  test('the dry run is what is then done, leaves nothing behind, and forgetting touches nobody else', async () => {
    await fc.assert(
      fc.asyncProperty(history, history, async (hers, his) => {
        const [she, he] = [await somebody(), await somebody()]
        for (const deed of hers) await act(she, deed)
        for (const deed of his) await act(he, deed)
        await stage.settle()
        const asked = { person: she.person, doors: stage.city.doors }
        const [hersBefore, hisBefore] = [await fileOf(she), await fileOf(he)]
        const promised = await rehearseForgetting(she.city, asked)
        expect(await fileOf(she)).toBe(hersBefore)
        const receipt = await forgetPerson(she.city, asked)
        expect(receipt.erased).toEqual(promised)
        expect(await fileOf(he)).toBe(hisBefore)
        expect(Object.keys(receipt.erased).toSorted()).toEqual(
          stage.city.doors.flatMap(({ name, personal }) => (personal ? [name] : [])).toSorted(),
        )
        const kept = JSON.stringify(receipt)
        for (const text of [...she.marks, she.person]) expect(kept).not.toContain(text)
        for (const number of she.reports) expect((await stage.guest().get(`/cases/${number}`)).statusCode).toBe(200)
      }),
      { numRuns: 8 },
    )
  }, 120_000)

  test('each door that holds any is called by a name, not by its code', async () => {
    const { words } = stage.city.cityFor(guest)
    const holding = stage.city.doors.filter(({ personal }) => personal)
    expect(holding.flatMap(({ name }) => (doorTitle(words, name) === name ? [name] : []))).toEqual([])
  })

  test('where one door fails, at whatever place, nothing at all is forgotten', async () => {
    const she = await somebody()
    for (const deed of deeds) await act(she, deed)
    await stage.settle()
    const before = await fileOf(she)
    const doors = stage.city.doors.filter(({ personal }) => personal)
    for (const at of doors.keys()) {
      const broken: Eraser = { name: 'broken', personal: { erase: () => Promise.reject(new Error('broken')) } }
      const all: Eraser[] = [...doors.slice(0, at + 1), broken, ...doors.slice(at + 1)]
      await expect(forgetPerson(she.city, { person: she.person, doors: all })).rejects.toThrow('broken')
      expect(await fileOf(she)).toBe(before)
    }
  })
})

test('after every person of the demo is forgotten the public city still answers and the record still verifies', async () => {
  const { liveIn } = await import('./lived-in.ts')
  const { people } = await import('../src/demo/people.ts')
  const lived = await liveIn(stage)
  for (const { id } of people) {
    const visitor = await stage.as(id)
    const done = await visitor.post('/account/forgetting', { sure: 'yes' })
    expect([id, String(done.headers.location)]).toEqual([id, expect.stringContaining('/account/forgotten?receipt=')])
  }
  await stage.settle()
  const open = [lived.unreleased, lived.released, lived.resolved, lived.confirmed, lived.told].map(
    ({ number }) => `/cases/${number}`,
  )
  for (const path of [
    ...open,
    `/threads/case/${lived.told.number}`,
    `/small-wins/${lived.win}`,
    `/strategy/questions/${lived.question.number}`,
    ...['/', '/cases', '/small-wins', '/strategy', '/chronicle', '/account/clock', '/permissions'],
  ])
    expect([path, (await stage.guest().get(path)).statusCode]).toEqual([path, 200])
  const log = await openLog(`${await stage.city.app.listen({ host: '127.0.0.1', port: 0 })}/chronicle`)
  const keys = Buffer.from((await log.read('vkey')) ?? [])
    .toString('utf8')
    .trim()
    .split('\n')
  expect(await auditLog(log.read, { verifiers: keys.map(verifierFrom) })).toMatchObject({ ok: true })
})
