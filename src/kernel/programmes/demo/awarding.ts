// The demo's part: the first, closed call of the invented programme, carried through from its review to a closed award and an appeal.
import { holdersOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { DemoStory } from '#platform/module.ts'
import { pdfDocument } from '#platform/pdf/index.ts'
import { dayOf, days, later, plusDays } from '#platform/time.ts'
import { appealDecision, decideAppeal } from '../actions/appeals.ts'
import { acceptAgreement, sendAgreement } from '../actions/awards.ts'
import { confirmProtocol, prepareProtocol } from '../actions/deciding.ts'
import { bringProof, judgeProof, recordPayment, recordReturn } from '../actions/milestones.ts'
import { closeAward, judgeReport, sendReport } from '../actions/reports.ts'
import { ownHandle } from '../actions/review-lock.ts'
import { beginReview, declareReview, saveReview } from '../actions/reviewing.ts'
import { agreementPaper, paperFrame, protocolPaper } from '../feeds/papers.ts'
import { awardsOf } from '../queries/awards.ts'
import { callsOf } from '../queries/calls.ts'
import { judgedFor } from '../queries/judged.ts'
import { type CandidateView, callMaterials } from '../queries/materials.ts'
import { reviewsOf } from '../queries/reviews.ts'
import { agreementText, textHash } from '../rules/agreement.ts'
import type { Proposed } from '../rules/deciding.ts'

const programme = 'workshop-month'

export async function tellAwards(story: DemoStory): Promise<void> {
  const dina = story.as('dina', 42, 10)
  const call = (await callsOf(dina, [programme])).find(({ closesAt }) => closesAt < dina.now)
  if (!call) return
  const dayFor = (daysAgo: number) => dayOf(later(story.as('dina', 0).now, -days(daysAgo)), story.zone)
  // Offices were given at the first start, the latest instant that the story knows.
  const reviewers = await holdersOf(story.as('dina', -1), { roles: ['reviewer'], body: '' })
  await beginReview(dina, { call: call.id, reviewers, dueOn: dayFor(36), today: dayFor(42) })
  await story.settle()
  await reviewed(story.as('pavel', 39, 20), [8, 7, 8, 7])
  await reviewed(story.as('kira', 38, 21), [9, 8, 7, 8])
  await decided(story, call.id, dayFor(34))
  await story.settle()
  const materials = await callMaterials(dina, call.id)
  const [first, , last] = materials?.candidates ?? []
  if (!materials || !first || !last) return
  await appealed(story, last, dayFor(26))
  await carriedOut(story, call.id, first, dayFor)
  await story.settle()
}

// The points differ by the number of the application, so that the ranking has an order.
async function reviewed(city: City, points: readonly number[]): Promise<void> {
  for (const [at, { id, number }] of (await reviewsOf(city, await ownHandle(city))).entries()) {
    await declareReview(city, { assignment: id, conflict: false, said: '' })
    const less = Number(number.at(-1)) % 3
    const scores = Object.fromEntries(
      points.map((each, k) => [`k${k + 1}`, { points: each - less - (k === 3 ? at % 2 : 0), words: words[k] ?? '' }]),
    )
    await saveReview(city, { assignment: id, seen: 0, scores, send: true })
  }
}

const words = [
  'Замысел ясен, видно, кому он пригодится.',
  'За месяц успеть можно, если материалы купить в первую неделю.',
  'Хорошо, что чертежи и рисунки останутся всем.',
  'Цены стоит сверить: у двух строк нет расчёта.',
]

async function decided(story: DemoStory, call: string, today: string): Promise<void> {
  const dina = story.as('dina', 35, 11)
  const materials = await callMaterials(dina, call)
  if (!materials) return
  const decisions = materials.candidates.map(
    ({ number, requested, place }): Proposed =>
      place === materials.candidates.length
        ? { number, outcome: 'refused', amount: null, ground: 'other', reason: reasons.refused }
        : { number, outcome: 'awarded', amount: requested, ground: 'ranking', reason: reasons.awarded },
  )
  const content = protocolPaper(paperFrame(dina, 'demo'), { nth: 1, materials, proposed: decisions })
  const paper = await story.files.put(await pdfDocument(content))
  const protocol = await prepareProtocol(dina, { call, nth: 1, paper, decisions })
  await confirmProtocol(story.as('sergey', 34, 15), { protocol, today })
}

const reasons = {
  awarded: 'Замысел понятен, месяца хватит, и работа останется городу.',
  refused: 'Не видно, кто и когда покажет работу людям: допишите это и приходите во второй приём.',
}

async function appealed(story: DemoStory, of: CandidateView, today: string): Promise<void> {
  const applicant = await applicantOf(story, of, 30)
  if (!applicant) return
  const appeal = await appealDecision(applicant, {
    ...{ application: of.id, zone: story.zone },
    words: 'Где и когда я покажу работу, написано в замысле: на празднике двора. Прошу прочитать ещё раз.',
  })
  await decideAppeal(story.as('nina', 26, 12), {
    ...{ appeal, outcome: 'upheld', amount: of.requested, today },
    reason: 'Показ в замысле и правда описан. Отказ снимаем, деньги даём из остатка приёма.',
  })
}

// From the agreement to the closing: two milestones paid, one of them sent back once, and a little money returned.
async function carriedOut(
  story: DemoStory,
  call: string,
  of: CandidateView,
  dayFor: (daysAgo: number) => string,
): Promise<void> {
  const { id: application, number, requested: amount } = of
  const dina = story.as('dina', 31, 10)
  const materials = await callMaterials(dina, call)
  const asked = materials?.call.definition.milestones ?? []
  if (!materials || amount === null || asked.length === 0) return
  const half = Math.floor(amount / 2)
  const milestones = asked.map(({ label, days: after }, at) => ({
    ...{ label, dueOn: plusDays(dayFor(31), Math.min(after, 24)) },
    tranche: at === 0 ? half : at === 1 ? amount - half : null,
  }))
  const text = agreementText(materials.call.definition.agreement.ru, {
    ...{ number, applicant: 'заявитель', programme: materials.call.definition.title.ru, call: materials.call.title.ru },
    ...{ amount: dina.words.roubles(amount / 100), summary: of.summary ?? '', day: dina.words.date(dayFor(31)) },
    milestones: milestones.map(({ label, dueOn }) => `${label.ru}: до ${dina.words.date(dueOn)}`).join('; '),
  })
  const title = dina.words('programmes.paper.agreement', { number })
  const content = agreementPaper(paperFrame(dina, 'demo'), { title, text, hash: textHash(text), lang: 'ru' })
  await sendAgreement(dina, { application, text, paper: await story.files.put(await pdfDocument(content)), milestones })
  const agreed = await applicantOf(story, of, 30)
  if (!agreed) return
  await acceptAgreement(agreed, { application, hash: textHash(text), titlePublic: true, today: dayFor(30) })
  const [award] = await awardsOf(dina, { applications: [application] })
  for (const [at, { id: milestone, tranche }] of (award?.milestones ?? []).entries()) {
    const day = 24 - at * 6
    const applicant = (await applicantOf(story, of, day)) ?? agreed
    if (at === 1) {
      const early = await bringProof(applicant, { application, milestone, said: 'Показали соседям.', paper: null })
      const reason = 'Напишите, когда и сколько человек пришло.'
      await judgeProof(story.as('dina', day, 15), { application, proof: early, verdict: 'sent-back', reason })
    }
    const proof = await bringProof(applicant, { application, milestone, said: said[at] ?? 'Сделано.', paper: null })
    await judgeProof(story.as('dina', day - 1, 12), { application, proof, verdict: 'accepted', reason: '' })
    if (tranche !== null)
      await recordPayment(story.as('dina', day - 2, 16), {
        ...{ application, milestone, onDay: dayFor(day - 2), document: `платёжное поручение № ${at + 1} (вымышлено)` },
      })
  }
  const left = 20_000
  const reporter = (await applicantOf(story, of, 8)) ?? agreed
  const answers = { r1: 'Работа готова, чертежи лежат в мастерской.', r2: 74 }
  await sendReport(reporter, { application, answers, spent: amount - left })
  await judgeReport(story.as('dina', 6, 11), { application, verdict: 'accepted', reason: '' })
  await recordReturn(story.as('dina', 5, 11), {
    ...{ application, kopecks: left, onDay: dayFor(5), document: 'платёжное поручение № 17 (вымышлено)' },
  })
  await closeAward(story.as('dina', 4, 11), { application, today: dayFor(4) })
}

const said = [
  'Место в мастерской заняли, материалы купили, чеки сохранили.',
  'Показали 74 соседям на празднике двора.',
  'Всё сделано, чертежи переданы мастерской.',
]

/** Whoever of the demo's residents this application is of. */
async function applicantOf(story: DemoStory, { id }: CandidateView, daysAgo: number): Promise<City | null> {
  for (const name of ['anna', 'zoya', 'marat']) {
    const city = story.as(name, daysAgo, 18)
    if ((await judgedFor(city, id))?.handle === (await ownHandle(city))) return city
  }
  return null
}
