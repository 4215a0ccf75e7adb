// What the team does with a question: shows its words, answers, declines, corrects in public, and erases what is personal.
import { z } from 'zod'
import { basisOf, entries, eraseText, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from '../facts.ts'
import { mayCommit } from '../policy.ts'
import { carriesContact } from '../rules/limits.ts'
import { type DeclineReason, isLate } from '../rules/question.ts'
import { voicesDb } from '../tables/voices.ts'
import { strategyOffice } from './office.ts'

const announce = announcer<StrategyFacts>()

/** Shows the words of a question to everybody, as the team lets them stand. Throws `invalid` where they carry somebody's address or telephone. */
export const releaseQuestion = action(
  'strategy',
  async (city: City, input: { question: number; text: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    await lockedQuestion(city, input.question)
    if (carriesContact(input.text)) throw refuse.invalid({ text: { key: 'strategy.ask.error.carriesContact' } })
    const last = await lastRelease(city, input.question)
    if (last?.text === input.text) return
    await writeRelease(city, { ...input, because: null })
    await inscribeStep(city, input.question, { kind: 'strategy.question-shown', texts: { question: input.text } })
  },
)

/**
 * Takes the shown words of a question back and erases them beside the chronicle too; that they were there stays. Throws `conflict`
 * where nothing is shown, and `unavailable` while an entry that holds them has not found its place yet.
 */
export const eraseQuestion = action(
  'strategy',
  async (city: City, input: { question: number; because: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    await lockedQuestion(city, input.question)
    const db = voicesDb(city)
    // Rows with a reason are those that hid the words; each of the others stands in the chronicle.
    const shown = await db
      .selectFrom('strategy.releases')
      .select('text')
      .where('question', '=', input.question)
      .where('because', 'is', null)
      .execute()
    if (shown.every(({ text }) => text === null)) throw refuse.conflict('strategy.ask.refusal.notShown')
    const hashes = await hashesOf(city, input.question, ({ kind, texts }) =>
      kind === 'strategy.question-shown' ? texts.question : undefined,
    )
    if (hashes.length < shown.length) throw refuse.unavailable('strategy.ask.refusal.notYetInChronicle')
    for (const hash of hashes) await eraseText(city, { hash, because: input.because })
    await db.updateTable('strategy.releases').set({ text: null }).where('question', '=', input.question).execute()
    await writeRelease(city, { question: input.question, text: null, because: input.because })
    await inscribeStep(city, input.question, { kind: 'strategy.question-hidden', texts: { reason: input.because } })
  },
)

/** Answers a question, once; whoever wants to say more corrects. Throws `conflict` where it has been answered. */
export const answerQuestion = action(
  'strategy',
  async (city: City, input: { question: number; text: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    const question = await lockedQuestion(city, input.question)
    if (await lastAnswer(city, input.question)) throw refuse.conflict('strategy.ask.refusal.answered')
    const id = await writeAnswer(city, { ...input, reason: null, corrects: null })
    const late = isLate({ ...question.clock, answeredAt: city.now }, city.now)
    await inscribeStep(city, input.question, {
      kind: 'strategy.answered',
      data: { answer: id, about: question.about, due: question.clock.dueAt.toISOString(), late },
      texts: { answer: input.text },
    })
    await announce(city, 'strategy.answered', question.about, {
      ...{ question: input.question, answer: id },
      corrects: null,
    })
  },
)

/** Puts another answer in the place of the last one and says why; the earlier stays in sight. */
export const correctAnswer = action(
  'strategy',
  async (city: City, input: { question: number; answer: string; text: string; reason: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    const question = await lockedQuestion(city, input.question)
    const last = await lastAnswer(city, input.question)
    if (!last) throw refuse.conflict('strategy.ask.refusal.notAnswered')
    if (last.id !== input.answer) throw refuse.conflict('strategy.ask.refusal.correctedMeanwhile')
    const { text, reason } = input
    const id = await writeAnswer(city, { question: input.question, text, reason, corrects: last.id })
    await inscribeStep(city, input.question, {
      kind: 'strategy.answer-corrected',
      data: { answer: id, corrects: last.id, about: question.about },
      texts: { answer: text, reason },
    })
    await announce(city, 'strategy.answered', question.about, {
      ...{ question: input.question, answer: id },
      corrects: last.id,
    })
  },
)

/** Erases an answer that another stands in the place of, where it held something of a person; that it was given stays. */
export const eraseAnswer = action(
  'strategy',
  async (city: City, input: { question: number; answer: string; because: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    await lockedQuestion(city, input.question)
    const last = await lastAnswer(city, input.question)
    if (!last || last.id === input.answer) throw refuse.conflict('strategy.ask.refusal.correctFirst')
    const hashes = await hashesOf(city, input.question, ({ data, texts }) =>
      data.answer === input.answer ? texts.answer : undefined,
    )
    if (hashes.length === 0) throw refuse.unavailable('strategy.ask.refusal.notYetInChronicle')
    for (const hash of hashes) await eraseText(city, { hash, because: input.because })
    await voicesDb(city)
      .updateTable('strategy.answers')
      .set({ text: null, erased_because: input.because })
      .where('id', '=', input.answer)
      .where('question', '=', input.question)
      .execute()
  },
)

/** Declines a question for a reason that everybody reads. It may be answered all the same later. */
export const declineQuestion = action(
  'strategy',
  async (city: City, input: { question: number; why: DeclineReason; reason: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    const question = await lockedQuestion(city, input.question)
    if (question.clock.answeredAt) throw refuse.conflict('strategy.ask.refusal.answered')
    if (question.clock.declinedAt) throw refuse.conflict('strategy.ask.refusal.declined')
    await voicesDb(city)
      .insertInto('strategy.declines')
      .values({ ...input, at: city.now, office: officeOf(city) })
      .execute()
    const late = isLate({ ...question.clock, declinedAt: city.now }, city.now)
    await inscribeStep(city, input.question, {
      kind: 'strategy.question-declined',
      data: { why: input.why, about: question.about, due: question.clock.dueAt.toISOString(), late },
      texts: { reason: input.reason },
    })
    await announce(city, 'strategy.declined', question.about, { question: input.question })
  },
)

async function lockedQuestion(city: City, number: number) {
  const db = voicesDb(city)
  const row = await db
    .selectFrom('strategy.questions')
    .select(['about', 'asked_at', 'due_at'])
    .where('number', '=', number)
    // Of two who answer at once, the second is told.
    .forUpdate()
    .executeTakeFirst()
  if (!row) throw refuse.missing('strategy.ask.refusal.noQuestion')
  const first = await db
    .selectFrom('strategy.answers')
    .select('at')
    .where('question', '=', number)
    .where('corrects', 'is', null)
    .executeTakeFirst()
  const declined = await db
    .selectFrom('strategy.declines')
    .select('at')
    .where('question', '=', number)
    .executeTakeFirst()
  return {
    about: row.about,
    clock: {
      ...{ askedAt: row.asked_at, dueAt: row.due_at },
      answeredAt: first?.at ?? null,
      declinedAt: declined?.at ?? null,
    },
  }
}

function officeOf(city: City): string {
  return strategyOffice(city) ?? 'strategist'
}

async function lastRelease(city: City, question: number) {
  return voicesDb(city)
    .selectFrom('strategy.releases')
    .select('text')
    .where('question', '=', question)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

async function lastAnswer(city: City, question: number) {
  return voicesDb(city)
    .selectFrom('strategy.answers as a')
    .select('a.id')
    .where('a.question', '=', question)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('strategy.answers as b').select('b.id').whereRef('b.corrects', '=', 'a.id'))),
    )
    .executeTakeFirst()
}

async function writeRelease(city: City, row: { question: number; text: string | null; because: string | null }) {
  await voicesDb(city)
    .insertInto('strategy.releases')
    .values({ id: newId(city.now), ...row, at: city.now, office: officeOf(city) })
    .execute()
}

async function writeAnswer(
  city: City,
  row: { question: number; text: string; reason: string | null; corrects: string | null },
): Promise<string> {
  const id = newId(city.now)
  await voicesDb(city)
    .insertInto('strategy.answers')
    .values({ id, ...row, at: city.now, office: officeOf(city) })
    .execute()
  return id
}

type Step = { kind: string; data?: Record<string, string | boolean>; texts: Record<string, string> }

async function inscribeStep(city: City, question: number, { kind, data = {}, texts }: Step): Promise<void> {
  await inscribe(city, {
    ...{ kind, subject: `question:${question}`, basis: basisOf(city), office: strategyOffice(city) },
    data: { question, ...data },
    texts,
  })
}

const inscribed = z.object({
  kind: z.string(),
  data: z.record(z.string(), z.unknown()),
  texts: z.record(z.string(), z.string()),
})

// The chronicle knows its texts by their hashes, which stand in the entries of the question.
async function hashesOf(
  city: City,
  question: number,
  which: (entry: z.output<typeof inscribed>) => string | undefined,
): Promise<string[]> {
  const said = await entries(city, { subject: `question:${question}`, most: 1000 })
  return said.flatMap(({ body }) => which(inscribed.parse(JSON.parse(body))) ?? [])
}
