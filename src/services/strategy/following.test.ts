// Following and taking part over a real database: who is told, who is counted, and what came of what.
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { machinery } from '#platform/policy.ts'
import { projectRoot } from '#platform/root.ts'
import { days, later } from '#platform/time.ts'
import { openCityPack } from '../../pack.ts'
import { confirmFollows, follow, forgetSilent, stopFollowing, wishToFollow } from './actions/follow.ts'
import { aboveOf } from './queries/named-things.ts'
import { occasionsOf, proposalsOf, tellable } from './queries/occasions.ts'
import { concernedBy, followersOf } from './queries/readers.ts'
import { about, openVoices, start, strategy, type VoicesCity } from './voices.testing.ts'

let city: VoicesCity
beforeAll(async () => {
  city = await openVoices()
})
beforeEach(() => {
  city.bare.now = start
})
afterAll(() => city.bare.close())

describe('following', () => {
  const wish = (email: string, subjects: string[]) =>
    wishToFollow(city.resident(), {
      ...{ subjects, why: 'follow' as const, letters: { email, text: 'Согласие' } },
      ip: city.asking().ip,
    })
  test('by e-mail counts and is told of only after a yes, and one address is one reader', async () => {
    const subject = 'project:prj-020'
    await wish('one@example.org', [subject])
    await wish('One@example.org', [subject, 'project:prj-021'])
    expect(await followersOf(city.resident(), subject)).toBe(0)
    expect(await concernedBy(city.resident(), [subject])).toEqual([])
    await confirmFollows(city.resident(), { token: await city.tokenOf('one@example.org') })
    expect(await followersOf(city.resident(), subject)).toBe(1)
    expect(await concernedBy(city.resident(), [subject, 'project:prj-021'])).toHaveLength(1)
    const token = await city.tokenOf('one@example.org')
    await stopFollowing(city.resident(), { token, person: null, subject: null })
    expect(await followersOf(city.resident(), subject)).toBe(0)
    const { rows } = await city.bare.database.pool.query(
      "select * from identity.contacts where email = 'one@example.org'",
    )
    expect(rows).toEqual([])
  })

  test('a wish without a yes is forgotten after three days, with the address', async () => {
    await wish('two@example.org', ['project:prj-022'])
    city.bare.now = later(start, days(2))
    await forgetSilent(city.bare.as(machinery('night')), undefined)
    await confirmFollows(city.resident(), { token: await city.tokenOf('two@example.org') })
    await wish('three@example.org', ['project:prj-022'])
    city.bare.now = later(start, days(6))
    await forgetSilent(city.bare.as(machinery('night')), undefined)
    const { rows } = await city.bare.database.pool.query(
      "select email from identity.contacts where email like '%@example.org'",
    )
    expect(rows.map(({ email }) => email)).toEqual(['two@example.org'])
    expect(await followersOf(city.resident(), 'project:prj-022')).toBe(1)
  })

  test('one address is asked five times a day at most, whoever asks', async () => {
    for (let n = 0; n < 5; n += 1) await wish('six@example.org', ['project:prj-022'])
    await expect(wish('SIX@example.org', ['project:prj-022'])).rejects.toMatchObject({ fields: { email: {} } })
  })

  test('a milestone concerns those who follow its project or its direction, each once and with the nearest reason', async () => {
    await city.bare.database.pool.query(
      `insert into strategy.milestones (id, project, name, basis, position) values ('m-1', 'prj-012', 'Пилот', 'city', 1)`,
    )
    expect(await aboveOf(city.resident(), 'milestone:m-1')).toEqual(['milestone:m-1', about, 'direction:it-services'])
    const anna = await city.person()
    for (const [subject, why] of [
      ['direction:it-services', 'part'],
      [about, 'follow'],
    ] as const)
      await follow(city.resident(), { subjects: [subject], why, person: anna })
    const concerned = await concernedBy(city.resident(), await aboveOf(city.resident(), 'milestone:m-1'))
    expect(concerned.map(({ why }) => why)).toEqual(['follow'])
  })

  test.each(['project:prj-999', 'question:99999', 'question:1e3', 'nothing', '', 'project:до\u0000после'])(
    'of «%s» is refused',
    async (subject) => {
      const anna = await city.person()
      await expect(follow(city.resident(), { subjects: [subject], why: 'follow', person: anna })).rejects.toMatchObject(
        {
          kind: 'missing',
        },
      )
    },
  )

  test('the count is the number of people who follow now, whatever they pressed and in whatever order', async () => {
    const people = await Promise.all([1, 2, 3, 4].map(() => city.person()))
    const step = fc.record({ who: fc.nat(3), what: fc.constantFrom('follow', 'stop', 'stop all') })
    let round = 100
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        round += 1
        const subject = `question:${await city.ask({ about: 'strategy:whole', ip: `10.9.${round >> 8}.${round & 255}` })}`
        const following = new Set<number>()
        for (const { who, what } of steps) {
          const whose = people[who] ?? ''
          if (what === 'follow') await follow(city.resident(), { subjects: [subject], why: 'too', person: whose })
          else
            await stopFollowing(city.resident(), {
              token: null,
              person: whose,
              subject: what === 'stop' ? subject : null,
            })
          if (what === 'follow') following.add(who)
          else following.delete(who)
        }
        expect((await city.one(Number(subject.split(':')[1]))).too).toBe(following.size)
        // The asker left no address: nothing can be told to her, so she is not among those concerned.
        expect(await concernedBy(city.resident(), [subject])).toHaveLength(following.size)
      }),
      { numRuns: 15 },
    )
  })
})

describe('taking part', () => {
  test('says how many only from five on', () => {
    expect([0, 1, 4, 5, 6].map(tellable)).toEqual([0, null, null, 5, 6])
  })

  test('every workshop leads to what was proposed there, a survey to the directions, each with its source', async () => {
    const occasions = await occasionsOf(city.resident())
    expect(occasions.every(({ source }) => source.startsWith('http'))).toBe(true)
    expect(occasions.filter(({ workshop }) => workshop !== null)).toHaveLength(5)
    const streets = occasions.find(({ id }) => id === 'res-013')
    expect(streets?.led).toEqual(['project:prj-007', 'project:prj-008', 'project:prj-009', 'project:prj-010'])
    const proposals = await proposalsOf(city.resident(), streets?.led ?? [])
    expect(proposals.map(({ stageGroup }) => stageGroup)).toEqual(Array(4).fill('proposed'))
    const survey = occasions.find(({ id }) => id === 'res-001')
    expect(survey?.led).toHaveLength(5)
    expect(occasions.some(({ kind }) => kind === 'аналитика')).toBe(false)
  })

  test('loading the pack again changes nothing', async () => {
    const before = await occasionsOf(city.resident())
    await strategy.pack?.(city.bare.as(machinery('test')), openCityPack(join(projectRoot, 'city/izhevsk')))
    expect(await occasionsOf(city.resident())).toEqual(before)
  })
})
