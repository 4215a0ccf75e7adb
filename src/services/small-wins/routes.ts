// Which address of small wins leads where.
import { z } from 'zod'
import { fileApi, get, post, type Route, redirect } from '#platform/http/route.ts'
import { anyone, signedIn } from '#platform/policy.ts'
import { dropDraft } from './actions/drafts.ts'
import { mayPublish } from './policy.ts'
import {
  correction,
  correctionPage,
  deskItemPage,
  deskPage,
  publication,
  setback,
  setbackPage,
  withdrawal,
} from './routes/desk.ts'
import { atomPage, feedPage, placesPage, winPage, worksPage } from './routes/feed.ts'
import { confirmation, ending, follow, followQuestion, link, sent, stopping } from './routes/follow.ts'
import type { WinHouse } from './routes/house.ts'
import { totalPicture, winPicture } from './routes/pictures.ts'
import { totalPage, totalsPage } from './routes/totals.ts'
import { widgetFrame, widgetPage } from './routes/widget.ts'
import { askedNames, feedKinds } from './rules/asked.ts'

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

const asked = {
  kind: { schema: z.enum(feedKinds) },
  year: { schema: z.int(), example: '2025' },
  page: { schema: z.int().min(1) },
}

const scope = ['year', 'district', 'street']

export function smallWinRoutes(house: WinHouse): Route[] {
  const { zone } = house
  const desk = { personal: true }
  return [
    get('/small-wins', anyone, feedPage, {
      query: [...askedNames, 'status', 'page'],
      api: { summary: 'smallWins.api.feed', answer: feedAnswer, tag: 'small-wins', parameters: asked },
    }),
    get('/small-wins/feed.atom', anyone, atomPage, {
      query: askedNames,
      api: fileApi('smallWins.api.atom', 'small-wins', 'application/atom+xml', asked),
    }),
    get('/small-wins/works.geojson', anyone, worksPage(zone), {
      query: [...askedNames, 'status', 'page'],
      api: fileApi('smallWins.api.works', 'small-wins', 'application/geo+json', {
        ...asked,
        status: { schema: z.enum(['done', 'running', 'planned']) },
      }),
    }),
    get('/small-wins/places', anyone, placesPage),
    get('/small-wins/totals', anyone, totalsPage, { query: scope }),
    get('/small-wins/totals/:measure', anyone, totalPage, { query: [...scope, 'page'] }),
    get('/small-wins/totals/:measure/picture.png', anyone, totalPicture(house), { query: scope }),
    get('/small-wins/widget', anyone, widgetPage(house.publicUrl), { query: askedNames }),
    get('/small-wins/widget/frame', anyone, widgetFrame, { query: askedNames, framed: true }),
    get('/small-wins/follow', anyone, followQuestion(house), { query: ['street'] }),
    post('/small-wins/follow', anyone, follow(house)),
    get('/small-wins/follow/sent', anyone, sent),
    get('/small-wins/follow/link', anyone, link, { query: ['token'], personal: true }),
    post('/small-wins/follow/confirmation', anyone, confirmation),
    post('/small-wins/follow/ending', anyone, ending),
    post('/small-wins/follow/stopping', signedIn, stopping),
    get('/small-wins/:id', anyone, winPage),
    get('/small-wins/:id/picture.png', anyone, winPicture(house)),
    get('/desk/small-wins', mayPublish, deskPage, desk),
    get('/desk/small-wins/setback', mayPublish, (visit) => setbackPage(zone)(visit), { ...desk, query: ['about'] }),
    post('/desk/small-wins/setback', mayPublish, setback(zone)),
    get('/desk/small-wins/:id', mayPublish, (visit) => deskItemPage(visit), desk),
    get('/desk/small-wins/:id/correction', mayPublish, (visit) => correctionPage(visit), desk),
    post('/desk/small-wins/:id/correction', mayPublish, correction(zone)),
    post('/desk/small-wins/:id/publication', mayPublish, publication(zone)),
    post('/desk/small-wins/:id/dropping', mayPublish, async ({ city, params }) => {
      await dropDraft(city, { draft: params.id ?? '' })
      return redirect('/desk/small-wins')
    }),
    post('/desk/small-wins/:id/withdrawal', mayPublish, withdrawal(zone)),
  ]
}
