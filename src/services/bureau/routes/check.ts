// The questionnaire: one question a page, the way back, what comes out, and the same for machines. Every step is a page by itself.
import { h } from 'preact'
import { decideFor, readKnown, sayDecision, vocabulary } from '#kernel/programmes/index.ts'
import {
  get,
  json,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { dropDraft, keepDraft } from '../actions/drafts.ts'
import { checkApi, knownAsked } from '../feeds/check.ts'
import { startForm } from '../forms.ts'
import { CheckPage } from '../pages/check.tsx'
import { QuestionPage } from '../pages/question.tsx'
import { ResultsPage } from '../pages/results.tsx'
import { maySeeBureau } from '../policy.ts'
import { askingOf, draftFor, type KeptDraft, measuresFor, resultsOf } from '../queries/check.ts'
import { measureFor } from '../queries/measures.ts'
import { before, type Draft, emptyDraft, isForProvider, withAnswers } from '../rules/draft.ts'
import { lookings } from '../rules/measure.ts'
import type { BureauHouse } from '../service.ts'

/** How long a draft is kept in the browser; the city's own rule of keeping is the retention `bureau.drafts`. */
const keptDays = 90
const draftCookie = 'bureau-check'

export function checkRoutes(house: BureauHouse): Route[] {
  const own = { personal: true }
  return [
    get('/bureau/check', maySeeBureau, (visit) => startPage(visit, house, nothingTyped), {
      query: ['measure'],
      ...own,
    }),
    post('/bureau/check', maySeeBureau, (visit) => start(visit, house)),
    get('/bureau/check/next', maySeeBureau, (visit) => next(visit, house), own),
    get('/bureau/check/questions/:asked', maySeeBureau, (visit) => questionPage(visit, house, nothingTyped), own),
    post('/bureau/check/questions/:asked', maySeeBureau, (visit) => answer(visit, house)),
    get('/bureau/check/results', maySeeBureau, (visit) => resultsPage(visit, house), { query: ['link'], ...own }),
    post('/bureau/check/seen', maySeeBureau, (visit) => remember(visit, house)),
    post('/bureau/check/forgetting', maySeeBureau, forget),
    get('/bureau/check.json', maySeeBureau, (visit) => machines(visit, house), {
      query: ['known', 'looking'],
      // Answers stand in the address: they are kept nowhere, not even for a minute.
      personal: true,
      api: checkApi,
    }),
  ]
}

async function startPage(visit: Visit, { zone }: BureauHouse, typed: Typed) {
  const { city, query } = visit
  const kept = await draftOf(visit)
  const id = typed.values.measure ?? query.measure
  const measure = typeof id === 'string' && id !== '' ? await measureFor(city, id, zone) : null
  return page(
    city.words('bureau.check.title'),
    h(CheckPage, { typed, measure, started: kept !== null && kept.draft.answered.length > 0 }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function start(visit: Visit, house: BureauHouse) {
  const { city, fields } = visit
  const sent = startForm.check(fields)
  if (!sent.ok) return startPage(visit, house, { values: fields, errors: sent.errors })
  const { looking, measure } = sent.value
  if (measure !== '' && !(await measureFor(city, measure, house.zone))) throw refuse.missing('bureau.refusal.noMeasure')
  const kept = await draftOf(visit)
  // Answers given before stay: whoever looks for something else is not asked again.
  const draft = { ...(kept?.draft ?? emptyDraft), looking, measure: measure === '' ? null : measure, seen: null }
  await keep(visit, kept, draft)
  return redirect('/bureau/check/next')
}

async function next(visit: Visit, { zone }: BureauHouse) {
  const kept = await draftOf(visit)
  if (!kept) return redirect('/bureau/check')
  const [first] = (await askingOf(visit.city, kept.draft, zone)).next
  return redirect(first ? `/bureau/check/questions/${first.id}` : '/bureau/check/results')
}

async function questionPage(visit: Visit, { zone }: BureauHouse, typed: Typed) {
  const { city, params } = visit
  const kept = await draftOf(visit)
  if (!kept) return redirect('/bureau/check')
  const { draft } = kept
  const { catalogue, next } = await askingOf(city, draft, zone)
  const question = catalogue.questions.find(({ id }) => id === params.asked)
  if (!question) throw refuse.missing('bureau.refusal.noQuestion')
  const back = before(draft, question.id)
  return page(
    city.words('bureau.check.questionTitle', { ask: question.ask[city.words.locale === 'en' ? 'en' : 'ru'] }),
    h(QuestionPage, {
      ...{ question, typed, value: draft.known[question.id] },
      back: back === null ? '/bureau/check' : `/bureau/check/questions/${back}`,
      left: next.filter(({ id }) => id !== question.id).length + 1,
      some: draft.answered.length > 0,
    }),
    { status: statusOf(typed), keep: 0 },
  )
}

async function answer(visit: Visit, house: BureauHouse) {
  const { city, params, fields } = visit
  const kept = await draftOf(visit)
  if (!kept) return redirect('/bureau/check')
  const question = (await vocabulary(city)).questions.find(({ id }) => id === params.asked)
  if (!question) throw refuse.missing('bureau.refusal.noQuestion')
  const { known, errors } = readKnown(fields, [question])
  if (Object.keys(errors).length > 0) return questionPage(visit, house, { values: fields, errors })
  if (!(question.id in known)) {
    return questionPage(visit, house, {
      values: fields,
      errors: { [`a.${question.id}`]: { key: 'bureau.check.error.answer' } },
    })
  }
  const draft = withAnswers(kept.draft, known)
  const left = (await askingOf(city, draft, house.zone)).next
  // What was decided when the questions ended is what later changes of rules are compared with.
  const { verdicts } =
    left.length === 0 && draft.seen === null ? await resultsOf(city, draft, house.zone) : { verdicts: null }
  const on = dayOf(city.now, house.zone)
  await keep(visit, kept, verdicts === null ? { ...draft, seen: null } : { ...draft, seen: { on, verdicts } })
  return redirect(left.length === 0 || isForProvider(question.id) ? '/bureau/check/results' : '/bureau/check/next')
}

async function resultsPage(visit: Visit, { zone }: BureauHouse) {
  const { city, query } = visit
  const kept = await draftOf(visit, query.link)
  if (query.link && !kept) throw refuse.missing('bureau.refusal.noLink')
  if (!kept) return redirect('/bureau/check')
  const results = await resultsOf(city, kept.draft, zone)
  return page(
    city.words('bureau.results.title'),
    h(ResultsPage, {
      ...{ results, draft: kept.draft, link: `/bureau/check/results?link=${kept.secret}`, keptDays },
    }),
    { keep: 0 },
  )
}

// What was decided is written down as seen, so that the next visit says only what has changed after it.
async function remember(visit: Visit, { zone }: BureauHouse) {
  const kept = await draftOf(visit)
  if (!kept) return redirect('/bureau/check')
  const { verdicts } = await resultsOf(visit.city, kept.draft, zone)
  await keep(visit, kept, { ...kept.draft, seen: { on: dayOf(visit.city.now, zone), verdicts } })
  return redirect('/bureau/check/results')
}

async function forget(visit: Visit) {
  const kept = await draftOf(visit)
  if (kept) await dropDraft(visit.city, { secret: kept.secret })
  visit.clearCookie(draftCookie)
  return redirect('/bureau/check')
}

/** The same decisions for programs, by answers in the address; nothing is kept. */
async function machines({ city, query }: Visit, { zone }: BureauHouse) {
  const catalogue = await vocabulary(city)
  const known = knownAsked(query.known ?? '{}', catalogue)
  const asked = (query.looking ?? '').split(',').filter(Boolean)
  const looking = lookings.filter((each) => asked.includes(each))
  const of = await measuresFor(city, { looking, measure: null }, zone)
  const decisions = await decideFor(
    city,
    known,
    of.map(({ id }) => id),
  )
  const { next } = await askingOf(city, { ...emptyDraft, looking, known: { ...known } }, zone)
  return json({
    on: dayOf(city.now, zone),
    next: next.map(({ id }) => id),
    decisions: of.flatMap(({ id, fields }) => {
      const decision = decisions.get(id)
      if (!decision) return []
      const { verdict, amount, matters, change, towards } = decision
      const said = sayDecision(city.words, decision, catalogue)
      return { measure: id, name: fields.name, verdict, amount, matters, change, towards, because: said.because }
    }),
  })
}

async function draftOf(visit: Visit, link?: string): Promise<KeptDraft | null> {
  const cookie = visit.cookie(draftCookie)
  if (!link) return draftFor(visit.city, cookie)
  const kept = await draftFor(visit.city, link)
  if (!kept || link === cookie) return kept
  // A copy of her own: whoever gave her the link does not read what she answers from now on.
  const { secret } = await keepDraft(visit.city, { secret: null, draft: kept.draft })
  setDraft(visit, secret)
  return { ...kept, secret }
}

async function keep(visit: Visit, kept: KeptDraft | null, draft: Draft): Promise<void> {
  const { secret } = await keepDraft(visit.city, { secret: kept?.secret ?? null, draft })
  setDraft(visit, secret)
}

function setDraft(visit: Visit, secret: string): void {
  visit.setCookie(draftCookie, secret, { maxAge: keptDays * 86_400 })
}

function statusOf(typed: Typed): number {
  return Object.keys(typed.errors).length > 0 ? 422 : 200
}
