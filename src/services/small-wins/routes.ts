// Which address of small wins leads where.
import { h } from 'preact'
import { z } from 'zod'
import { sharePicture } from '#kernel/media/index.ts'
import { hrefIn } from '#platform/http/read.ts'
import {
  bytes,
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
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { dropDraft, publishWin, withdrawWin } from './actions.ts'
import { draftFor, drafts } from './drafts.ts'
import { atomFeed } from './feeds.ts'
import { publicationForm, withdrawalForm } from './forms.ts'
import { DeskPage, DraftPage, WithdrawPage } from './pages/desk.tsx'
import { FeedPage } from './pages/feed.tsx'
import { quantityOf, titleOf, unitOf } from './pages/said.tsx'
import { TotalsPage } from './pages/totals.tsx'
import { WinPage } from './pages/win.tsx'
import { mayPublish } from './policy.ts'
import {
  bornWins,
  categoryName,
  type Filter,
  feed,
  feedLength,
  latestWins,
  pageSize,
  relatives,
  standingWins,
  winFor,
} from './queries.ts'
import { shelf } from './shelf.ts'
import { totals, winStreets } from './totals.ts'

/** The contract of the feed for programs: wins that stand, done and not withdrawn. */
export const feedAnswer = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      quantity: z.number().nullable(),
      unit: z.string().nullable(),
      source: z.string().nullable(),
      case: z.string().nullable(),
    }),
  ),
})

export interface WinHouse {
  zone: string
  demo: boolean
}

export function smallWinRoutes(house: WinHouse): Route[] {
  return [
    get('/small-wins', anyone, feedPage, {
      query: ['category', 'district', 'year', 'unit', 'street', 'status', 'page'],
      api: { summary: 'smallWins.api.feed', answer: feedAnswer, tag: 'small-wins' },
    }),
    get('/small-wins/feed.atom', anyone, atomPage),
    get('/small-wins/totals', anyone, totalsPage, { query: ['year', 'district', 'street'] }),
    get('/small-wins/:id', anyone, winPage),
    get('/small-wins/:id/picture.png', anyone, (visit) => picture(visit, house)),
    get('/desk/small-wins', mayPublish, deskPage, { personal: true }),
    get('/desk/small-wins/:id', mayPublish, (visit) => deskItemPage(visit, nothingTyped), { personal: true }),
    post('/desk/small-wins/:id/publication', mayPublish, (visit) => publication(visit, house)),
    post('/desk/small-wins/:id/dropping', mayPublish, async ({ city, params }) => {
      await dropDraft(city, { draft: params.id ?? '' })
      return redirect('/desk/small-wins')
    }),
    post('/desk/small-wins/:id/withdrawal', mayPublish, withdrawal),
  ]
}

async function feedPage({ city, query, wantsJson }: Visit) {
  const { words } = city
  const filter: Filter = {
    category: query.category || undefined,
    district: query.district || undefined,
    year: yearOf(query.year),
    unit: query.unit || undefined,
    street: query.street || undefined,
    coming: query.status === 'coming',
  }
  const number = pageNumber(query.page)
  if (wantsJson) {
    const items = (await standingWins(city, { ...filter, coming: false }, number)).map((win) => ({
      id: win.id,
      quantity: win.quantity === null ? null : Number(win.quantity),
      unit: win.unit,
      source: win.source ?? (win.case === null ? null : `/cases/${win.case}`),
      case: win.case,
    }))
    return json({ items })
  }
  const facets = await shelf(city)
  const wins = await feed(city, filter, number)
  const { coming, ...narrowing } = filter
  const narrowed = Object.values(narrowing).some((value) => value !== undefined)
  const total = narrowed ? await feedLength(city, filter) : coming ? facets.coming : facets.total
  const chosen = {
    category: filter.category ?? '',
    district: filter.district ?? '',
    year: String(filter.year ?? ''),
    unit: filter.unit ?? '',
    street: filter.street ?? '',
    coming: coming ?? false,
  }
  return page(words('smallWins.title'), h(FeedPage, { wins, facets, chosen, page: number, size: pageSize, total }), {
    description: words('smallWins.lede.done'),
    feed: { href: '/small-wins/feed.atom', title: words('smallWins.feedTitle') },
  })
}

