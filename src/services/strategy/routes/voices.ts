// Which addresses of questions, of following and of taking part lead where.
import { h } from 'preact'
import { promisesPurpose } from '#kernel/identity/index.ts'
import { houseAddress } from '#platform/address.ts'
import type { City } from '#platform/city.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { newSecret } from '#platform/ids.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { type FieldErrors, Refusal, refuse } from '#platform/refusal.ts'
import { askTeam } from '../actions/ask.ts'
import { confirmFollows, follow, stopFollowing, wishDays, wishToFollow } from '../actions/follow.ts'
import { claimQuestion } from '../actions/question-file.ts'
import type { StrategyHouse } from '../desk.ts'
import { askForm, followForm } from '../forms/voices.ts'
import { AskingPage } from '../pages/asking.tsx'
import { FollowingPage, FollowNewPage, WishedPage } from '../pages/following.tsx'
import { QuestionPage } from '../pages/question.tsx'
import { QuestionsPage, stages } from '../pages/questions.tsx'
import { thingsOf } from '../queries/named-things.ts'
import { countsOf, ownQuestion, questionFor, questionsOf } from '../queries/questions.ts'
import { followedBy, follows, readerOf, waitingParts } from '../queries/readers.ts'
import { answerTerm } from '../queries/terms-of-answer.ts'
import { followable, isAskable, pageOfThing, wholeStrategy } from '../rules/things.ts'

const perPage = 30

export function voicesRoutes(house: StrategyHouse): Route[] {
  const own = { personal: true }
  return [
    get('/strategy/questions', anyone, (visit) => listPage(visit, house), { query: ['stage', 'about', 'page'] }),
    get('/strategy/questions/:question', anyone, (visit) => questionPage(visit, house), { query: ['token', 'fresh'] }),
    post('/strategy/questions/:question/claiming', signedIn, claim, { perMinute: 30 }),
    get('/strategy/asking', anyone, (visit) => askingPage(visit, house, nothingTyped), { query: ['about'], ...own }),
    post('/strategy/asking', anyone, (visit) => ask(visit, house), { perMinute: 20 }),
    get('/strategy/following', anyone, followingPage, { query: ['token'], ...own }),
    get(
      '/strategy/following/new',
      anyone,
      // Without a thing to follow there is only the list of what is followed.
      (visit) => (visit.query.of ? followNewPage(visit, house, visit.query.of, nothingTyped) : followingPage(visit)),
      { query: ['of'], ...own },
    ),
    get('/strategy/following/wished', anyone, ({ city }) =>
      page(city.words('strategy.follow.wished'), h(WishedPage, { days: wishDays })),
    ),
    post('/strategy/following/new', anyone, (visit) => startFollowing(visit, house), { perMinute: 30 }),
    post('/strategy/following/confirmation', anyone, confirm, { perMinute: 30 }),
    post('/strategy/following/stopping', anyone, stop, { perMinute: 60 }),
  ]
}

/** The whole text of the consent to letters about promises, with who answers for the address. */
export function consentText(city: City, { operator }: StrategyHouse): string {
  if (!operator?.name) return city.words(promisesPurpose.text, { operator: city.words('strategy.follow.demoOperator') })
  const inn = operator.inn && city.words('strategy.follow.inn', { inn: operator.inn })
  const named = [operator.name, inn, operator.address].filter(Boolean).join(', ')
  return city.words(promisesPurpose.text, { operator: named })
}

/** What is kept of a consent given on a page: the text she read, who answers for the address, and her browser. */
export function consentGiven(visit: Visit, house: StrategyHouse) {
  const userAgent = visit.header('user-agent') ?? null
  return { text: consentText(visit.city, house), operator: house.operator ?? null, userAgent }
}

/** The errors of a form that the action found, to be shown beside what was typed; every other refusal goes on its way. */
export function errorsOf(error: unknown): FieldErrors {
  if (error instanceof Refusal && error.kind === 'invalid') return error.fields
  throw error
}

export function oneOf(fields: Visit['fields'], name: string): string {
  const value = fields[name]
  return (Array.isArray(value) ? value[0] : value) ?? ''
}

/** The number of a question in an address; 0 where it is none. */
export function numberIn(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,8}$/.test(text) ? Number(text) : 0
}

async function listPage({ city, query }: Visit, { zone }: StrategyHouse) {
  // A filter that means nothing shows everything, as the form then says.
  const stage = stages.find((each) => each === query.stage) ?? null
  const about = query.about !== undefined && isAskable(query.about) ? query.about : null
  const at = Math.min(Math.max(Math.trunc(Number(query.page ?? '1')) || 1, 1), 10_000)
  const cards = await questionsOf(city, {
    ...{ zone, stage: stage ?? undefined, about: about ?? undefined },
    ...{ most: perPage + 1, skip: (at - 1) * perPage },
  })
  const thing = about === null ? undefined : (await thingsOf(city, [about])).get(about)
  return page(
    city.words('strategy.ask.list'),
    h(QuestionsPage, {
      ...{ cards: cards.slice(0, perPage), stage, page: at, more: cards.length > perPage },
      counts: await countsOf(city, about ?? undefined),
      about: about === null ? null : { subject: about, thing: thing ?? null },
      term: await answerTerm(city),
    }),
  )
}

