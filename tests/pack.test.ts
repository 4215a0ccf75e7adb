// The city pack holds together: sources, references, no names of officials, everything routed and dated.
import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'

const folder = new URL('../city/izhevsk/', import.meta.url)
const files = readdirSync(folder).filter((name) => name.endsWith('.json'))
const read = (name: string): unknown => JSON.parse(readFileSync(new URL(name, folder), 'utf8'))
const record = z.looseObject({
  id: z.unknown().optional(),
  source: z.unknown().optional(),
  certainty: z.unknown().optional(),
  lat: z.unknown().optional(),
  lon: z.unknown().optional(),
  coordinates_from: z.unknown().optional(),
})
type Row = z.infer<typeof record>
const rows = <S extends z.ZodType>(name: string, shape: S): z.infer<S>[] => z.array(shape).parse(read(`${name}.json`))

const both = z.object({ ru: z.string().min(1), en: z.string().min(1) })
const day = z.iso.date()
const dated = { validFrom: day, validTo: day.nullable() }
const certainty = z.enum(['verified', 'memory', 'check', 'editorial'])
const land = z.enum(['yard', 'city'])

const topics = rows(
  'topics',
  z.object({
    code: z.string(),
    group: both.extend({ code: z.string() }),
    label: both,
    land: z.enum(['yard', 'city', 'either']),
    words: z.array(z.string()),
    win: z.object({
      unit: z.string(),
      unitEn: z.string(),
      title: z.string(),
      titleEn: z.string(),
      forms: z.object({ one: z.string(), few: z.string(), many: z.string() }),
    }),
  }),
)
const codes = topics.map((topic) => topic.code)
const bodies = ['bodies', 'bodies-own'].flatMap((name) => rows(name, z.object({ id: z.string(), name: z.string() })))
const districts = rows('districts', z.object({ name: z.string() })).map((district) => district.name)
const routes = rows(
  'routes',
  z.object({
    id: z.string(),
    land,
    topic: z.string(),
    district: z.string().nullable(),
    body: z.string(),
    supervisor: z.string().nullable(),
    certainty,
    ...dated,
  }),
)
const deadlines = rows(
  'deadlines',
  z.object({
    id: z.string(),
    topic: z.string(),
    land: land.nullable(),
    hours: z.number().positive().nullable(),
    days: z.number().int().positive().nullable(),
    calendar: z.enum(['work', 'calendar']),
    kind: z.enum(['norm', 'guide']),
    legalRef: z.string().nullable(),
    certainty,
    ...dated,
  }),
)
// Every record of the pack that has an id, wherever it stands in its file.
const records = files.flatMap((file) => recordsIn(read(file)).map((row) => ({ file, ...row })))

describe('every record', () => {
  it('has an id of its own', () => {
    // These speak about records of another file and repeat their ids.
    const about = ['indicator-kinds.json', 'measures-read.json', 'measure-terms.json']
    const ids = records.filter((row) => !about.includes(row.file)).map((row) => row.id)
    expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([])
    expect(ids.length).toBeGreaterThan(1000)
  })

  it('names its page, or says how sure it is', () => {
    // Directions only group indicators and projects, which name their pages themselves.
    // Questions ask and state nothing; terms name their basis in every version.
    const silentFiles = ['strategy-directions.json', 'questions.json', 'measure-terms.json']
    const stating = records.filter((row) => !silentFiles.includes(row.file))
    const silent = stating.filter((row) => !row.source && !certainty.safeParse(row.certainty).success)
    expect(silent.map((row) => row.id)).toEqual([])
  })

  it('has a page that is an address', () => {
    const odd = records.filter((row) => typeof row.source === 'string' && !/^https?:\/\/[^\s]+$/.test(row.source))
    expect(odd.map((row) => row.id)).toEqual([])
  })
})

describe('English names', () => {
  const named = (file: string, key: string, keyEn: string) =>
    rows(file, z.looseObject({ id: z.string() })).map((row) => ({ id: row.id, ru: row[key], en: row[keyEn] }))
  const all = [
    ...named('wins', 'title', 'titleEn'),
    ...named('wins', 'unit', 'unitEn'),
    ...named('strategy-indicators', 'indicator', 'indicatorEn'),
    ...named('strategy-indicators', 'unit', 'unitEn'),
    ...named('strategy-projects', 'name', 'nameEn'),
    ...['bodies', 'bodies-own', 'districts'].flatMap((file) => named(file, 'name', 'nameEn')),
  ]

  it('stand beside every Russian one, without a Russian letter', () => {
    const missing = all.filter(({ ru, en }) => (typeof ru === 'string') !== (typeof en === 'string'))
    const mixed = all.filter(({ en }) => /[а-яё]/i.test(String(en)))
    expect([...missing, ...mixed]).toEqual([])
  })

  it('keep every number of the Russian one', () => {
    const numbers = (text: unknown) => String(text).match(/\d+(?:[ \u00a0,]\d{3})*/g) ?? []
    const digits = (text: unknown) => numbers(text).map((one) => one.replaceAll(/\D/g, ''))
    const lost = all.filter(({ ru, en }) => digits(ru).some((one) => !digits(en).includes(one)))
    // «1,1 тыс. мест» is said as 1,100 places.
    expect(lost.map(({ id }) => id)).toEqual(['prj-050'])
  })
})

