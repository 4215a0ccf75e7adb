// Which address of the editors' pages leads where.
import { fileApi, get, post, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { mayEdit } from './policy.ts'
import * as on from './routes/desk.ts'
import type { PagesHouse } from './routes/house.ts'
import { consentsPage, feed, listPage, pagesPage, picture, textPage } from './routes/read.ts'

export function pageRoutes(house: PagesHouse): Route[] {
  const own = { personal: true }
  return [
    get('/pages', anyone, pagesPage),
    get('/pages/:kind', anyone, listPage, { query: ['page'] }),
    get('/pages/news/feed.atom', anyone, feed(house), {
      api: fileApi('pages.api.news', 'pages', 'application/atom+xml'),
    }),
    get('/pages/legal/consents', anyone, consentsPage),
    get('/pages/pictures/:id', anyone, picture(house)),
    get('/pages/:kind/:slug', anyone, textPage(house), { query: ['version'] }),
    get('/desk/pages', mayEdit, on.desk, own),
    get('/desk/pages/new', mayEdit, (visit) => on.beginning(visit), { ...own, query: ['kind'] }),
    post('/desk/pages/new', mayEdit, on.begin(house)),
    get('/desk/pages/pictures', mayEdit, (visit) => on.pictures(visit), own),
    post('/desk/pages/pictures', mayEdit, on.addPicture(house)),
    get('/desk/pages/links', mayEdit, on.links(house), own),
    get('/desk/pages/:kind/:slug', mayEdit, (visit) => on.edit(visit), { ...own, query: ['done'] }),
    post('/desk/pages/:kind/:slug', mayEdit, on.save),
    post('/desk/pages/:kind/:slug/publication', mayEdit, on.publish(house.zone)),
    post('/desk/pages/:kind/:slug/withdrawal', mayEdit, on.withdraw),
    get('/desk/pages/:kind/:slug/preview', mayEdit, on.preview(house), { ...own, query: ['version'] }),
    get('/desk/pages/:kind/:slug/versions', mayEdit, on.history, own),
    get('/desk/pages/:kind/:slug/versions/:version', mayEdit, on.version, own),
    post('/desk/pages/:kind/:slug/versions/:version/restoration', mayEdit, on.restore),
  ]
}
