// The door of the portal: the front page made of what each door offers, and the pages about the city itself.
import type { Module, ServiceOffer } from '#platform/module.ts'
import { type PortalHouse, portalRoutes } from './routes.ts'

const menu = [{ href: '/services', label: 'portal.services.menu', order: 40 }]

const offers: ServiceOffer[] = [
  {
    ...{
      href: '/open-data',
      situations: ['journalist', 'check-the-city'],
      who: ['checker', 'maker'],
      way: 'online',
      order: 70,
    },
    label: 'portal.offer.data',
    hint: 'portal.offer.data.lead',
    takes: 'portal.offer.data.takes',
    needs: 'portal.offer.data.needs',
  },
  {
    ...{ href: '/look', situations: ['hard-to-read'], who: ['resident'], way: 'online', order: 80 },
    label: 'portal.offer.look',
    hint: 'portal.offer.look.lead',
    takes: 'portal.offer.look.takes',
    needs: 'portal.offer.look.needs',
  },
]

export function portal(house: PortalHouse): Module {
  return { name: 'portal', floor: 'services', routes: portalRoutes(house), menu, offers }
}
