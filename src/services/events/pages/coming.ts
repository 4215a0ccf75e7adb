// How events are said among what comes this week on the front page.
import type { Coming } from '#platform/module.ts'
import type { Words } from '#platform/words.ts'
import type { Listed } from '../queries/listing.ts'
import { isOver } from '../rules/when.ts'
import { placeOf, type VenueNames } from './listed.tsx'
import { type Clock, hourText } from './said.tsx'

export function comingOf(
  words: Words,
  items: readonly Listed[],
  venues: VenueNames,
  { today, zone }: Clock,
  now: Date,
): Coming[] {
  return items.map((item) => ({
    on: item.day < today ? today : item.day,
    href: `/events/${encodeURIComponent(item.id)}`,
    title: words.locale === 'en' ? (item.titleEn ?? item.title) : item.title,
    lang: words.locale === 'en' && item.titleEn === null ? 'ru' : undefined,
    note: [
      words(`events.kind.${item.kind}`),
      hourOf(item),
      placeOf(item, venues),
      item.basis === 'demo' ? words('events.demo') : null,
    ]
      .filter(Boolean)
      .join(', '),
    kind: 'happening',
  }))

  // The next of the day; what is over already is no time to come at.
  function hourOf({ sessions }: Listed): string | null {
    const at = (sessions.find((session) => !isOver(session, now)) ?? sessions[0])?.startsAt
    return at ? hourText(words, at, zone) : null
  }
}
