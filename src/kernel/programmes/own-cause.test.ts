// Nobody decides in her own cause, whatever offices she holds; and what an award brings is looked at as an application's papers are.
import { afterAll, beforeAll, expect, test } from 'vitest'
import { grantRole, saveOrganisation } from '#kernel/identity/index.ts'
import { ScanFailed } from '#outside/virus-scan/index.ts'
import { openPretendScan } from '#outside/virus-scan/pretend.ts'
import type { City } from '#platform/city.ts'
import { machinery } from '#platform/policy.ts'
import { days, later } from '#platform/time.ts'
import { openStage, type Stage } from '#tests/people.ts'
import { appealDecision, decideAppeal } from './actions/appeals.ts'
import { withdrawApplication } from './actions/applications.ts'
import { acceptAgreement, declineAward, sendAgreement } from './actions/awards.ts'
import { moveDeadline } from './actions/calls.ts'
import { markComplete, markIncomplete } from './actions/checking.ts'
import { confirmProtocol, prepareProtocol } from './actions/deciding.ts'
import { judgeProof } from './actions/milestones.ts'
import { beginReview, declareReview, saveReview } from './actions/reviewing.ts'
import { closedCall, personIn } from './awarding.testing.ts'
import { forgetApplications } from './personal/applying.ts'
import { exportAwarding } from './personal/awarding.ts'
import { awardsOf } from './queries/awards.ts'
import { judgedFor } from './queries/judged.ts'
import { assignmentsOf } from './queries/reviews.ts'
import { textHash } from './rules/agreement.ts'
import { smallPdf } from './stage.testing.ts'
import { awardingDb } from './tables/awarding.ts'

let stage: Stage
let away = false
const zone = 'Europe/Samara'
const today = () => stage.now.toISOString().slice(0, 10)
beforeAll(async () => {
  const { name, scan } = openPretendScan()
  const virusScan = {
    name,
    scan: async (bytes: Uint8Array) => {
      if (away) throw new ScanFailed('away')
      return scan(bytes)
    },
  }
  stage = await openStage({ virusScan })
})
afterAll(() => stage.close())

const house = () => stage.city.cityFor(machinery('test'))
const grant = (person: string, role: 'strategist' | 'programme-manager' | 'operator') =>
  grantRole(house(), { email: `${person}@demo.example`, role, body: null })
const personOf = (city: City) => city.actor.person ?? ''

