// Changing what can be asked: the catalogue from the city pack, and one question or derived value by an editor.
import { z } from 'zod'
import { type Problem, problemsOf } from '#engines/eligibility/index.ts'
import { action, type City } from '#platform/city.ts'
import { always } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import { refuse } from '#platform/refusal.ts'
import { callsOf } from '../queries/calls.ts'
import { allTerms, cityShape, programmesReference, ruleSetOf, today, vocabulary } from '../queries/terms.ts'
import { problemsOfCatalogue } from '../rules/checking.ts'
import { PackWrong, shapeProblems } from '../rules/pack-wrong.ts'
import {
  type Catalogue,
  type DerivedFields,
  derivedShape,
  type QuestionFields,
  questionShape,
} from '../rules/questions.ts'

const dates = { validFrom: z.iso.date().default(always), validTo: z.iso.date().nullable().default(null) }
const file = z.strictObject({
  questions: z.array(questionShape.extend(dates)),
  derived: z.array(derivedShape.extend(dates)).default([]),
})

/** The city's time zone, in which its days begin. */
export async function loadZone(city: City, pack: Pack): Promise<void> {
  const { timeZone } = cityShape.parse(
    z
      .looseObject({ timeZone: z.string() })
      .transform(({ timeZone }) => ({ timeZone }))
      .parse(pack.read('city.json')),
  )
  await programmesReference.load(city, {
    kind: 'city',
    rows: [{ id: 'city', validFrom: always, validTo: null, body: { timeZone } }],
  })
}

/**
 * Brings the catalogue of questions of a pack file in: `{ questions: […], derived: […] }`. What an editor has changed since stays.
 * Throws PackWrong with every problem at once. Repeating it changes nothing.
 */
export const loadQuestions = action('programmes', async (city, given: unknown): Promise<void> => {
  const read = file.safeParse(given)
  if (!read.success) throw new PackWrong('questions', shapeProblems(read.error))
  const problems = problemsOfCatalogue(read.data)
  if (problems.length > 0)
    throw new PackWrong(
      'questions',
      problems.map(({ kind, about }) => `${about.join(' → ')}: ${kind}`),
    )
  for (const [kind, rows] of [
    ['question', read.data.questions],
    ['derived', read.data.derived],
  ] as const) {
    await programmesReference.load(city, {
      kind,
      rows: rows.map(({ validFrom, validTo, ...body }) => ({ id: body.id, validFrom, validTo, body })),
    })
  }
})

export interface QuestionSaving {
  seen: number
  from: string
  to: string | null
  office: string
  reason: string
}

/** Writes a new version of a question; throws `invalid` when terms that are published would no longer fit. */
export const saveQuestion = action(
  'programmes',
  async (city, input: QuestionSaving & { question: QuestionFields }): Promise<void> => {
    const { question } = input
    await demandSound(city, (before) => ({
      ...before,
      questions: [...before.questions.filter(({ id }) => id !== question.id), question],
    }))
    await write(city, 'question', question.id, question, input)
  },
)

/** Writes a new version of a derived value; the same care. */
export const saveDerived = action(
  'programmes',
  async (city, input: QuestionSaving & { derived: DerivedFields }): Promise<void> => {
    const { derived } = input
    await demandSound(city, (before) => ({
      ...before,
      derived: [...before.derived.filter(({ id }) => id !== derived.id), derived],
    }))
    await write(city, 'derived', derived.id, derived, input)
  },
)

async function demandSound(city: City, change: (before: Catalogue) => Catalogue): Promise<void> {
  const after = change(await vocabulary(city))
  const [first] = problemsOfCatalogue(after)
  if (first) throw refuse.invalid({ id: fieldProblem(first) })
  const day = await today(city)
  // A call keeps the version it began with, also after a newer one: that has to stay readable too.
  const calls = await callsOf(city)
  const named = new Set(calls.flatMap(({ terms }) => (terms === null ? [] : [`${terms.id} ${terms.version}`])))
  for (const terms of (await allTerms(city)).values()) {
    const { versions, ...set } = ruleSetOf(terms)
    const [broken] = problemsOf(after, { ...set, versions: versions.filter(({ to }) => to === null || to > day) })
    const kept = terms.versions.filter(({ version }) => named.has(`${terms.id} ${version}`))
    const frozen = kept.flatMap(({ body }) =>
      problemsOf(after, { id: terms.id, versions: [{ from: always, to: null, table: body.table }] }),
    )
    if (broken || frozen.length > 0)
      throw refuse.invalid({ id: { key: 'programmes.questions.error.breaks', values: { terms: terms.id } } })
  }
}

const fieldProblem = ({ kind, about }: Problem) => ({
  key: `programmes.terms.problem.${kind}`,
  values: { about: about.join(' → ') },
})

async function write(city: City, kind: string, id: string, body: object, saving: QuestionSaving): Promise<void> {
  const { seen, from, to, office, reason } = saving
  await programmesReference.write(city, { kind, id, seen, validFrom: from, validTo: to, body, office, reason })
}
