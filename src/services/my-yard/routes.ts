// Which address of my yard leads where.
import { h } from 'preact'
import { get, page, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { MyYardPage } from './pages/my-yard.tsx'
import { openNearby } from './queries.ts'
import { chatRoutes } from './routes/chat.ts'
import { draftRoutes } from './routes/drafts.ts'
import { open311Routes } from './routes/open311.ts'
import { officialWay, type Parts } from './routes/parts.ts'
import { reportRoutes } from './routes/report.ts'

export function myYardRoutes(parts: Parts): Route[] {
  return [
    get('/my-yard', anyone, async ({ city }) =>
      page(
        city.words('myYard.title'),
        h(MyYardPage, { recent: await openNearby(city, 6), official: await officialWay(city) }),
      ),
    ),
    ...reportRoutes(parts),
    ...draftRoutes(parts),
    ...chatRoutes(parts),
    ...open311Routes(parts),
  ]
}
