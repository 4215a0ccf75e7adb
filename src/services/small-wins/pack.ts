// The part of the city pack that small wins read: records of the press, what contains what, and how things are counted.
import { createHash } from 'node:crypto'
import { z } from 'zod'
import { streetsIn } from '#kernel/places/index.ts'
import type { Pack } from '#platform/module.ts'

const text = z.string().nullable()
const amount = z.number().nullable()
const forms = z.object({
  one: z.string(),
  few: z.string(),
  many: z.string(),
  en: z.object({ one: z.string(), other: z.string() }).optional(),
})

const win = z.object({
  id: z.string(),
  title: z.string(),
  titleEn: z.string().optional(),
  category: z.string(),
  what_done: text,
  quantity: amount,
  unit: text,
  unitEn: text.optional(),
  place: text,
  district: text,
  date: text,
  year: amount,
  amount_rub: amount,
  status: z.enum(['завершено', 'в ходе на дату источника', 'запланировано']),
  source: z.string(),
  source_date: text,
  note: text,
  lat: amount.default(null),
  lon: amount.default(null),
})
const overlapsFile = z.object({
  overlaps: z.array(
    z.object({ whole: z.string(), parts: z.array(z.string()), why: z.string(), certainty: z.string() }),
  ),
  measures: z.array(
    z.object({
      id: z.string(),
      label: z.object({ ru: z.string(), en: z.string() }),
      unit: z.string(),
      unitEn: z.string().optional(),
      forms,
      wins: z.array(z.string()),
      factors: z.record(z.string(), z.number()),
    }),
  ),
  notAddable: z.array(z.object({ win: z.string(), why: z.string() })),
  moneyNotAddable: z.array(z.object({ win: z.string(), why: z.string() })),
})
const categoriesFile = z.object({
  categories: z.array(z.object({ name: z.string(), nameEn: z.string(), topics: z.array(z.string()) })),
  front: z.array(z.string()),
})
const street = z.object({
  name: z.string(),
  type: z.string(),
  aliases: z.array(z.string()).default([]),
  seen_in: z.array(z.string()),
})

const statuses = { завершено: 'done', 'в ходе на дату источника': 'running', запланировано: 'planned' } as const

export type WinPack = ReturnType<typeof readWinPack>

/** Reads and joins the files. */
export function readWinPack(pack: Pack) {
  const drawn = overlapsFile.parse(pack.read('win-overlaps.json'))
  const { categories, front } = categoriesFile.parse(pack.read('win-categories.json'))
  const streets = z.array(street).parse(pack.read('streets.json'))
  const notAddable = new Set(drawn.notAddable.map((row) => row.win))
  const wins = z
    .array(win)
    .parse(pack.read('wins.json'))
    .map(({ date, status, titleEn, unitEn, ...row }) => {
      const measure = notAddable.has(row.id) ? undefined : drawn.measures.find(({ wins: ids }) => ids.includes(row.id))
      const factor = measure?.factors[row.unit ?? '']
      return withDigest({
        ...row,
        title_en: titleEn ?? null,
        unit_en: unitEn ?? null,
        quantity: row.quantity === null ? null : String(row.quantity),
        amount_rub: row.amount_rub === null ? null : String(row.amount_rub),
        done_on: date,
        sort_on: sortDayOf(date),
        status: statuses[status],
        measure: factor === undefined ? null : (measure?.id ?? null),
        factor: factor === undefined ? null : String(factor),
        basis: 'press' as const,
        // Streets go by their names alone, as in the places of cases: those the list saw in the record, and those its place names.
        streets: [
          ...new Set([
            ...streets.filter(({ seen_in }) => seen_in.includes(row.id)).map(({ name }) => name),
            ...(row.place === null ? [] : streetsIn(row.place, streets)),
          ]),
        ],
      })
    })
  return {
    wins,
    overlaps: drawn.overlaps.flatMap(({ whole, parts, why, certainty }) =>
      parts.map((part) => ({ whole, part, why, certainty })),
    ),
    measures: drawn.measures.map(({ id, label, unit, unitEn, forms: said }, position) => ({
      id,
      label: label.ru,
      label_en: label.en,
      unit,
      unit_en: unitEn ?? null,
      forms: said,
      position,
      front: front.includes(id) ? front.indexOf(id) : null,
    })),
    notAddable: [
      ...drawn.notAddable.map((row) => ({ ...row, what: 'quantity' as const })),
      ...drawn.moneyNotAddable.map((row) => ({ ...row, what: 'money' as const })),
    ],
    categories,
  }
}

/** The day by which a win stands in the feed: the first that its date allows; without a date it comes last. */
export function sortDayOf(date: string | null): string {
  if (date === null) return '0001-01-01'
  if (date.length === 4) return `${date}-01-01`
  return date.length === 7 ? `${date}-01` : date
}

function withDigest<Row extends object>(row: Row): Row & { digest: string } {
  return { ...row, digest: createHash('sha256').update(JSON.stringify(row)).digest('hex') }
}
