// Which address of the desk leads where.

import { mayEditReference, maySeeDesk } from '#kernel/cases/index.ts'
import type { Files } from '#platform/files.ts'
import { fileApi, get, post, type Route } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { anyone } from '#platform/policy.ts'
import { editors } from './editors.ts'
import { mayEnterDesk, mayRunHouse } from './policy.ts'
import { caseHandlers } from './routes/cases.ts'
import { deskHome, examplePicture, examplesPage, housePage, queuePage, retry } from './routes/house.ts'
import { permissionsFile, permissionsPage } from './routes/permissions.ts'
import { listVersions, saveVersion, showVersion } from './routes/rules.ts'

export interface DeskHouse {
  doors(): readonly Module[]
  files: Files
  /** The city's time zone, for photos whose clock names none. */
  zone: string
}

export function deskRoutes(house: DeskHouse): Route[] {
  const own = { personal: true }
  const on = caseHandlers(house)
  return [
    get('/desk', mayEnterDesk, deskHome(house.doors), own),
    get('/desk/cases', maySeeDesk, queuePage, { ...own, query: ['body', 'topic', 'status', 'page'] }),
    get('/desk/cases/:number', maySeeDesk, on.show, { ...own, query: ['done'] }),
    post('/desk/cases/:number/release', maySeeDesk, on.release),
    post('/desk/cases/:number/repair-release', maySeeDesk, on.repairRelease),
    post('/desk/cases/:number/handover', maySeeDesk, on.handover),
    post('/desk/cases/:number/resolution', maySeeDesk, on.resolution),
    post('/desk/cases/:number/answer', maySeeDesk, on.answer),
    post('/desk/cases/:number/refusal', maySeeDesk, on.refusal),
    post('/desk/cases/:number/complaint', maySeeDesk, on.complaint),
    ...editors.flatMap((editor) => [
      get(`/desk/${editor.name}`, mayEditReference, listVersions(editor), own),
      get(`/desk/${editor.name}/:id`, mayEditReference, showVersion(editor), own),
      post(`/desk/${editor.name}/:id`, mayEditReference, saveVersion(editor)),
    ]),
    get('/permissions', anyone, permissionsPage(house.doors)),
    get('/permissions.csv', anyone, permissionsFile(house.doors), {
      api: fileApi('desk.api.permissions', 'house', 'text/csv'),
    }),
    get('/desk/house', mayRunHouse, housePage(house.doors), own),
    post('/desk/house/deliveries/:id/retry', mayRunHouse, retry),
    get('/desk/house/components', mayRunHouse, examplesPage, own),
    get('/desk/house/components/picture.svg', mayRunHouse, examplePicture, own),
  ]
}
