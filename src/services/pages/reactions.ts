// What the editors' pages do by the clock: begin and end what was set, and look after the links of what is shown.
import { z } from 'zod'
import { deliver, every, type Reaction, when } from '#platform/facts/index.ts'
import { type Asking, checkLinks, gatherLinks } from './actions/links.ts'
import { turnPages } from './actions/publish.ts'
import { somethingTurns } from './queries/desk.ts'
import { linksWaiting } from './queries/links.ts'

export const pageReactions = (asking: Asking): Reaction[] => [
  every('minute', 'pages.turnPages', async (city) => {
    if (await somethingTurns(city)) await turnPages(city, undefined)
  }),
  when('clock.night', 'pages.gatherLinks', z.unknown(), (city) => gatherLinks(city, asking)),
  deliver('clock.minute', 'pages.checkLinks', z.unknown(), async (city) => {
    if (await linksWaiting(city, asking.zone)) await checkLinks(city, asking)
  }),
]
