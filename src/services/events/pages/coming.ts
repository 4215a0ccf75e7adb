// How events are said among what comes this week on the front page.
import type { Coming } from '#platform/module.ts'
import type { Words } from '#platform/words.ts'
import type { Listed } from '../queries/listing.ts'
import { placeOf, type VenueNames } from './listed.tsx'
import { type Clock, hourText } from './said.tsx'

export function comingOf(words: Words, items: readonly Listed[], venues: VenueNames, { today, zone }: Clock): Coming[] {
  return items.map((item) => ({
    on: item.day < today ? today : item.day,
    href: `/events/${encodeURIComponent(item.id)}`,
    title: words.locale === 'en' ? (item.titleEn ?? item.title) : item.title,
    lang: words.locale === 'en' && item.titleEn === null ? 'ru' : undefined,
    note: [
      words(`events.kind.${item.kind}`),
      item.sessions[0]?.startsAt ? hourText(words, item.sessions[0].startsAt, zone) : null,
      placeOf(item, venues),
      item.basis === 'demo' ? words('events.demo') : null,
    ]
      .filter(Boolean)
      .join(', '),
    kind: 'happening',
  }))
}
