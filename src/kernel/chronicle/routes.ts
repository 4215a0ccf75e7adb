// Which address of the chronicle leads where.
import { h } from 'preact'
import { z } from 'zod'
import { verifierFrom } from '#engines/transparency-log/index.ts'
import { bodies, calledFor } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import { get, json, page, type Route } from '#platform/http/route.ts'
import { anyone } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { ChroniclePage } from './pages/chronicle.tsx'
import { EntryPage } from './pages/entry.tsx'
import type { PublishedProps } from './pages/published.tsx'
import type { Publication } from './publication.ts'
import { chronicleSize, entries, entryAt } from './queries.ts'
import { checkpointFor } from './receipts.ts'
import { verifyRoutes } from './routes/verify.ts'
import { cosignedCheckpoints } from './witnesses.ts'

/** The contract of an entry for programs: its bytes, and the free texts that it names by their hashes. */
export const entryAnswer = z.object({
  place: z.int(),
  body: z.string(),
  texts: z.array(
    z.object({
      name: z.string(),
      hash: z.string(),
      content: z.string().nullable(),
      salt: z.string().nullable(),
      erasedBecause: z.string().nullable(),
    }),
  ),
})

/** `pageOf` gives the page of a subject, where it has one; `sealed` is what is published, where anything is. */
export function chronicleRoutes(
  pageOf: (subject: string) => string | null,
): (sealed: { publication: Publication } | null) => Route[] {
  return (sealed) => [
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
            published: await publishedOn(visit.city, sealed?.publication),
            bodies: await bodyNames(visit.city),
          }),
          { description: visit.city.words('chronicle.lead') },
        )
      },
      { query: ['before', 'subject'] },
    ),
    get(
      '/chronicle/entries/:place',
      anyone,
      async (visit) => {
        const place = wholeNumber(visit.params.place)
        const found = place === undefined ? null : await entryAt(visit.city, place)
        if (!found) throw refuse.missing('chronicle.refusal.noEntry')
        if (visit.wantsJson) {
          return json(entryAnswer.parse({ place: found.entry.place, body: found.entry.body, texts: found.texts }))
        }
        const head = (await sealed?.publication.look(visit.city))?.head ?? null
        const isPublished = head !== null && found.entry.place < head.checkpoint.size
        return page(
          visit.city.words('chronicle.entry.title', { place: found.entry.place }),
          h(EntryPage, { pageOf, ...found, isPublished, bodies: await bodyNames(visit.city) }),
        )
      },
      {
        api: {
          summary: 'chronicle.api.entry',
          answer: entryAnswer,
          tag: 'chronicle',
          parameters: { place: { schema: z.int().min(0), example: '1' } },
        },
      },
    ),
    ...verifyRoutes(async (city) => (await sealed?.publication.look(city))?.head?.vkeys ?? []),
  ]
}

async function publishedOn(city: City, publication: Publication | undefined): Promise<PublishedProps | null> {
  const head = (await publication?.look(city))?.head ?? null
  if (head === null) return null
  const { witnesses } = checkpointFor(head, await cosignedCheckpoints(city), head.checkpoint.size)
  return {
    size: head.checkpoint.size,
    root: Buffer.from(head.checkpoint.root).toString('base64'),
    vkeys: head.vkeys,
    witnesses: witnesses.map((vkey) => verifierFrom(vkey).name),
  }
}

function wholeNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined
}

async function bodyNames(city: City): Promise<Map<string, string>> {
  return new Map((await bodies(city)).map((body) => [body.id, calledFor(city.words, body)]))
}