async function atomPage({ city, origin, locale }: Visit) {
  const document = atomFeed(await latestWins(city, 50), city.words, {
    origin,
    href: (path) => hrefIn(locale, path),
    now: city.now,
  })
  return bytes('application/atom+xml; charset=utf-8', document, { headers: { 'access-control-allow-origin': '*' } })
}

async function totalsPage({ city, query }: Visit) {
  const scope = { year: yearOf(query.year), district: query.district || undefined, street: query.street || undefined }
  const chosen = { year: String(scope.year ?? ''), district: scope.district ?? '', street: scope.street ?? '' }
  const facets = await shelf(city)
  return page(
    city.words('smallWins.totals.title'),
    h(TotalsPage, { totals: await totals(city, scope), facets, streets: await winStreets(city), chosen }),
  )
}

async function winPage({ city, params }: Visit) {
  const win = await winFor(city, params.id ?? '')
  if (!win) throw refuse.missing('smallWins.refusal.noWin')
  const title = titleOf(city.words, win)
  const said = [quantityOf(city.words, win), win.place, win.doneOn && city.words.date(win.doneOn)]
    .filter(Boolean)
    .join(', ')
  return page(
    title,
    h(WinPage, { win, category: await categoryName(city, win.category), others: await relatives(city, win.id) }),
    {
      description: said === '' ? title : `${title}. ${said}`,
      picture: `/small-wins/${encodeURIComponent(win.id)}/picture.png`,
    },
  )
}

async function picture({ city, params }: Visit, house: WinHouse) {
  const { words } = city
  const win = await winFor(city, params.id ?? '')
  if (!win) throw refuse.missing('smallWins.refusal.noWin')
  const png = await sharePicture({
    title: (win.withdrawn ? `${words('smallWins.withdrawn.title')}: ` : '') + titleOf(words, win),
    ...(win.quantity === null || win.unit === null
      ? {}
      : {
          number: words.number(Number(win.quantity), { maximumFractionDigits: 3 }),
          unit: unitOf(words, win, win.quantity),
        }),
    ...(win.place === null ? {} : { place: win.place }),
    ...(win.doneOn === null ? {} : { date: words.date(win.doneOn) }),
    city: words('web.city'),
    // A shared picture travels without its page: what is invented must be said on it.
    ...(house.demo && win.basis === 'demo' ? { band: words('web.demoBand') } : {}),
  })
  return bytes('image/png', png, { keep: 3600 })
}

async function deskPage({ city }: Visit) {
  return page(
    city.words('smallWins.desk.title'),
    h(DeskPage, { drafts: await drafts(city), born: await bornWins(city) }),
    { keep: 0 },
  )
}

async function deskItemPage({ city, params }: Visit, typed: Typed) {
  const status = Object.keys(typed.errors).length > 0 ? 422 : 200
  const draft = await draftFor(city, params.id ?? '')
  if (draft) return page(city.words('smallWins.desk.draftTitle'), h(DraftPage, { draft, typed }), { status, keep: 0 })
  const win = await winFor(city, params.id ?? '')
  if (!win || win.case === null || win.withdrawn) throw refuse.missing('smallWins.refusal.noDraft')
  return page(titleOf(city.words, win), h(WithdrawPage, { win, typed }), { status, keep: 0 })
}

async function publication(visit: Visit, house: WinHouse) {
  const sent = publicationForm.check(visit.fields)
  if (!sent.ok) return deskItemPage(visit, { values: visit.fields, errors: sent.errors })
  const { id } = await publishWin(visit.city, { draft: visit.params.id ?? '', ...sent.value, zone: house.zone })
  return redirect(`/small-wins/${id}`)
}

async function withdrawal(visit: Visit) {
  const sent = withdrawalForm.check(visit.fields)
  if (!sent.ok) return deskItemPage(visit, { values: visit.fields, errors: sent.errors })
  await withdrawWin(visit.city, { id: visit.params.id ?? '', note: sent.value.note })
  return redirect(`/small-wins/${visit.params.id ?? ''}`)
}

function yearOf(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{4}$/.test(text) ? Number(text) : undefined
}

function pageNumber(text: string | undefined): number {
  return text !== undefined && /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 1
}
