// Changing what can be asked: the catalogue from the city pack, and one question or derived value by an editor.
import { z } from 'zod'
import { action, type City } from '#platform/city.ts'
import { always } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import { type FieldErrors, refuse } from '#platform/refusal.ts'
import { wrongWithDerived, wrongWithQuestion } from '../queries/catalogue.ts'
import { cityShape, programmesReference } from '../queries/terms.ts'
import { problemsOfCatalogue } from '../rules/checking.ts'
import { PackWrong, shapeProblems } from '../rules/pack-wrong.ts'
import { type DerivedFields, derivedShape, type QuestionFields, questionShape } from '../rules/questions.ts'

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

/** Writes a new version of a question. Throws `invalid` while something is wrong with it, or published terms would no longer fit. */
export const saveQuestion = action(
  'programmes',
  async (city, input: QuestionSaving & { question: QuestionFields }): Promise<void> => {
    const { question } = input
    demandSound(await wrongWithQuestion(city, question))
    await write(city, 'question', question.id, question, input)
  },
)

/** Writes a new version of a derived value; the same care, and its formula has to come to something for everybody tried. */
export const saveDerived = action(
  'programmes',
  async (city, input: QuestionSaving & { derived: DerivedFields }): Promise<void> => {
    const { derived } = input
    demandSound(await wrongWithDerived(city, derived))
    await write(city, 'derived', derived.id, derived, input)
  },
)

function demandSound(errors: FieldErrors): void {
  if (Object.keys(errors).length > 0) throw refuse.invalid(errors)
}

async function write(city: City, kind: string, id: string, body: object, saving: QuestionSaving): Promise<void> {
  const { seen, from, to, office, reason } = saving
  await programmesReference.write(city, { kind, id, seen, validFrom: from, validTo: to, body, office, reason })
}
