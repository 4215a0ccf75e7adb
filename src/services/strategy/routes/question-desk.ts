// The team's desk for questions: the queue by the clock, and release, answer, refusal, correction and erasure of one.
import { h } from 'preact'
import type { Form } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import {
  answerQuestion,
  correctAnswer,
  declineQuestion,
  eraseAnswer,
  eraseQuestion,
  releaseQuestion,
} from '../actions/answer.ts'
import { openQuestion } from '../actions/question-file.ts'
import type { StrategyHouse } from '../desk.ts'
import { answerForm, correctionForm, declineForm, erasureForm, releaseForm } from '../forms/voices.ts'
import { QuestionDeskPage, QuestionFilePage } from '../pages/question-desk.tsx'
import { mayCommit } from '../policy.ts'
import { questionsOf } from '../queries/questions.ts'
import { errorsOf, numberIn } from './voices.ts'

export function questionDeskRoutes(house: StrategyHouse): Route[] {
  const one = '/desk/strategy/questions/:question'
  const step = <Output>(
    name: string,
    form: Form<Output>,
    act: (visit: Visit, question: number, sent: Output) => Promise<void>,
  ) => post(`${one}/${name}`, mayCommit, (visit) => take(visit, house, form, act))
  return [
    get('/desk/strategy/questions', mayCommit, (visit) => deskPage(visit, house), { personal: true }),
    get(one, mayCommit, (visit) => filePage(visit, house, nothingTyped), { personal: true }),
    step('release', releaseForm, ({ city }, question, { shown }) => releaseQuestion(city, { question, text: shown })),
    step('answer', answerForm, ({ city }, question, { answer }) => answerQuestion(city, { question, text: answer })),
    step('refusal', declineForm, ({ city }, question, sent) => declineQuestion(city, { question, ...sent })),
    step('correction', correctionForm, ({ city }, question, { standing, correction, cause }) =>
      correctAnswer(city, { question, answer: standing, text: correction, reason: cause }),
    ),
    step('erasure', erasureForm, ({ city }, question, { erased, because }) =>
      erased === ''
        ? eraseQuestion(city, { question, because })
        : eraseAnswer(city, { question, answer: erased, because }),
    ),
  ]
}

async function deskPage({ city }: Visit, { zone }: StrategyHouse) {
  const overdue = await questionsOf(city, { zone, stage: 'overdue', most: 200 })
  const waiting = await questionsOf(city, { zone, stage: 'waiting', most: 200 })
  const closed = [
    ...(await questionsOf(city, { zone, stage: 'answered', most: 20 })),
    ...(await questionsOf(city, { zone, stage: 'declined', most: 20 })),
  ]
  return page(city.words('strategy.ask.desk.title'), h(QuestionDeskPage, { open: [...overdue, ...waiting], closed }), {
    keep: 0,
  })
}

async function filePage({ city, params }: Visit, { zone }: StrategyHouse, typed: Typed) {
  const number = numberIn(params.question)
  if (number === 0) throw refuse.missing('strategy.ask.refusal.noQuestion')
  const file = await openQuestion(city, { number, zone })
  return page(city.words('strategy.ask.number', { number }), h(QuestionFilePage, { file, typed }), {
    status: Object.keys(typed.errors).length > 0 ? 422 : 200,
    keep: 0,
  })
}

async function take<Output>(
  visit: Visit,
  house: StrategyHouse,
  form: Form<Output>,
  act: (visit: Visit, question: number, sent: Output) => Promise<void>,
) {
  const { fields, params } = visit
  const number = numberIn(params.question)
  if (number === 0) throw refuse.missing('strategy.ask.refusal.noQuestion')
  const sent = form.check(fields)
  if (!sent.ok) return filePage(visit, house, { values: fields, errors: sent.errors })
  try {
    await act(visit, number, sent.value)
  } catch (error) {
    const errors = errorsOf(error)
    // The action knows its texts by one name, the form by the field in which each was typed.
    const named = 'text' in errors && form === releaseForm ? { shown: errors.text } : errors
    return filePage(visit, house, { values: fields, errors: named })
  }
  return redirect(`/desk/strategy/questions/${number}`)
}
