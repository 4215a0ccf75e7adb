// The part of the city pack that questions and took-part read: days for an answer, and what residents could take part in.
import { z } from 'zod'
import { action, type City } from '#platform/city.ts'
import { always, datedReference } from '#platform/dated.ts'
import type { Pack } from '#platform/module.ts'
import { demand } from '#platform/policy.ts'
import { mayLoadStrategy } from '../policy.ts'
import { voicesDb } from '../tables/voices.ts'

export const strategyReference = datedReference('strategy')

/** In how many calendar days a question is answered; `own`: by the city's own rule, and by no law. */
export const answerTermShape = z.object({
  days: z.int().min(1).max(365),
  calendar: z.literal('calendar'),
  basis: z.enum(['own', 'law']),
  legalRef: z.string().nullable(),
})

const text = z.string().nullable()
const term = z.object({ id: z.string(), validFrom: z.string(), validTo: text, body: answerTermShape })
const research = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  topic: text,
  date_start: text,
  date_end: text,
  participants: z.number().nullable(),
  participants_unit: text,
  organiser: text,
  place: text,
  headline_results: text,
  source: z.string(),
  source_date: text,
  note: text,
})
const outcomes = z.object({
  kinds: z.record(z.string(), z.string()),
  titles: z.record(z.string(), z.string()),
  whole: z.array(z.string()),
  workshops: z.record(z.string(), z.string()),
  projects: z.record(z.string(), z.array(z.string())),
})

export type VoicesPack = ReturnType<typeof readVoicesPack>

/** Reads what residents could take part in, with what came of it, and the days for an answer. */
export function readVoicesPack(pack: Pack) {
  const led = outcomes.parse(pack.read('took-part.json'))
  return {
    timeZone: z.object({ timeZone: z.string() }).parse(pack.read('city.json')).timeZone,
    terms: z.array(term).parse(pack.read('question-terms.json')),
    occasions: z
      .array(research)
      .parse(pack.read('research.json'))
      .flatMap((row, position) => {
        const kindEn = led.kinds[row.kind]
        // Studies and competitions of architects are nothing a resident took part in.
        if (kindEn === undefined) return []
        return {
          id: row.id,
          kind: row.kind,
          kind_en: kindEn,
          title: row.title,
          title_en: led.titles[row.id] ?? null,
          topic: row.topic,
          from_day: row.date_start,
          to_day: row.date_end,
          place: row.place,
          organiser: row.organiser,
          participants: row.participants,
          participants_unit: row.participants_unit,
          headline: row.headline_results,
          note: row.note,
          workshop: led.workshops[row.id] ?? null,
          whole: led.whole.includes(row.id),
          source: row.source,
          source_date: row.source_date,
          position,
        }
      }),
    projects: Object.entries(led.projects).flatMap(([occasion, ids]) => ids.map((project) => ({ occasion, project }))),
  }
}

/** Loads it after the strategy itself, whose directions and projects it names; running it again changes nothing. */
export const loadVoices = action('strategy', async (city: City, pack: VoicesPack): Promise<void> => {
  demand(city.actor, mayLoadStrategy, undefined)
  const zone = { id: 'zone', validFrom: always, validTo: null, body: { timeZone: pack.timeZone } }
  await strategyReference.load(city, { kind: 'city', rows: [zone] })
  await strategyReference.load(city, { kind: 'answer-term', rows: pack.terms })
  const db = voicesDb(city)
  for (const { id, ...row } of pack.occasions) {
    await db
      .insertInto('strategy.occasions')
      .values({ id, ...row })
      .onConflict((clash) => clash.column('id').doUpdateSet(row))
      .execute()
  }
  await db.deleteFrom('strategy.occasion_projects').execute()
  if (pack.projects.length > 0) await db.insertInto('strategy.occasion_projects').values(pack.projects).execute()
})
