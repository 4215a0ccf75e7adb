// Which address of the search leads where: the page, what begins so while one types, and the description that browsers take over.
import { h } from 'preact'
import { z } from 'zod'
import { calledFor, districts } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { bytes, get, json, page, type Route, type Visit } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { anyone } from '#platform/policy.ts'
import { SearchPage } from '../pages/search.tsx'
import { type Answered, answer, lastPage, longestQuestion, type Question, suggestions } from './answer.ts'
import { openSearch } from './open-search.ts'

/** Each question costs the database more than a page does; one who types asks for suggestions at every other letter. */
const perMinute = 120

export function searchRoutes(doors: () => readonly Module[]): Route[] {
  return [
    get('/search', anyone, async (visit) => answerPage(visit, doors()), {
      query: ['q', 'kind', 'district', 'year', 'exact', 'page'],
      cut: true,
      perMinute,
      api: { summary: 'portal.search.api', answer: answerShape, tag: 'search' },
    }),
    get(
      '/search/suggestions',
      anyone,
      async (visit) => {
        const typed = visit.query.q ?? ''
        const found = await suggestions(visit.city, typed, 7)
        const names = kindNames(visit.city, doors())
        const said = [
          typed,
          found.map(({ title }) => title),
          found.map(({ kind }) => names.get(kind) ?? kind),
          found.map(({ href }) => visit.origin + hrefFor(visit, href)),
        ]
        return bytes('application/x-suggestions+json; charset=utf-8', JSON.stringify(said))
      },
      { query: ['q'], cut: true, perMinute: perMinute * 2 },
    ),
    get('/search/opensearch.xml', anyone, (visit) =>
      bytes(
        'application/opensearchdescription+xml; charset=utf-8',
        openSearch({
          name: visit.city.words('portal.search.name'),
          about: visit.city.words('portal.search.opensearch'),
          search: `${visit.origin}${hrefFor(visit, '/search')}`,
          language: visit.locale,
        }),
      ),
    ),
  ]
}

async function answerPage(visit: Visit, doors: readonly Module[]) {
  const { city, query, wantsJson } = visit
  const asked = query.q ?? ''
  const question = questionOf(query)
  const kinds = kindNames(city, doors)
  const named = new Map((await districts(city)).map((district) => [district.id, calledFor(city.words, district)]))
  const answered = question.q === '' ? null : await answer(city, question)
  if (wantsJson) return json(toldAs(question, answered))
  const title =
    question.q === '' ? city.words('portal.search.title') : city.words('portal.search.titleOf', { q: question.q })
  return page(
    title,
    h(SearchPage, {
      question,
      answered,
      cut: asked.trim().length > longestQuestion,
      kindNames: kinds,
      districtNames: named,
    }),
  )
}

const word = /^[\w-]{1,60}$/

/** What is asked, as far as it can mean anything. */
function questionOf(query: Visit['query']): Question {
  const page = Number(query.page)
  const year = Number(query.year)
  return {
    q: (query.q ?? '').trim().slice(0, longestQuestion).toWellFormed(),
    page: Number.isInteger(page) && page > 1 && page <= lastPage ? page : 1,
    exact: query.exact === '1',
    ...(query.kind !== undefined && word.test(query.kind) ? { kind: query.kind } : {}),
    ...(query.district !== undefined && word.test(query.district) ? { district: query.district } : {}),
    ...(Number.isInteger(year) && year > 1000 && year < 3000 ? { year } : {}),
  }
}

/** What the kinds of all doors are called, in their order. */
function kindNames(city: City, doors: readonly Module[]): Map<string, string> {
  const kinds = doors.flatMap(({ search }) => search?.kinds ?? []).sort((a, b) => a.order - b.order)
  return new Map(kinds.map(({ kind, label }) => [kind, city.words(label)]))
}

function hrefFor(visit: Visit, path: string): string {
  return visit.locale === 'ru' ? path : `/${visit.locale}${path}`
}

const facet = z.array(z.object({ value: z.string(), documents: z.number() }))
const answerShape = z.object({
  q: z.string(),
  page: z.number(),
  total: z.number().describe('How many were found; at least so many where `more` is true.'),
  more: z.boolean(),
  whole: z.number().describe('How many of them hold all words.'),
  terms: z.array(
    z.object({
      typed: z.string(),
      shown: z.string().describe('What was looked for instead.'),
      how: z.enum(['typed', 'layout', 'beginning', 'slip', 'unknown']),
    }),
  ),
  results: z.array(
    z.object({
      subject: z.string(),
      kind: z.string(),
      title: z.string(),
      excerpt: z.string(),
      href: z.string(),
      place: z.string().nullable(),
      district: z.string().nullable(),
      day: z.string().nullable(),
    }),
  ),
  facets: z.object({ kind: facet, district: facet, year: facet }),
})

function toldAs(question: Question, answered: Answered | null): z.output<typeof answerShape> {
  const text = (runs: readonly { text: string }[]) => runs.map((run) => run.text).join('')
  return {
    q: question.q,
    page: question.page,
    total: answered?.total ?? 0,
    more: answered?.more ?? false,
    whole: answered?.whole ?? 0,
    terms: (answered?.terms ?? []).map(({ typed, shown, how }) => ({ typed, shown, how })),
    results: (answered?.hits ?? []).map(({ lang: _, title, excerpt, ...hit }) => ({
      ...hit,
      title: text(title),
      excerpt: text(excerpt),
    })),
    facets: answered?.facets ?? { kind: [], district: [], year: [] },
  }
}
