// What places offer as open data: districts, bodies, streets, landmarks, and the outlines that the operator loaded.
import { sql } from 'kysely'
import { column, type OpenSet } from '#platform/open-data/set.ts'

const { text, whole, decimal, instant, day, list, outline, flag, maybe, choice } = column
const city = { theme: 'city', licence: 'facts', reads: ['places.reference'] } as const
const version = { id: text, code: text, version: whole, valid_from: day, valid_to: maybe(day), changed_at: instant }
const versions = sql`r.id || '@' || r.version as id, r.id as code, r.version, r.valid_from, r.valid_to, r.changed_at`
const point = { lat: maybe(decimal), lon: maybe(decimal) }
const pointOf = sql`(r.body->>'lat')::numeric as lat, (r.body->>'lon')::numeric as lon`
const place = { lat: 'lat', lon: 'lon' } as const

export const placeSets: readonly OpenSet[] = [
  {
    ...city,
    id: 'districts',
    title: 'places.open.districts',
    about: 'places.open.districts.about',
    place,
    fields: {
      ...{ ...version, name: text, name_en: maybe(text), population: maybe(whole), year: maybe(whole), ...point },
      ...{ source: maybe(text), source_date: maybe(day) },
    },
    rows: () => sql`select ${versions}, r.body->>'name' as name, r.body->>'nameEn' as name_en,
        (r.body->>'population')::int as population, (r.body->>'population_year')::int as year, ${pointOf},
        r.body->>'source' as source, r.body->>'source_date' as source_date
      from places.reference r where r.kind = 'district'`,
  },
  {
    ...city,
    id: 'bodies',
    title: 'places.open.bodies',
    about: 'places.open.bodies.about',
    fields: {
      ...{ ...version, name: text, name_en: maybe(text), kind: text, responsibilities: text, address: maybe(text) },
      ...{ phone: maybe(text), email: maybe(text), site: maybe(text), source: maybe(text), source_date: maybe(day) },
      note: maybe(text),
    },
    rows: () => sql`select ${versions}, r.body->>'name' as name, r.body->>'nameEn' as name_en, r.body->>'kind' as kind,
        r.body->>'responsibilities' as responsibilities, r.body->>'address' as address, r.body->>'phone' as phone,
        r.body->>'email' as email, r.body->>'site' as site, r.body->>'source' as source,
        r.body->>'source_date' as source_date, r.body->>'note' as note
      from places.reference r where r.kind = 'body'`,
  },
  {
    ...city,
    id: 'landmarks',
    title: 'places.open.landmarks',
    about: 'places.open.landmarks.about',
    place,
    fields: { ...version, name: text, kind: text, names: list, district: maybe(text), ...point },
    rows: () => sql`select ${versions}, r.body->>'name' as name, r.body->>'kind' as kind,
        array(select jsonb_array_elements_text(r.body->'names')) as names, r.body->>'district' as district, ${pointOf}
      from places.reference r where r.kind = 'landmark'`,
  },
  {
    ...city,
    id: 'venues',
    title: 'places.open.venues',
    about: 'places.open.venues.about',
    place,
    fields: {
      ...{ ...version, name: text, kind: text, names: list, address: maybe(text), district: maybe(text), ...point },
      ...{
        site: maybe(text),
        capacity: maybe(whole),
        opening_hours: maybe(text),
        ramp: maybe(flag),
        loop: maybe(flag),
      },
      ...{ sign_language: maybe(flag), demo: flag, source: maybe(text), source_date: maybe(day), note: maybe(text) },
    },
    rows: () => sql`select ${versions}, r.body->>'name' as name, r.body->>'kind' as kind,
        array(select jsonb_array_elements_text(r.body->'names')) as names, r.body->>'address' as address,
        r.body->>'district' as district, ${pointOf}, r.body->>'site' as site, (r.body->>'capacity')::int as capacity,
        r.body->>'opening_hours' as opening_hours, (r.body->>'ramp')::boolean as ramp, (r.body->>'loop')::boolean as loop,
        (r.body->>'sign_language')::boolean as sign_language, coalesce((r.body->>'demo')::boolean, false) as demo,
        r.body->>'source' as source, r.body->>'source_date' as source_date, r.body->>'note' as note
      from places.reference r where r.kind = 'venue'`,
  },
  {
    ...city,
    id: 'streets',
    title: 'places.open.streets',
    about: 'places.open.streets.about',
    fields: { ...version, name: text, kind: text, names: list },
    rows: () => sql`select ${versions}, r.body->>'name' as name, r.body->>'type' as kind,
        array(select jsonb_array_elements_text(r.body->'aliases')) as names
      from places.reference r where r.kind = 'street'`,
  },
  {
    theme: 'city',
    licence: 'operator',
    reads: ['places'],
    id: 'areas',
    title: 'places.open.areas',
    about: 'places.open.areas.about',
    place: { outline: 'outline' },
    fields: { id: text, kind: choice(['boundary', 'districts']), code: text, changed_at: instant, outline },
    rows: () => sql`select a.kind || '/' || a.id as id, a.kind, a.id as code, l.at as changed_at, a.outline
      from places.areas a join places.loads l on l.load = a.load and l.kind = a.kind`,
  },
]