test('an applicant with every office leads, signs, answers and pays nothing of her own, and reviewers do not sign', async () => {
  const call = await closedCall(stage, 'own-cause')
  const id = (person: string) => call.applications.find((each) => each.person === person)?.id ?? ''
  for (const role of ['strategist', 'programme-manager', 'operator'] as const) await grant('anna', role)
  const [anna, dina, sergey] = [
    await personIn(stage, 'anna'),
    await personIn(stage, 'dina'),
    await personIn(stage, 'sergey'),
  ]
  const [kira, pavel] = [await personIn(stage, 'kira'), await personIn(stage, 'pavel')]
  await grant('kira', 'strategist')
  await call.makeReviewer('tamara')
  const tamara = await personIn(stage, 'tamara')
  const begin = {
    ...{ call: call.id, reviewers: [kira, pavel, tamara].map(personOf), today: today() },
    dueOn: later(stage.now, days(9)).toISOString().slice(0, 10),
  }
  await expect(beginReview(anna, begin)).rejects.toThrow('ownCause')
  const browser = await stage.as('anna')
  const other = `applications/${id('marat')}`
  for (const page of ['review', 'decision', 'awards', other, ''])
    expect((await browser.get(`/desk/programmes/calls/${call.id}/${page}`.replace(/\/$/, ''))).statusCode).toBe(403)
  // Nor does she make those who applied beside her late, or herself in time.
  const gaps = [{ subject: 'field:idea', said: 'Мало' }]
  const mend = { application: id('marat'), gaps, dueAt: later(stage.now, days(1)), reason: null }
  await expect(markIncomplete(anna, mend)).rejects.toThrow('ownCause')
  await expect(markComplete(anna, { application: id('marat') })).rejects.toThrow('ownCause')
  const moving = { call: call.id, closesAt: later(stage.now, days(9)), reason: 'Мне не хватило дня' }
  await expect(moveDeadline(anna, moving)).rejects.toThrow('ownCause')
  await beginReview(dina, begin)

  const all = await assignmentsOf(
    house(),
    call.applications.map((each) => each.id),
  )
  for (const { id: assignment } of all) {
    for (const reviewer of [kira, pavel, tamara]) {
      const free = declareReview(reviewer, { assignment, conflict: false, said: '' })
      if ((await free.then(() => true).catch(() => false)) === false) continue
      const scores = { idea: { points: 8, words: '' }, plan: { points: 7, words: '' } }
      await saveReview(reviewer, { assignment, seen: 0, scores, send: true })
    }
  }
  const said = { ground: 'ranking' as const, reason: 'Так вышло по баллам' }
  const decisions = call.applications.map(({ number, person }) =>
    person === 'anna' || person === 'zoya'
      ? { ...said, number, outcome: 'awarded' as const, amount: 5_000_000 }
      : { ...said, number, outcome: 'refused' as const, amount: null, ground: 'money' as const },
  )
  const protocol = { call: call.id, nth: 1, paper: 'a'.repeat(64), decisions }
  await expect(prepareProtocol(anna, protocol)).rejects.toThrow('ownCause')
  const prepared = await prepareProtocol(dina, protocol)
  await expect(confirmProtocol(anna, { protocol: prepared, today: today() })).rejects.toThrow('ownCause')
  const signing = await personIn(stage, 'kira')
  await expect(confirmProtocol(signing, { protocol: prepared, today: today() })).rejects.toThrow('scored')
  await confirmProtocol(sergey, { protocol: prepared, today: today() })

  // Marat was refused, and is an operator from today on.
  await grant('marat', 'operator')
  const marat = await personIn(stage, 'marat')
  const appeal = await appealDecision(marat, { application: id('marat'), words: 'Тайные слова Марата', zone })
  const answer = { appeal, outcome: 'upheld' as const, amount: 1_000_000, reason: 'Да', today: today() }
  await expect(decideAppeal(marat, answer)).rejects.toThrow('ownCause')
  await decideAppeal(await personIn(stage, 'nina'), { ...answer, outcome: 'rejected', amount: null })

  const text = 'Соглашение с Анной'
  const milestones = [{ label: { ru: 'Всё', en: '' }, dueOn: today(), tranche: 5_000_000 }]
  const agreement = { application: id('anna'), text, paper: 'b'.repeat(64), milestones }
  await expect(sendAgreement(anna, agreement)).rejects.toThrow('ownCause')
  await sendAgreement(dina, agreement)
  await acceptAgreement(anna, { application: id('anna'), hash: textHash(text), titlePublic: false, today: today() })

  // What proves a milestone: no virus, no program, and nothing that the scanner has not called clean.
  const [award] = await awardsOf(house(), { applications: [id('anna')] })
  const milestone = award?.milestones[0]?.id ?? ''
  const at = `/programmes/applications/${id('anna')}/award`
  const bring = (bytes: Uint8Array) =>
    browser.post(`${at}/milestones/${milestone}`, { 'said-1': 'Сделано Анной' }, [
      { field: 'paper-1', name: 'Анна.pdf', type: 'application/pdf', bytes },
    ])
  const eicar = ['X5O!P%@AP[4\\PZX54(P^)7CC)7}$', 'EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*'].join('')
  const ill = await bring(Buffer.concat([smallPdf, Buffer.from(eicar)]))
  expect([ill.statusCode, ill.body.includes('найден вирус')]).toEqual([422, true])
  const runs = Buffer.from(
    Buffer.from(smallPdf)
      .toString('latin1')
      .replace('/Type /Catalog', '/Type /Catalog /OpenAction << /S /JavaScript /JS (x) >>'),
    'latin1',
  )
  expect(runs.equals(Buffer.from(smallPdf))).toBe(false)
  expect((await bring(runs)).statusCode).toBe(422)
  away = true
  expect((await bring(smallPdf)).statusCode).toBe(303)
  const [brought] = await awardsOf(house(), { applications: [id('anna')] })
  const proof = brought?.milestones[0]?.proofs[0]?.id ?? ''
  const desk = await stage.as('dina')
  const paper = `/desk/programmes/awards/${id('anna')}/proofs/${proof}/paper`
  expect((await desk.get(paper)).statusCode).toBe(409)
  away = false
  expect((await desk.get(paper)).statusCode).toBe(200)
  const judge = { application: id('anna'), proof, verdict: 'accepted' as const, reason: '' }
  await expect(judgeProof(anna, judge)).rejects.toThrow('ownCause')

  // Whoever once applied for an organisation ends nothing in its name after her power to act for it has ended.
  const organisation = await saveOrganisation(house(), { name: 'ООО «Гончары»', inn: null, ogrn: null })
  await awardingDb(house())
    .updateTable('programmes.applications')
    .set({ organisation })
    .where('id', '=', id('zoya'))
    .execute()
  const zoya = await personIn(stage, 'zoya')
  const ending = { application: id('zoya'), reason: 'Назло', today: today(), zone }
  await expect(withdrawApplication(zoya, ending)).rejects.toThrow('noPower')
  await expect(declineAward(zoya, ending)).rejects.toThrow('noPower')

  // What is held of her names what she brought, and time forgets what a refused one wrote.
  const handle = (await judgedFor(house(), id('anna')))?.handle ?? ''
  expect(JSON.stringify(await exportAwarding(house(), handle))).toContain('Сделано Анной')
  await forgetApplications(house(), { before: later(stage.now, days(1)), most: 100 })
  const kept = await awardingDb(house()).selectFrom('programmes.appeals').selectAll().where('id', '=', appeal).execute()
  expect(JSON.stringify(kept)).not.toContain('Тайные слова Марата')
}, 90_000)