async function questionPage(visit: Visit, { zone }: StrategyHouse) {
  const { city, query } = visit
  const number = numberIn(visit.params.question)
  const view = number === 0 ? null : await questionFor(city, { number, zone })
  if (!view) throw refuse.missing('strategy.ask.refusal.noQuestion')
  const token = query.token ?? null
  // Reading a cookie makes the answer this person's own: a page with a private part is kept nowhere.
  if (token !== null) visit.cookie('token')
  const { person } = city.actor
  const own = await ownQuestion(city, number, { token, person })
  if (token !== null && own === null) throw refuse.notAllowed('strategy.ask.refusal.notYours')
  return page(
    city.words('strategy.ask.number', { number }),
    h(QuestionPage, {
      ...{ view, own, token, fresh: query.fresh === 'yes', signedIn: person !== null },
      following: await follows(city, person, `question:${number}`),
    }),
    token === null ? {} : { keep: 0 },
  )
}

async function claim({ city, params, fields }: Visit) {
  const number = numberIn(params.question)
  if (city.actor.person !== null)
    await claimQuestion(city, { number, token: oneOf(fields, 'token'), person: city.actor.person })
  return redirect(`/strategy/questions/${number}`)
}

async function askingPage(visit: Visit, house: StrategyHouse, typed: Typed) {
  const { city } = visit
  const about = (oneOf(typed.values, 'about') || visit.query.about) ?? wholeStrategy
  const thing = isAskable(about) ? (await thingsOf(city, [about])).get(about) : undefined
  if (!thing) throw refuse.missing('strategy.refusal.noThing')
  const term = await answerTerm(city)
  if (!term) throw refuse.unavailable('strategy.ask.refusal.notReady')
  const wrong = Object.keys(typed.errors).length > 0
  return page(
    city.words('strategy.ask.title'),
    h(AskingPage, {
      ...{ about, thing, term, typed },
      asked: await questionsOf(city, { zone: house.zone, about, most: 5 }),
      once: secretIn(typed.values.once) ?? newSecret(),
      consent: city.actor.person === null ? consentText(city, house) : null,
    }),
    { status: wrong ? 422 : 200, keep: 0 },
  )
}

async function ask(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const sent = askForm.check(fields)
  if (!sent.ok) return askingPage(visit, house, { values: fields, errors: sent.errors })
  const { about, text, email, once } = sent.value
  const guest = city.actor.person === null
  const secret = secretIn(once) ?? newSecret()
  const letters = guest && email !== '' ? { email, ...consentGiven(visit, house) } : null
  try {
    const { number } = await askTeam(city, { about, text, secret, letters, ip: visit.ip, zone: house.zone })
    return redirect(`/strategy/questions/${number}?${guest ? `token=${secret}&` : ''}fresh=yes`)
  } catch (error) {
    return askingPage(visit, house, { values: fields, errors: errorsOf(error) })
  }
}

async function followingPage(visit: Visit) {
  const { city, query } = visit
  const token = query.token ?? null
  const reader = await readerOf(city, { token, person: city.actor.person })
  if (token !== null && reader === null) throw refuse.missing('strategy.follow.refusal.noLink')
  return page(
    city.words('strategy.follow.listTitle'),
    h(FollowingPage, {
      ...{ token, known: reader !== null },
      followed: reader ? await followedBy(city, reader) : [],
      partsWaiting: reader ? await waitingParts(city, reader) : 0,
    }),
    { keep: 0 },
  )
}

async function followNewPage({ city }: Visit, house: StrategyHouse, subject: string, typed: Typed) {
  const parts = followable(subject)
  if (!parts) throw refuse.missing('strategy.refusal.noThing')
  const question = parts.kind === 'question' ? numberIn(parts.id) : 0
  const thing = (await thingsOf(city, [subject])).get(subject) ?? null
  if (parts.kind === 'question') {
    if (!(await questionFor(city, { number: question, zone: house.zone })))
      throw refuse.missing('strategy.ask.refusal.noQuestion')
  } else if (!thing) throw refuse.missing('strategy.refusal.noThing')
  return page(
    city.words(question > 0 ? 'strategy.ask.too' : 'strategy.follow.newTitle'),
    h(FollowNewPage, {
      ...{ subject, thing, typed },
      consent: consentText(city, house),
      signedIn: city.actor.person !== null,
    }),
    { status: Object.keys(typed.errors).length > 0 ? 422 : 200, keep: 0 },
  )
}

async function startFollowing(visit: Visit, house: StrategyHouse) {
  const { city, fields } = visit
  const subject = oneOf(fields, 'subject')
  const why = subject.startsWith('question:') ? ('too' as const) : ('follow' as const)
  const { person } = city.actor
  if (person !== null) {
    await follow(city, { subjects: [subject], why, person })
    return redirect(houseAddress(oneOf(fields, 'back')) ?? pageOfThing(subject))
  }
  const sent = followForm.check(fields)
  if (!sent.ok) return followNewPage(visit, house, subject, { values: fields, errors: sent.errors })
  const letters = { email: sent.value.email, ...consentGiven(visit, house) }
  try {
    await wishToFollow(city, { subjects: [subject], why, letters, ip: visit.ip })
  } catch (error) {
    return followNewPage(visit, house, subject, { values: fields, errors: errorsOf(error) })
  }
  return redirect('/strategy/following/wished')
}

async function confirm({ city, fields }: Visit) {
  const token = oneOf(fields, 'token')
  await confirmFollows(city, { token })
  return redirect(`/strategy/following?token=${encodeURIComponent(token)}`)
}

async function stop({ city, fields }: Visit) {
  const token = oneOf(fields, 'token') || null
  const subject = oneOf(fields, 'subject') || null
  await stopFollowing(city, { token, person: city.actor.person, subject })
  const list = `/strategy/following${token === null ? '' : `?token=${encodeURIComponent(token)}`}`
  return redirect(houseAddress(oneOf(fields, 'back')) ?? list)
}

// What newSecret makes; anything else is no secret of this city's form.
function secretIn(value: string | string[] | undefined): string | null {
  return typeof value === 'string' && /^[\w-]{32}$/.test(value) ? value : null
}
