// Which address of the chronicle leads where.
import { h } from 'preact'
import { bodies, calledFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { get, json, page, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { ChroniclePage } from './pages/chronicle.tsx'
import { EntryPage } from './pages/entry.tsx'
import { chronicleSize, entries, entryAt } from './queries.ts'

/** `pageOf` gives the page of a subject, where it has one. */
export function chronicleRoutes(pageOf: (subject: string) => string | null): Route[] {
  return [
    get(
      '/chronicle',
      anyone,
      async (visit) => {
        const subject = visit.query.subject
        const list = await entries(visit.city, { before: wholeNumber(visit.query.before), subject })
        const size = await chronicleSize(visit.city)
        return page(
          visit.city.words('chronicle.title'),
          h(ChroniclePage, {
            pageOf,
            size,
            entries: list,
            subject: subject ?? null,
            bodies: await bodyNames(visit.city),
          }),
          { description: visit.city.words('chronicle.lead') },
        )
      },
      { query: ['before', 'subject'] },
    ),
    get('/chronicle/entries/:place', anyone, async (visit) => {
      const place = wholeNumber(visit.params.place)
      const found = place === undefined ? null : await entryAt(visit.city, place)
      if (!found) throw refuse.missing('chronicle.refusal.noEntry')
      if (visit.wantsJson) return json({ place: found.entry.place, body: found.entry.body, texts: found.texts })
      return page(
        visit.city.words('chronicle.entry.title', { place: found.entry.place }),
        h(EntryPage, { pageOf, ...found, bodies: await bodyNames(visit.city) }),
      )
    }),
  ]
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

async function bodyNames(city: City): Promise<Map<string, string>> {
  return new Map((await bodies(city)).map((body) => [body.id, calledFor(city.words, body)]))
}
