// The pack's wins and indicators can be counted: what contains what, what may be added to what, what hears wins.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const folder = new URL('../city/izhevsk/', import.meta.url)
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const rows = <S extends z.ZodType>(name: string, shape: S): z.infer<S>[] => z.array(shape).parse(read(`${name}.json`))
const certainty = z.enum(['verified', 'memory', 'check', 'editorial'])

const wins = rows(
  'wins',
  z.object({ id: z.string(), quantity: z.number().nullable(), unit: z.string().nullable(), status: z.string() }),
)
const winIds = new Set(wins.map((win) => win.id))

describe('wins', () => {
  const overlaps = z
    .object({
      overlaps: z.array(
        z.object({ id: z.string(), whole: z.string(), parts: z.array(z.string()).min(1), why: z.string(), certainty }),
      ),
      measures: z.array(
        z.object({ id: z.string(), wins: z.array(z.string()), factors: z.record(z.string(), z.number().positive()) }),
      ),
      notAddable: z.array(z.object({ win: z.string(), why: z.string() })),
      moneyNotAddable: z.array(z.object({ win: z.string(), why: z.string() })),
    })
    .parse(read('win-overlaps.json'))

  it('that overlap exist and never contain themselves', () => {
    const named = overlaps.overlaps.flatMap((row) => [row.whole, ...row.parts])
    expect([...named, ...overlaps.moneyNotAddable.map((row) => row.win)].filter((id) => !winIds.has(id))).toEqual([])
    for (const { whole } of overlaps.overlaps)
      expect([whole, partsOf(whole, new Set()).has(whole)]).toEqual([whole, false])
  })

  it('each either belong to one measure or say why they cannot be added', () => {
    const placed = [...overlaps.measures.flatMap((row) => row.wins), ...overlaps.notAddable.map((row) => row.win)]
    expect(placed.length).toBe(winIds.size)
    expect(new Set(placed)).toEqual(winIds)
  })

  it('of a measure have a quantity in a unit that the measure can convert', () => {
    for (const measure of overlaps.measures) {
      for (const id of measure.wins) {
        const win = wins.find((row) => row.id === id)
        expect([id, typeof win?.quantity, measure.factors[win?.unit ?? ''] === undefined]).toEqual([
          id,
          'number',
          false,
        ])
      }
    }
  })

  function partsOf(whole: string, seen: Set<string>): Set<string> {
    for (const row of overlaps.overlaps.filter((candidate) => candidate.whole === whole)) {
      for (const part of row.parts) {
        if (seen.has(part)) continue
        seen.add(part)
        partsOf(part, seen)
      }
    }
    return seen
  }
})

describe('indicators', () => {
  const kinds = rows(
    'indicator-kinds',
    z.object({
      id: z.string(),
      kind: z.enum(['latest', 'ratio']),
      polarity: z.enum(['up', 'down', 'target']),
      okei: z.string().nullable(),
    }),
  )

  it('from the press each have a kind, and none of them hears wins', () => {
    const press = rows('strategy-indicators', z.object({ id: z.string() })).map((row) => row.id)
    expect(kinds.map((row) => row.id)).toEqual(press)
  })

  it('of our own are counted by the city and come from no page', () => {
    const own = rows(
      'indicators-own',
      z.object({ kind: z.literal('sum'), source: z.null(), baseline_value: z.literal(0), basis: z.literal('own') }),
    )
    expect(own).toHaveLength(1)
  })
})
