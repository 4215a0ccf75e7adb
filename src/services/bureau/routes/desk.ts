// The advisers' addresses: the queues, and answering, asking back and passing on one request.
import { h } from 'preact'
import type { Form } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { answerRequest, askBack, openRequest, passOn } from '../actions/advise.ts'
import { answerForm, askBackForm, passOnForm } from '../forms.ts'
import { DeskPage, FilePage } from '../pages/desk.tsx'
import { mayAdvise, mayAnswerIn } from '../policy.ts'
import { clockNumbers } from '../queries/clock.ts'
import { namesOf, requestNames } from '../queries/names.ts'
import { queues } from '../queries/queues.ts'
import { queueOf } from '../queries/requests.ts'
import type { BureauHouse } from '../service.ts'
import { errorsOf, numberIn, statusOf } from './requests.ts'

export function deskRoutes(house: BureauHouse): Route[] {
  const one = '/desk/bureau/requests/:request'
  const step = <Output>(
    name: string,
    form: Form<Output>,
    act: (visit: Visit, number: number, sent: Output) => Promise<void>,
  ) => post(`${one}/${name}`, mayAdvise, (visit) => take(visit, house, form, act))
  return [
    get('/desk/bureau', mayAdvise, (visit) => deskPage(visit, house), { personal: true }),
    get(one, mayAdvise, (visit) => filePage(visit, house, nothingTyped), { personal: true }),
    step('answer', answerForm, ({ city }, number, { answer }) => answerRequest(city, { number, text: answer })),
    step('question', askBackForm, ({ city }, number, { question }) => askBack(city, { number, text: question })),
    step('handover', passOnForm, ({ city }, number, { queue, reason }) => passOn(city, { number, queue, reason })),
  ]
}

async function deskPage({ city }: Visit, { zone }: BureauHouse) {
  const mine = (await queues(city)).filter(({ body }) => mayAnswerIn.allows(city.actor, { body }))
  const codes = mine.map(({ code }) => code)
  return page(
    city.words('bureau.desk.title'),
    h(DeskPage, {
      open: await queueOf(city, { queues: codes, answered: false, most: 200 }),
      answered: await queueOf(city, { queues: codes, answered: true, most: 30 }),
      names: await namesOf(city, zone),
      clock: await clockNumbers(city),
    }),
    { keep: 0 },
  )
}

async function filePage({ city, params }: Visit, { zone }: BureauHouse, typed: Typed) {
  const number = numberIn(params.request)
  if (number === 0) throw refuse.missing('bureau.request.refusal.none')
  const view = await openRequest(city, { number })
  return page(
    city.words('bureau.request.number', { number }),
    h(FilePage, { view, typed, names: await requestNames(city, view, zone), queues: await queues(city) }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function take<Output>(
  visit: Visit,
  house: BureauHouse,
  form: Form<Output>,
  act: (visit: Visit, number: number, sent: Output) => Promise<void>,
) {
  const { fields, params } = visit
  const number = numberIn(params.request)
  if (number === 0) throw refuse.missing('bureau.request.refusal.none')
  const sent = form.check(fields)
  if (!sent.ok) return filePage(visit, house, { values: fields, errors: sent.errors })
  try {
    await act(visit, number, sent.value)
  } catch (error) {
    return filePage(visit, house, { values: fields, errors: errorsOf(error) })
  }
  // Passed on to others it may be nobody's here any more.
  return redirect('queue' in fields ? '/desk/bureau' : `/desk/bureau/requests/${number}`)
}
