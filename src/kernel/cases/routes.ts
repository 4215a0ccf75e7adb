// Which address of cases leads where.
import { h } from 'preact'
import { z } from 'zod'
import { newHandle } from '#kernel/identity/index.ts'
import { bodies, calledFor, districts } from '#kernel/places/index.ts'
import { action } from '#platform/city.ts'
import { get, json, page, post, type Route, redirect, type Visit } from '#platform/http/route.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { joinCase } from './actions/open.ts'
import { claimCase, confirmCase, reopenCase } from './actions/word.ts'
import { caseAnswer, caseJson, casesAnswer, casesJson } from './answers.ts'
import { confirmationForm, reopeningForm } from './forms.ts'
import { CasePage, type CasePageProps } from './pages/case.tsx'
import { CasesPage } from './pages/cases.tsx'
import { recentCases } from './queries/cards.ts'
import { caseFor } from './queries/case.ts'
import { topics } from './queries/holder.ts'
import { ownPart } from './queries/speaker.ts'
import type { Status } from './rules.ts'

export const caseRoutes: Route[] = [
  get('/cases', anyone, casesPage, {
    query: ['topic', 'district', 'holder', 'status', 'page'],
    api: {
      ...{ summary: 'cases.api.cases', answer: casesAnswer, tag: 'cases' },
      parameters: {
        status: { schema: z.enum(['open', 'resolved', 'confirmed', 'declined']) },
        page: { schema: z.int().min(1) },
      },
    },
  }),
  get('/cases/:number', anyone, casePage, {
    query: ['token', 'fresh'],
    api: { summary: 'cases.api.case', answer: caseAnswer, tag: 'cases' },
  }),
  post('/cases/:number/confirmation', anyone, confirm, { perMinute: 30 }),
  post('/cases/:number/reopening', anyone, reopen, { perMinute: 30 }),
  post('/cases/:number/claiming', signedIn, claim, { perMinute: 30 }),
  post('/cases/:number/joining', anyone, join, { perMinute: 10 }),
]

const perPage = 30
const statuses: readonly Status[] = ['open', 'resolved', 'confirmed', 'declined']

async function casesPage({ city, query, wantsJson }: Visit) {
  const at = Math.min(Math.max(Math.trunc(Number(query.page ?? '1')) || 1, 1), 10_000)
  const status = statuses.find((one) => one === query.status)
  const { topic, district, holder } = query
  const found = await recentCases(city, {
    topic,
    district,
    holder,
    status,
    most: perPage + 1,
    skip: (at - 1) * perPage,
  })
  const cards = found.slice(0, perPage)
  const more = found.length > perPage
  const areas = await districts(city)
  if (wantsJson) {
    return json(casesJson(cards, new Map(areas.map(({ id, name }) => [id, name])), more ? at + 1 : null))
  }
  const asked = { topic: topic ?? '', district: district ?? '', holder: holder ?? '', status: status ?? '' }
  const options = {
    topics: (await topics(city)).map(({ code, label }) => ({ value: code, label })),
    districts: areas.map((area) => ({ value: area.id, label: calledFor(city.words, area) })),
    bodies: (await bodies(city)).map((body) => ({ value: body.id, label: calledFor(city.words, body) })),
  }
  return page(city.words('cases.list.title'), h(CasesPage, { cards, asked, ...options, page: at, more }), {
    description: city.words('cases.list.lede'),
  })
}

async function casePage(visit: Visit) {
  const { city, query, wantsJson } = visit
  const number = visit.params.number ?? ''
  const view = await caseFor(city, number)
  if (!view) throw refuse.missing('cases.refusal.missing', { number: number.slice(0, 40) })
  if (wantsJson) return json(caseJson(view))
  const token = query.token ?? null
  // Reading a cookie makes the answer this person's own: a page with a private part is kept nowhere.
  if (token !== null) visit.cookie('token')
  const own = await ownPart(city, number, { token, person: city.actor.person })
  if (token !== null && own === null) throw refuse.notAllowed('cases.refusal.notYours')
  return shown({ view, own, token, fresh: query.fresh === 'yes', signedIn: city.actor.person !== null })
}

async function confirm({ city, params, fields }: Visit) {
  const { token } = confirmationForm.read(fields)
  const number = params.number ?? ''
  await confirmCase(city, { number, token, person: city.actor.person })
  return redirect(backTo(number, token))
}

async function reopen({ city, params, fields }: Visit) {
  const number = params.number ?? ''
  const sent = reopeningForm.check(fields)
  if (sent.ok) {
    await reopenCase(city, { number, ...sent.value, person: city.actor.person })
    return redirect(backTo(number, sent.value.token))
  }
  const token = typeof fields.token === 'string' ? fields.token : null
  const view = await caseFor(city, number)
  if (!view) throw refuse.missing('cases.refusal.missing', { number: number.slice(0, 40) })
  const own = await ownPart(city, number, { token, person: city.actor.person })
  if (!own) throw refuse.notAllowed('cases.refusal.notYours')
  return { ...shown({ view, own, token, typed: { values: fields, errors: sent.errors } }), status: 422 }
}

async function claim({ city, params, fields }: Visit) {
  const { token } = confirmationForm.read(fields)
  const number = params.number ?? ''
  if (city.actor.person !== null) await claimCase(city, { number, token, person: city.actor.person })
  return redirect(backTo(number, ''))
}

async function join({ city, params }: Visit) {
  const number = params.number ?? ''
  const { secret } = await joinAs(city, { number })
  return redirect(`/cases/${number}?token=${secret}&fresh=yes`)
}

const joinAs = action('cases', async (city, { number }: { number: string }) => {
  const handle = await newHandle(city, { module: 'cases', person: city.actor.person })
  return joinCase(city, { number, handle })
})

function shown(props: CasePageProps) {
  return page(`${props.view.title}, ${props.view.place}`, h(CasePage, props))
}

function backTo(number: string, token: string): string {
  return `/cases/${encodeURIComponent(number)}${token ? `?token=${encodeURIComponent(token)}` : ''}`
}
