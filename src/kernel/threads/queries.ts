// What can be asked of threads: where a thing came from, what it led to, and how the things are called.
import { sql } from 'kysely'
import type { City } from '#platform/city.ts'
import type { Module, Named } from '#platform/module.ts'
import {
  type Direction,
  idOf,
  type Knot,
  kindOf,
  mostCounted,
  mostThings,
  type Thread,
  type ThreadLink,
  widths,
} from './rules.ts'
import { threadsDb } from './tables.ts'

/**
 * The thread of a subject in both directions, the newest links first, bounded in width, depth and number; a circle is gone round
 * once. `pages` turns the leaves of its own neighbours, from 1. One statement a step, however many things.
 */
export async function threadOf(
  city: City,
  subject: string,
  pages: Record<Direction, number> = { back: 1, onward: 1 },
): Promise<Thread> {
  return {
    subject,
    back: await grow(city, subject, 'back', pages.back),
    onward: await grow(city, subject, 'onward', pages.onward),
  }
}

async function grow(city: City, subject: string, direction: Direction, page: number): Promise<Knot> {
  const root = knot(subject)
  const seen = new Set([subject])
  let edge = [root]
  for (let step = 0; edge.length > 0; step++) {
    const width = widths[step] ?? 0
    const skipped = step === 0 ? (page - 1) * width : 0
    const found = await neighbours(
      city,
      edge.map((each) => each.subject),
      direction,
      { most: Math.max(width, 1), skip: skipped },
    )
    // Beyond the last step only how many there are is told.
    const full = width === 0 || seen.size + found.length > mostThings
    const next: Knot[] = []
    for (const one of edge) {
      const links = found.filter(({ near }) => near === one.subject)
      const counted = links[0]?.total ?? 0
      const total = Math.min(counted, mostCounted)
      one.more = full ? total : Math.max(total - skipped - links.length, 0)
      one.many = counted > mostCounted
      if (full) continue
      for (const [other, between] of Map.groupBy(links, ({ far }) => far)) {
        const reached = { ...knot(other), links: between.map(({ link }) => link), again: seen.has(other) }
        one.beyond.push(reached)
        if (!reached.again) next.push(reached)
        seen.add(other)
      }
    }
    edge = next
  }
  return root
}

function knot(subject: string): Knot {
  return { subject, links: [], beyond: [], more: 0, many: false, again: false }
}

interface Neighbour {
  near: string
  far: string
  total: number
  link: ThreadLink
}

interface Row {
  from_subject: string
  to_subject: string
  kind: string
  begun_at: Date
  begun_fact: string
  day: string | null
  ended_at: Date | null
  ended_fact: string | null
  total: number
}

async function neighbours(
  city: City,
  subjects: readonly string[],
  direction: Direction,
  { most, skip }: { most: number; skip: number },
): Promise<Neighbour[]> {
  const near = sql.ref(direction === 'back' ? 'to_subject' : 'from_subject')
  const far = sql.ref(direction === 'back' ? 'from_subject' : 'to_subject')
  const { rows } = await sql<Row>`
    select l.*, n.total
    from unnest(${[...subjects]}::text[]) as asked (subject)
    cross join lateral (
      select from_subject, to_subject, kind, begun_at, begun_fact, day,
        case when (ended_at, ended_fact) > (tied_at, tied_fact) then ended_at end as ended_at,
        case when (ended_at, ended_fact) > (tied_at, tied_fact) then ended_fact end as ended_fact
      from threads.links where ${near} = asked.subject and begun_at is not null
      order by begun_at desc, ${far}, kind limit ${most} offset ${skip}) l
    cross join lateral (
      select count(*) as total from (
        select 1 from threads.links where ${near} = asked.subject and begun_at is not null
        order by begun_at desc, ${far}, kind limit ${mostCounted + 1}) counted) n
    order by l.begun_at desc, l.${far}, l.kind`.execute(threadsDb(city))
  return rows.map((row) => ({
    near: direction === 'back' ? row.to_subject : row.from_subject,
    far: direction === 'back' ? row.from_subject : row.to_subject,
    total: Number(row.total),
    link: {
      from: row.from_subject,
      to: row.to_subject,
      kind: row.kind,
      at: row.begun_at,
      day: row.day,
      fact: row.begun_fact,
      ended: row.ended_at === null || row.ended_fact === null ? null : { at: row.ended_at, fact: row.ended_fact },
    },
  }))
}

export interface Thing extends Named {
  subject: string
  /** Its own page. */
  page: string
}

/** How things are called: each door is asked once for all of its own. Unknown ones are left out. */
export async function thingsOf(
  city: City,
  doors: readonly Module[],
  subjects: readonly string[],
): Promise<ReadonlyMap<string, Thing>> {
  const things = new Map<string, Thing>()
  for (const door of doors) {
    const { subjects: folders = {}, named } = door
    const own = subjects.filter((subject) => Object.hasOwn(folders, kindOf(subject)))
    if (own.length === 0 || !named) continue
    for (const [subject, called] of await named(city, own)) {
      things.set(subject, {
        ...called,
        subject,
        page: `${folders[kindOf(subject)]}${encodeURIComponent(idOf(subject))}`,
      })
    }
  }
  return things
}
