// Whom the facts of the strategy concern: everybody who follows the thing, its project or its direction, with the receipt.
import { z } from 'zod'
import type { City } from '#platform/city.ts'
import type { Notice, Told } from '#platform/module.ts'
import { keyFor } from './actions/follow.ts'
import { aboveOf, type Thing, thingsOf } from './queries/named-things.ts'
import { concernedBy } from './queries/readers.ts'
import { receiptOf } from './rules/things.ts'
import { voicesDb } from './tables/voices.ts'

const answered = z.object({ question: z.number(), corrects: z.string().nullable() })

const promises = 'notifications.topic.promises'
const answers = 'notifications.topic.answers'

/** Each notice: which fact, and the sentence that says it. */
export const strategyNotices: readonly Notice[] = [
  notice('strategy.moved', 'strategy.follow.told.moved', z.object({ terms: z.array(z.string()) }), ({ terms }) => ({
    values: { term: terms.length === 1 ? (terms[0]?.split('.')[0] ?? '') : 'many' },
  })),
  notice('strategy.measured', 'strategy.follow.told.measured', z.unknown(), () => ({ calm: true })),
  notice('strategy.observed', 'strategy.follow.told.observed', z.unknown(), () => ({})),
  notice('strategy.reported', 'strategy.follow.told.reported', z.object({ status: z.string() }), ({ status }) => ({
    // A choice of a message has no hyphen in its name.
    values: { status: status.replaceAll('-', '') },
  })),
  notice('strategy.proven', 'strategy.follow.told.proven', z.unknown(), () => ({})),
  notice('strategy.unproven', 'strategy.follow.told.unproven', z.unknown(), () => ({})),
  notice('strategy.answered', 'strategy.follow.told.answered', answered, ({ question, corrects }) => ({
    ...questionPart({ question }),
    ...(corrects === null ? {} : { key: 'strategy.follow.told.corrected' }),
  })),
  notice('strategy.declined', 'strategy.follow.told.declined', z.object({ question: z.number() }), questionPart),
  {
    fact: 'strategy.follow-wished',
    topic: promises,
    told: async (city, { data }) => {
      const { wish } = z.object({ wish: z.string() }).parse(data)
      const row = await voicesDb(city)
        .selectFrom('strategy.wishes')
        .select('handle')
        .where('id', '=', wish)
        .executeTakeFirst()
      if (!row) return []
      const { handle } = row
      return [
        {
          ...{ handle, key: 'strategy.follow.told.confirm', values: {}, why: 'strategy.follow.why.wish' },
          href: `/strategy/following?token=${await keyFor(city, handle)}`,
          urgent: true,
          asked: true,
        },
      ]
    },
  },
]

interface Part {
  /** Another sentence than usual. */
  key?: string
  values?: Record<string, string | number>
  /** The question that it is about: its asker is told, and it is where the message leads. */
  question?: number
  /** True where it happens too often for a letter each time to whoever has a page of her own. */
  calm?: boolean
}

function questionPart({ question }: { question: number }): Part {
  return { question, values: { number: question } }
}

function notice<Schema extends z.ZodType>(
  fact: string,
  key: string,
  schema: Schema,
  partOf: (data: z.output<Schema>) => Part,
): Notice {
  return {
    fact,
    topic: fact === 'strategy.answered' || fact === 'strategy.declined' ? answers : promises,
    told: async (city, { subject, data }) => {
      const part = partOf(schema.parse(data))
      const asked = part.question === undefined ? [] : [`question:${part.question}`]
      const readers = await concernedBy(city, [...asked, ...(await aboveOf(city, subject))])
      if (readers.length === 0) return []
      const thing = (await thingsOf(city, [subject])).get(subject)
      const told: Told[] = []
      for (const { handle, why, guest } of readers) {
        told.push({
          ...{ handle, key: part.key ?? key, why: `strategy.follow.why.${why}` },
          values: { ...part.values, what: nameIn(city, thing) },
          href: part.question === undefined ? (thing?.href ?? '/strategy') : `/strategy/questions/${part.question}`,
          // A guest has no page: what is not in a letter never reaches her.
          urgent: guest || part.calm !== true,
          also: [
            { label: 'strategy.follow.also.receipt', href: receiptOf(asked[0] ?? subject) },
            ...(part.question === undefined || !thing
              ? []
              : [{ label: 'strategy.follow.also.thing', href: thing.href }]),
            { label: 'strategy.follow.also.stop', href: await stopHref(city, handle, guest) },
          ],
        })
      }
      return told
    },
  }
}

function nameIn(city: City, thing: Thing | undefined): string {
  if (!thing) return ''
  return city.words.locale === 'en' ? (thing.nameEn ?? thing.name) : thing.name
}

// Of a link only a hash is kept, so a guest's letter gets one of its own. Who signs in needs none.
async function stopHref(city: City, handle: string, guest: boolean): Promise<string> {
  return guest && city.within.transaction
    ? `/strategy/following?token=${await keyFor(city, handle)}`
    : '/strategy/following'
}
