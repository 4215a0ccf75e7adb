// Which address of events leads where: pages for everybody, then what sources and organisers add.
import type { Route } from '#platform/http/route.ts'
import type { EventsHouse } from './routes/house.ts'
import { publicRoutes } from './routes/public.ts'
import { sourceRoutes } from './routes/sources.ts'

export const eventsRoutes = (house: EventsHouse): Route[] => [...publicRoutes(house), ...sourceRoutes(house)]
