// Which address of languages leads where.
import { h } from 'preact'
import {
  fileApi,
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
import type { Uses } from '#platform/phrases.ts'
import { anyone } from '#platform/policy.ts'
import { Refusal, refuse } from '#platform/refusal.ts'
import type { Locale, Words } from '#platform/words.ts'
import { decidePhrase, keepUses, proposePhrase } from './actions.ts'
import { decisionForm, proposalForm } from './forms.ts'
import { DeskPage } from './pages/desk.tsx'
import { PagePhrasesPage } from './pages/page-phrases.tsx'
import { PhrasePage } from './pages/phrase.tsx'
import { UdmurtPage } from './pages/udmurt.tsx'
import { mayDecide } from './policy.ts'
import { acceptedPhrases, pageStandings, phraseFiles, proposalsFor, waitingPhrases } from './queries.ts'

export interface LanguagesHouse {
  uses: Uses
  wordsIn(locale: Locale): Words
}

export function languageRoutes(house: LanguagesHouse): Route[] {
  const own = { personal: true }
  return [
    get('/languages', anyone, (visit) => udmurtPage(house, visit)),
    get('/languages/udm', anyone, (visit) => udmurtPage(house, visit), { query: ['page'] }),
    get('/languages/udm.json', anyone, async ({ city }) => json(await phraseFiles(city, house.wordsIn('ru'))), {
      api: fileApi('languages.api.phrases', 'languages', 'application/json'),
    }),
    get('/languages/udm/:key', anyone, (visit) => phrasePage(house, visit, nothingTyped), { query: ['proposed'] }),
    post('/languages/udm/:key', anyone, (visit) => propose(house, visit), { perMinute: 10 }),
    get('/desk/languages', mayDecide, deskPage, own),
    post('/desk/languages/:id/decision', mayDecide, decide),
  ]
}

/** Writes down what pages were seen to say in this process, so that it is known after it and to others. */
export async function keepFresh(house: LanguagesHouse, city: Visit['city']): Promise<void> {
  const fresh = house.uses.fresh()
  if (fresh.length > 0) await keepUses(city, fresh)
}

async function udmurtPage(house: LanguagesHouse, { city, query }: Visit) {
  await keepFresh(house, city)
  const udmurt = house.wordsIn('udm')
  const standings = pageStandings(house.uses, udmurt)
  const asked = query.page
  if (asked === undefined) {
    return page(city.words('languages.title'), h(UdmurtPage, { standings }), {
      description: city.words('languages.lede'),
    })
  }
  const standing = standings.find(({ page: name }) => name === asked)
  if (!standing) throw refuse.missing('languages.refusal.noPage')
  const russian = house.wordsIn('ru').texts(/^/)
  const own = udmurt.texts(/^/)
  const sources = new Map((await acceptedPhrases(city)).map((phrase) => [phrase.key, phrase]))
  const phrases = [...(house.uses.pages().get(asked) ?? [])].sort().map((key) => ({
    key,
    russian: russian[key] ?? '',
    udmurt: udmurt.borrowed(key) ? null : (own[key] ?? null),
    source: sources.get(key)?.source ?? null,
  }))
  return page(city.words('languages.page.title', { page: asked }), h(PagePhrasesPage, { standing, phrases }))
}

async function phrasePage(house: LanguagesHouse, visit: Visit, typed: Typed) {
  const { city, params, query } = visit
  const key = params.key ?? ''
  const russian = russianOf(house, key)
  const pages = [...house.uses.pages()].filter(([, keys]) => keys.has(key)).map(([name]) => name)
  const proposals = await proposalsFor(city, key)
  return page(
    city.words('languages.phrase.title'),
    h(PhrasePage, { name: key, russian, pages, proposals, typed, proposed: query.proposed === 'yes' }),
    { status: Object.keys(typed.errors).length > 0 ? 422 : 200, keep: 0 },
  )
}

async function propose(house: LanguagesHouse, visit: Visit) {
  const { city, params, fields } = visit
  const key = params.key ?? ''
  const russian = russianOf(house, key)
  const sent = proposalForm.check(fields)
  if (!sent.ok) return phrasePage(house, visit, { values: fields, errors: sent.errors })
  try {
    await proposePhrase(city, { key, russian, ...sent.value })
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'invalid') throw error
    return phrasePage(house, visit, { values: fields, errors: error.fields })
  }
  return redirect(`/languages/udm/${encodeURIComponent(key)}?proposed=yes`)
}

function russianOf(house: LanguagesHouse, key: string): string {
  const words = house.wordsIn('ru')
  const text = words.has(key) ? words.texts(/^/)[key] : undefined
  if (text === undefined) throw refuse.missing('languages.refusal.missing')
  return text
}

async function deskPage({ city }: Visit) {
  return showDesk(city, nothingTyped, null)
}

async function showDesk(city: Visit['city'], typed: Typed, id: string | null) {
  const waiting = await waitingPhrases(city)
  const accepted = (await acceptedPhrases(city)).length
  return page(city.words('languages.desk.title'), h(DeskPage, { waiting, accepted, typed, typedFor: id }), {
    status: id === null ? 200 : 422,
    keep: 0,
  })
}

async function decide({ city, params, fields }: Visit) {
  const id = params.id ?? ''
  if (!/^[\da-f-]{36}$/.test(id)) throw refuse.missing('languages.refusal.missing')
  const sent = decisionForm.check(fields)
  if (!sent.ok) return showDesk(city, { values: fields, errors: sent.errors }, id)
  await decidePhrase(city, { id, ...sent.value })
  return redirect('/desk/languages')
}
