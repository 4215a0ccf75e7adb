// What reviewers, offices and the awarded send: each form with every error at once, in words.

import { innProblem } from '#kernel/identity/index.ts'
import { type Fields, field, form, isReadable, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { grounds, outcomes, type Proposed, rowField } from '../rules/deciding.ts'
import type { Criterion } from '../rules/definition.ts'
import { kopecksIn } from '../rules/money.ts'
import { needsWords, type Rubric, type Scores } from '../rules/ranking.ts'

// Asked of the field itself, so that it is said together with what is wrong elsewhere.
const reviewers = () => field.several().refine((chosen) => chosen.length > 0, 'programmes.review.error.nobody')

export const beginForm = form({ reviewers: reviewers(), dueOn: field.day() })

export const moreReviewersForm = form({ reviewers: reviewers() })

export const reassignForm = form({ reason: field.text(1000, 'programmes.error.reason') })

/** Nothing binds her, or something does and she says what. */
export const declarationForm = form({ free: field.choice(['yes', 'no']), said: field.maybe(1000) }, ({ free, said }) =>
  free === 'no' && said === '' ? { said: { key: 'programmes.review.error.saidConflict' } } : noErrors,
)

export const recusalForm = form({ recusal: field.text(1000, 'programmes.error.reason') })

export const relationForm = form({ inn: field.text(20) }, ({ inn }) => {
  const problem = innProblem(inn)
  return problem ? { inn: { key: 'programmes.review.error.inn' } } : noErrors
})

/** Reads the scores of a review: what is right is kept, also of a draft that is not whole. */
export function readScores(
  fields: Fields,
  criteria: readonly Pick<Criterion, 'id'>[],
  scale: Rubric['scale'],
  whole: boolean,
): { scores: Scores; errors: FieldErrors } {
  const scores: Record<string, { points: number; words: string }> = {}
  const errors: FieldErrors = {}
  for (const { id } of criteria) {
    const [typed, words] = [typedIn(fields, `points-${id}`), typedIn(fields, `words-${id}`)]
    const points = /^\d{1,3}$/.test(typed) ? Number(typed) : Number.NaN
    if (words.length > 2000) errors[`words-${id}`] = { key: 'platform.form.tooLong', values: { most: 2000 } }
    if (!isReadable(words)) errors[`words-${id}`] = { key: 'platform.form.unreadable' }
    if (typed === '') {
      if (whole) errors[`points-${id}`] = { key: 'programmes.review.error.points' }
    } else if (!(points >= scale.from && points <= scale.to))
      errors[`points-${id}`] = { key: 'programmes.review.error.scale', values: { from: scale.from, to: scale.to } }
    else {
      scores[id] = { points, words }
      if (whole && needsWords(points, scale) && words === '')
        errors[`words-${id}`] = { key: 'programmes.review.error.wordsForLow' }
    }
  }
  return { scores, errors }
}

/** Reads the rows of a decision; what holds them together is asked by `decisionProblems`. */
export function readDecisions(
  fields: Fields,
  numbers: readonly string[],
): { proposed: Proposed[]; errors: FieldErrors } {
  const errors: FieldErrors = {}
  const proposed = numbers.flatMap((number): Proposed[] => {
    const of = (what: string) => typedIn(fields, rowField(what, number))
    const outcome = outcomes.find((each) => each === of('outcome'))
    const ground = grounds.find((each) => each === of('ground'))
    const [typed, reason] = [of('amount'), of('reason')]
    const amount = typed === '' ? null : kopecksIn(typed)
    if (typed !== '' && amount === null) errors[rowField('amount', number)] = { key: 'programmes.error.money' }
    if (!isReadable(reason)) errors[rowField('reason', number)] = { key: 'platform.form.unreadable' }
    else if (reason.length > 2000)
      errors[rowField('reason', number)] = { key: 'platform.form.tooLong', values: { most: 2000 } }
    if (!ground) errors[rowField('ground', number)] = { key: 'platform.form.choose' }
    if (!outcome) errors[rowField('outcome', number)] = { key: 'platform.form.choose' }
    return outcome ? [{ number, outcome, amount, ground: ground ?? 'other', reason }] : []
  })
  return { proposed, errors }
}

export const returnForm = form({ reason: field.text(2000, 'programmes.error.reason') })

export const appealForm = form({ words: field.text(5000, 'programmes.appeal.error.words') })

/** An answer to an appeal; `money`: whether the call gives some. */
export function readAppealAnswer(fields: Fields, money: boolean) {
  const amount = kopecksIn(typedIn(fields, 'amount'))
  const read = form({
    outcome: field.choice(['upheld', 'rejected']),
    reason: field.text(5000, 'programmes.error.reason'),
  }).check(fields)
  const upheld = typedIn(fields, 'outcome') === 'upheld'
  const errors: FieldErrors = {
    ...(read.ok ? {} : read.errors),
    ...(upheld && money && !amount ? { amount: { key: 'programmes.decide.error.amount' } } : {}),
  }
  return read.ok && Object.keys(errors).length === 0
    ? { ok: true as const, value: { ...read.value, amount: money ? amount : null } }
    : { ok: false as const, errors }
}

/** Days and tranches of an agreement's milestones, by their place. */
export function readMilestones(fields: Fields, count: number, award: number | null) {
  const errors: FieldErrors = {}
  const rows = Array.from({ length: count }, (_, at) => {
    const [day, typed] = [typedIn(fields, `due-${at + 1}`), typedIn(fields, `tranche-${at + 1}`)]
    const tranche = typed === '' || typed === '0' ? null : kopecksIn(typed)
    if (!/^\d{4}-\d\d-\d\d$/.test(day)) errors[`due-${at + 1}`] = { key: 'platform.form.day' }
    if (typed !== '' && typed !== '0' && !tranche) errors[`tranche-${at + 1}`] = { key: 'programmes.error.money' }
    return { dueOn: day, tranche: award === null ? null : tranche }
  })
  const total = rows.reduce((sum, { tranche }) => sum + (tranche ?? 0), 0)
  if (award !== null && total !== award)
    errors[''] = { key: 'programmes.award.error.tranchesSum', values: { given: total / 100, award: award / 100 } }
  return { rows, errors }
}

export const acceptanceForm = form(
  { agree: field.tick(), titlePublic: field.tick(), hash: field.text(64) },
  ({ agree }) => (agree ? noErrors : { agree: { key: 'programmes.award.error.agree' } }),
)

export const declineForm = form({ because: field.text(1000, 'programmes.error.reason') })

export const paymentForm = form({ onDay: field.day(), document: field.text(300, 'programmes.error.document') })

export const verdictForm = form(
  { verdict: field.choice(['accepted', 'sent-back']), reason: field.maybe(2000) },
  ({ verdict, reason }) =>
    verdict === 'sent-back' && reason === '' ? { reason: { key: 'programmes.error.reason' } } : noErrors,
)

/** Unspent money that came back. */
export function readReturn(fields: Fields) {
  const kopecks = kopecksIn(typedIn(fields, 'amount'))
  const read = paymentForm.check(fields)
  const errors: FieldErrors = {
    ...(read.ok ? {} : read.errors),
    ...(kopecks ? {} : { amount: { key: 'programmes.error.money' } }),
  }
  return read.ok && kopecks && Object.keys(errors).length === 0
    ? { ok: true as const, value: { ...read.value, kopecks } }
    : { ok: false as const, errors }
}

const noErrors: FieldErrors = {}