describe('people', () => {
  const officials = /Чистяков|Бречалов|Безмельницын|Слугин|Тойкин|Ефимов(?!ск)|Зайцев|Мединск|Рупасов|Елисеев/
  const roleAndName =
    /(?:[Гг]лав[аыуе]|[Мм]инистр|[Пп]редседател[ья]|[Зз]аместител[ьи]|[Дд]иректор)(?: [а-яё]+){0,3} [А-ЯЁ][а-яё]+ [А-ЯЁ][а-яё]+(?:ов|ев|ин|ын|ий|ова|ева|ина|ая)(?![а-яё])/

  it('appear as offices only', () => {
    const named = records.filter((row) => {
      const { source, file, ...said } = row
      const text = JSON.stringify(said)
      return officials.test(text) || roleAndName.test(text)
    })
    expect(named.map((row) => row.id)).toEqual([])
  })

  it('would be seen if they came back', () => {
    expect(roleAndName.test('Глава администрации — Юрий Безмельницын'.replace(' —', ''))).toBe(true)
    expect(officials.test('Министр Анна Слугина')).toBe(true)
  })
})

describe('places', () => {
  const city = z
    .object({
      timeZone: z.literal('Europe/Samara'),
      centre: z.object({ lat: z.number(), lon: z.number() }),
      box: z.object({
        south: z.number(),
        north: z.number(),
        west: z.number(),
        east: z.number(),
        certainty: z.literal('check'),
      }),
      emergency: z.object({ phone: z.literal('112') }),
      horizon: z.object({ year: z.literal(2036) }),
    })
    .parse(read('city.json'))

  it('have coordinates inside the box, and only those seen on a page', () => {
    const { box } = city
    const placed = records.filter((row) => typeof row.lat === 'number' || typeof row.lon === 'number')
    expect(placed.length).toBeGreaterThan(5)
    for (const { id, lat, lon } of [...placed, { id: 'centre', ...city.centre }]) {
      expect([id, Number(lat) >= box.south && Number(lat) <= box.north]).toEqual([id, true])
      expect([id, Number(lon) >= box.west && Number(lon) <= box.east]).toEqual([id, true])
    }
    expect(records.filter((row) => row.coordinates_from === 'memory').map((row) => row.id)).toEqual([])
  })

  it('have streets without repeats', () => {
    const streets = rows('streets', z.object({ name: z.string(), type: z.string(), aliases: z.array(z.string()) }))
    const names = streets.map((street) => `${street.type} ${street.name}`)
    expect(new Set(names).size).toBe(names.length)
    const aliases = streets.flatMap((street) => street.aliases)
    expect(new Set(aliases).size).toBe(aliases.length)
  })

  it('point to records of the pack', () => {
    const ids = new Set(records.map((row) => row.id))
    const seen = rows('streets', z.object({ seen_in: z.array(z.string()) })).flatMap((street) => street.seen_in)
    const told = rows('landmarks', z.object({ record: z.string().nullable() })).flatMap((row) => row.record ?? [])
    expect([...seen, ...told].filter((id) => !ids.has(id))).toEqual([])
  })
})

describe('topics', () => {
  it('have codes of their own', () => {
    expect(new Set(codes).size).toBe(codes.length)
  })

  it.each(codes)('%s has a route, a deadline and a service', (code) => {
    for (const where of ['yard', 'city'] as const) {
      const open = routes.filter(
        (row) => row.topic === code && row.land === where && row.district === null && row.validTo === null,
      )
      expect([where, open.length]).toEqual([where, 1])
      const terms = deadlines.filter(
        (row) => row.topic === code && (row.land === where || row.land === null) && row.validTo === null,
      )
      expect([where, terms.length]).toEqual([where, 1])
    }
    expect(services.filter((service) => service.code === code)).toHaveLength(1)
  })

  const services = rows(
    'open311',
    z.object({
      code: z.string(),
      name: both,
      description: both,
      group: both,
      keywords: z.array(z.string()).min(1),
      metadata: z.boolean(),
      attributes: z.array(
        z.object({
          code: z.string(),
          required: z.boolean(),
          description: both,
          values: z.array(z.object({ key: z.string(), name: both })),
        }),
      ),
    }),
  )

  it('are the only ones that routes, deadlines and services speak of', () => {
    const known = new Set(codes)
    expect([...routes, ...deadlines].filter((row) => !known.has(row.topic)).map((row) => row.id)).toEqual([])
    expect(services.filter((service) => !known.has(service.code))).toEqual([])
  })

  it('have services whose attributes are announced, one at least required', () => {
    for (const service of services)
      expect([service.code, service.metadata]).toEqual([service.code, service.attributes.length > 0])
    expect(services.some((service) => service.attributes.some((attribute) => attribute.required))).toBe(true)
  })
})

describe('routes and deadlines', () => {
  it('name bodies and districts that exist', () => {
    const ids = new Set(bodies.map((body) => body.id))
    expect(
      routes.filter((row) => !ids.has(row.body) || (row.supervisor && !ids.has(row.supervisor))).map((row) => row.id),
    ).toEqual([])
    expect(routes.filter((row) => row.district && !districts.includes(row.district)).map((row) => row.id)).toEqual([])
  })

  it('count either hours or days, and a norm names its law', () => {
    for (const row of deadlines) {
      expect([row.id, (row.hours === null) !== (row.days === null)]).toEqual([row.id, true])
      expect([row.id, row.kind === 'norm']).toEqual([row.id, row.legalRef !== null])
      // What must be checked is a guide and is never shown as law.
      if (row.certainty === 'check') expect([row.id, row.kind]).toEqual([row.id, 'guide'])
    }
  })
})

function recordsIn(content: unknown): Row[] {
  const list = z.array(z.unknown()).safeParse(content)
  if (list.success) {
    return list.data.flatMap((row): Row[] => {
      const parsed = record.safeParse(row)
      return parsed.success && 'id' in parsed.data ? [parsed.data] : []
    })
  }
  // city.json is one record about the city itself; other files of this kind hold lists.
  return Object.values(record.parse(content))
    .filter(Array.isArray)
    .flatMap((inner) => recordsIn(inner))
}
