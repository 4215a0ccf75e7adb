// The door of the Bureau of Interaction: what it brings to the house.
import { h } from 'preact'
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { tellBureau } from './demo.ts'
import { bureauNotices } from './notices.ts'
import { bureauSets } from './open-data.ts'
import { loadBureau } from './pack.ts'
import { MyRequests } from './pages/mine.tsx'
import { bureauPersonal } from './personal.ts'
import { mayAdvise, mayAnswerIn, mayEditMeasures, mayLoadBureau, mayRemind, maySeeBureau } from './policy.ts'
import { measures } from './queries/measures.ts'
import { namesOf } from './queries/names.ts'
import { requestsOf } from './queries/requests.ts'
import { bureauReactions } from './reactions.ts'
import { bureauRoutes } from './routes.ts'
import { bureauSearch } from './search.ts'
import { bureauWebhooks } from './webhooks.ts'

/** What the Bureau needs of the house. */
export interface BureauHouse {
  zone: string
  demo: boolean
  files: Files
  origin: string
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function bureau(house: BureauHouse): Module {
  const { zone } = house
  return {
    name: 'bureau',
    floor: 'services',
    routes: bureauRoutes(house),
    reactions: bureauReactions,
    policies: [maySeeBureau, mayLoadBureau, mayAdvise, mayAnswerIn, mayEditMeasures, mayRemind],
    menu: [{ href: '/bureau', label: 'bureau.title', order: 45 }],
    deskMenu: [
      { href: '/desk/bureau', label: 'bureau.desk.title', order: 60, may: mayAdvise },
      { href: '/desk/bureau/measures', label: 'bureau.editing.title', order: 61, may: mayEditMeasures },
    ],
    offers: [
      {
        ...{ href: '/bureau/check', situations: ['start-a-business'], who: ['resident'], way: 'online', order: 50 },
        label: 'bureau.offer.check',
        hint: 'bureau.offer.check.lead',
        takes: 'bureau.offer.check.takes',
        needs: 'bureau.offer.check.needs',
      },
      {
        ...{ href: '/bureau/measures', situations: ['start-a-business', 'journalist'], who: ['resident', 'checker'] },
        ...{ way: 'online', order: 51 },
        label: 'bureau.offer.measures',
        hint: 'bureau.offer.measures.lead',
        takes: 'bureau.offer.measures.takes',
        needs: 'bureau.offer.measures.needs',
      },
      {
        ...{
          href: '/bureau/requests/new',
          situations: ['start-a-business'],
          who: ['resident'],
          way: 'online',
          order: 52,
        },
        label: 'bureau.offer.ask',
        hint: 'bureau.offer.ask.lead',
        takes: 'bureau.offer.ask.takes',
        needs: 'bureau.offer.ask.needs',
      },
    ],
    subjects: { measure: '/bureau/measures/' },
    named: async (city, subjects) => {
      const asked = new Set(subjects)
      const known = asked.size === 0 ? [] : await measures(city, zone)
      return new Map(
        known
          .filter(({ id }) => asked.has(`measure:${id}`))
          .map(({ id, fields }) => [
            `measure:${id}`,
            { what: city.words('bureau.named.measure'), title: fields.name, lang: 'ru' },
          ]),
      )
    },
    mine: {
      order: 40,
      piece: async (city, person) => {
        const cards = await requestsOf(city, person)
        return cards.length === 0 ? null : h(MyRequests, { cards, names: await namesOf(city, zone) })
      },
    },
    notices: bureauNotices,
    openData: bureauSets(zone),
    webhooks: bureauWebhooks(zone),
    search: bureauSearch(zone),
    ...bureauPersonal,
    pack: loadBureau,
    demo: tellBureau,
  }
}
