// Open data of the Bureau: measures with their sources, figures of the sector, how long advisers took, and outcomes of groups.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import { column, type OpenSet } from '#platform/open-data/set.ts'
import { clockNumbers } from './queries/clock.ts'
import { figures } from './queries/measures.ts'
import { outcomes } from './queries/outcomes.ts'

const { text, whole, decimal, flag, day, list, maybe, choice } = column
const shared = { theme: 'done', reads: ['bureau'] } as const

export function bureauSets(zone: string): readonly OpenSet[] {
  return [
    {
      ...shared,
      ...{ id: 'bureau-measures', theme: 'city', licence: 'facts', reads: ['bureau.reference'] },
      title: 'bureau.open.measures',
      about: 'bureau.open.measures.about',
      fields: {
        ...{ id: text, version: whole, valid_from: day, name: text, provider: text, levels: list, kind: text },
        ...{ audience: text, creative: flag, not_founded: choice(['yes', 'no', 'unsaid']) },
        ...{ amount_min_rub: maybe(decimal), amount_max_rub: maybe(decimal), rate_percent: maybe(decimal) },
        ...{ cofinancing_percent: maybe(decimal), age_min: maybe(whole), age_max: maybe(whole) },
        ...{ term_months: maybe(whole), who: maybe(text), how: maybe(text), apply_url: maybe(text) },
        ...{ period: maybe(text), opens: maybe(day), closes: maybe(day), ended: maybe(choice(['closed', 'archive'])) },
        ...{
          law: maybe(text),
          note: maybe(text),
          source: text,
          source_date: maybe(day),
          basis: choice(['press', 'city', 'demo']),
        },
      },
      rows: () => sql`select distinct on (id) id, version, valid_from, body->>'name' as name, body->>'provider' as provider,
          array(select jsonb_array_elements_text(body->'levels')) as levels, body->>'kind' as kind,
          body->>'audience' as audience, (body->>'creative')::boolean as creative, body->>'notFounded' as not_founded,
          (body->>'amountMin')::numeric as amount_min_rub, (body->>'amountMax')::numeric as amount_max_rub,
          (body->>'ratePercent')::numeric as rate_percent, (body->>'cofinancingPercent')::numeric as cofinancing_percent,
          (body->>'ageMin')::numeric::integer as age_min, (body->>'ageMax')::numeric::integer as age_max,
          (body->>'termMonths')::numeric::integer as term_months, body->>'who' as who, body->>'how' as how,
          body->>'applyUrl' as apply_url, body->>'period' as period, body->>'opens' as opens, body->>'closes' as closes,
          body->>'ended' as ended, body->>'law' as law, body->>'note' as note, body->>'source' as source,
          body->>'sourceDate' as source_date, body->>'basis' as basis
        from bureau.reference where kind = 'measure' order by id, version desc`,
    },
    {
      ...shared,
      ...{ id: 'bureau-figures', theme: 'city', licence: 'facts', reads: ['bureau.reference'] },
      title: 'bureau.open.figures',
      about: 'bureau.open.figures.about',
      fields: {
        ...{ id: text, title: text, category: text, amount: maybe(decimal), unit: maybe(text), period: maybe(text) },
        ...{ level: text, source: text, source_date: maybe(day), note: maybe(text) },
      },
      list: async (city) =>
        (await figures(city)).map(({ sourceDate, value, ...row }) => ({
          ...{ ...row, source_date: sourceDate },
          amount: value === null ? null : String(value),
        })),
    },
    {
      ...shared,
      ...{ id: 'bureau-outcomes', licence: 'own' },
      title: 'bureau.open.outcomes',
      about: 'bureau.open.outcomes.about',
      fields: {
        ...{
          id: text,
          support: maybe(text),
          counted_until: day,
          asked: whole,
          helped: maybe(whole),
          not_helped: maybe(whole),
        },
        ...{ still_open: maybe(whole), roubles: maybe(decimal), median_days: maybe(decimal) },
      },
      list: (city) => outcomeRows(city, zone),
    },
    {
      ...shared,
      ...{ id: 'bureau-clock', licence: 'own' },
      title: 'bureau.open.clock',
      about: 'bureau.open.clock.about',
      fields: {
        ...{
          id: text,
          asked: whole,
          answered: whole,
          overdue: whole,
          in_time: maybe(decimal),
          median_days: maybe(decimal),
        },
      },
      list: async (city) => {
        const { asked, answered, overdue, inTime, medianDays } = await clockNumbers(city)
        return [
          {
            ...{ id: 'year', asked, answered, overdue },
            in_time: inTime === null ? null : inTime.toFixed(4),
            median_days: medianDays === null ? null : String(medianDays),
          },
        ]
      },
    },
  ]
}

async function outcomeRows(city: City, zone: string) {
  const { until, rows } = await outcomes(city, zone)
  return rows.map((row) => ({
    ...{ id: row.measure ?? 'rest', support: row.measure, counted_until: until, asked: row.asked, helped: row.helped },
    ...{ not_helped: row.notHelped, still_open: row.open },
    roubles: row.kopecks === null ? null : (row.kopecks / 100).toFixed(2),
    median_days: row.medianDays === null ? null : String(row.medianDays),
  }))
}
