// What the portal itself gives to the search: what every door offers or has in the menu, places, and the pages about the city that are no service's.
import type { City } from '#platform/city.ts'
import type { Module, SearchDocument, SearchOffer } from '#platform/module.ts'
import type { Words } from '#platform/words.ts'
import { placeDocuments } from './places.ts'

/** Pages of the house with the word keys of their titles and texts. */
const pages: readonly { href: string; title: string; text: string }[] = [
  { href: '/sources', title: 'portal.sources.title', text: 'portal.sources.lead' },
  { href: '/look', title: 'portal.look.title', text: 'portal.look.lead' },
]

export function portalOffer(doors: () => readonly Module[], english: () => Words): SearchOffer {
  const offered = () => doors().flatMap((door) => door.offers ?? [])
  const all = async (city: City): Promise<SearchDocument[]> => [
    ...doors()
      .flatMap((door) => door.menu ?? [])
      // What is offered says more than its line in the menu.
      .filter(({ href }) => !offered().some((offer) => offer.href === href))
      .map(({ href, label }) => ({
        subject: `service:${href}`,
        kind: 'service',
        title: city.words(label),
        titleEn: english()(label),
        href,
      })),
    ...offered().map(({ href, label, hint }) => ({
      subject: `service:${href}`,
      kind: 'service',
      title: city.words(label),
      titleEn: english()(label),
      text: city.words(hint),
      href,
    })),
    ...pages.map(({ href, title, text }) => ({
      subject: `page:${href}`,
      kind: 'document',
      title: city.words(title),
      titleEn: english()(title),
      text: city.words(text),
      href,
    })),
    ...(await placeDocuments(city)),
  ]
  return {
    kinds: [
      { kind: 'service', label: 'portal.search.kind.service', order: 10 },
      { kind: 'place', label: 'portal.search.kind.place', order: 60 },
      { kind: 'body', label: 'portal.search.kind.body', order: 70 },
      { kind: 'document', label: 'portal.search.kind.document', order: 90 },
    ],
    async *subjects(city) {
      yield (await all(city)).map(({ subject }) => subject)
    },
    documents: async (city, subjects) => {
      const asked = new Set(subjects)
      return (await all(city)).filter(({ subject }) => asked.has(subject))
    },
  }
}
