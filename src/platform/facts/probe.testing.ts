// A tiny module for the tests of facts: notes are said and heard, each hearing kept in the order in which it came.
import { sql } from 'kysely'
import { type BareCity, openBareCity } from '#tests/bare-city.ts'
import { action, type City, type House } from '../city.ts'
import { machinery } from '../policy.ts'
import { announce } from './announce.ts'
import type { Reaction } from './reaction.ts'
import { openWorker, type Worker } from './work.ts'

export interface Probe {
  worker: Worker
  now: Date
  as(): City
  /** Says a fact `probe.said` about a subject. */
  say(subject: string, n: number): Promise<void>
  /** What was heard, in the order of hearing: `reaction subject n`. */
  heard(): Promise<string[]>
  /** Later by so many seconds. */
  wait(seconds: number): void
  /** One more worker over the same city, with these reactions. */
  another(reactions: readonly Reaction[]): Worker
}

/** Keeps what was heard; called by reactions of the tests. */
export const hear = action('probe', async (city, input: { by: string; subject: string; n: number }): Promise<void> => {
  await sql`insert into probe.heard (by, subject, n) values (${input.by}, ${input.subject}, ${input.n})`.execute(
    city.db,
  )
})

const said = action('probe', async (city, { subject, n }: { subject: string; n: number }) =>
  announce(city, 'probe.said', subject, { n }),
)

/** The database of one test file; on a server ten connections work at once, the embedded one has a single one. */
export async function openProbes(): Promise<{
  open(reactions: readonly Reaction[]): Promise<Probe>
  close(): Promise<void>
}> {
  const bare = await openBareCity([], 10)
  const { kysely } = bare.database
  await sql`create schema probe`.execute(kysely)
  await sql`create table probe.heard (at bigint generated always as identity, by text, subject text, n int)`.execute(
    kysely,
  )
  return {
    open: async (reactions) => {
      await sql`truncate probe.heard, facts.facts, facts.deliveries, facts.clock`.execute(kysely)
      return probeOn(bare, reactions)
    },
    close: () => bare.close(),
  }
}

function probeOn(bare: BareCity, reactions: readonly Reaction[]): Probe {
  const house: House = {
    mode: 'live',
    listeners: (kind) => reactions.filter((reaction) => reaction.fact === kind).map((reaction) => reaction.name),
    committed: async () => {},
  }
  const cityFor = (via: string): City => ({
    ...bare.as(machinery(via)),
    now: probe.now,
    within: { transaction: false, reads: new Set(), writes: new Set(), house },
  })
  const probe: Probe = {
    worker: openWorker(reactions, cityFor, 'Europe/Samara'),
    now: new Date('2026-11-23T09:00:00Z'),
    as: () => cityFor('test'),
    say: (subject, n) => said(cityFor('test'), { subject, n }),
    heard: async () => {
      const { rows } = await sql<{ by: string; subject: string; n: number }>`
        select by, subject, n from probe.heard order by at`.execute(bare.database.kysely)
      return rows.map((row) => `${row.by} ${row.subject} ${row.n}`)
    },
    wait: (seconds) => {
      probe.now = new Date(probe.now.getTime() + seconds * 1000)
    },
    another: (others) => openWorker(others, cityFor, 'Europe/Samara'),
  }
  return probe
}
