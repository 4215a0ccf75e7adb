// What can happen to threads: a fact ties two things or parts them, and what was told before is read once.
import { sql } from 'kysely'
import { z } from 'zod'
import { action, type City } from '#platform/city.ts'
import { factsAfter, type Heard } from '#platform/facts/index.ts'
import type { Link, LinkRule } from '#platform/module.ts'
import { isSubject } from './rules.ts'
import { threadsDb } from './tables.ts'

/**
 * Writes links. The same links in any order, and however often, make the same threads. Throws for a subject that is no kind with an
 * id, so that no rule can put words of a person here.
 */
export const tie = action('threads', async (city: City, links: readonly Link[]): Promise<void> => {
  // Two facts at once that tell of the same things must take them in the same order.
  for (const link of links.toSorted((a, b) => nameOf(a).localeCompare(nameOf(b)))) await writeLink(city, link)
})

/** Reads one page of the facts of the time before; answers whether that was the last. */
export const readOn = action(
  'threads',
  async (city: City, input: { rules: readonly LinkRule[]; most?: number }): Promise<{ done: boolean }> => {
    const rules = rulesName(input.rules)
    const db = threadsDb(city)
    const reading = await db
      .selectFrom('threads.readings')
      .selectAll()
      .where('rules', '=', rules)
      .forUpdate()
      .executeTakeFirst()
    if (reading?.done) return { done: true }
    const kinds = [...new Set(input.rules.map(({ fact }) => fact))]
    const { facts, last } = await factsAfter(city, { after: reading?.after ?? null, kinds, most: input.most ?? 500 })
    for (const rule of input.rules) {
      const heard = facts.filter(({ kind }) => kind === rule.fact)
      if (heard.length > 0) await tie(city, await linksTold(city, rule, heard))
    }
    const row = { after: last ?? reading?.after ?? null, done: last === null }
    await db
      .insertInto('threads.readings')
      .values({ rules, ...row })
      .onConflict((clash) => clash.column('rules').doUpdateSet(row))
      .execute()
    return { done: row.done }
  },
)

// A fact of years ago that its rule cannot read is left out with a line in the log, and the rest is read all the same.
async function linksTold(city: City, rule: LinkRule, facts: readonly Heard[]): Promise<Link[]> {
  try {
    return [...(await rule.of(city, facts))]
  } catch (error) {
    if (!(error instanceof z.ZodError)) throw error
    const [only, ...others] = facts
    if (others.length === 0) {
      city.log.warn({ fact: only?.id, kind: rule.fact }, 'a fact of the time before could not be read')
      return []
    }
    const links: Link[] = []
    for (const fact of facts) links.push(...(await linksTold(city, rule, [fact])))
    return links
  }
}

// Another set of rules reads everything once more. A second rule for the same fact makes another set, too.
function rulesName(rules: readonly LinkRule[]): string {
  return rules
    .map(({ fact }) => fact)
    .toSorted()
    .join(' ')
}

function nameOf({ from, to, kind }: Link): string {
  return `${from} ${to} ${kind}`
}

// The first to tie wins, and so do the last to tie and the last to part: least and greatest know no order of arrival. Ids break the
// tie of one instant; they sort by the time they were made.
async function writeLink(city: City, { from, to, kind, fact, ends = false, day = null }: Link): Promise<void> {
  if (!isSubject(from) || !isSubject(to)) throw new Error(`${kind} links what is no subject`)
  if (from === to) return
  const tied = ends ? { at: null, fact: null } : { at: fact.at, fact: fact.id }
  const ended = ends ? { at: fact.at, fact: fact.id } : { at: null, fact: null }
  const first = sql<boolean>`l.begun_at is null or (excluded.begun_at, excluded.begun_fact) < (l.begun_at, l.begun_fact)`
  const newer = sql<boolean>`l.tied_at is null or (excluded.tied_at, excluded.tied_fact) > (l.tied_at, l.tied_fact)`
  const after = sql<boolean>`l.ended_at is null or (excluded.ended_at, excluded.ended_fact) > (l.ended_at, l.ended_fact)`
  await sql`
    insert into threads.links as l (from_subject, to_subject, kind,
      begun_at, begun_fact, day, tied_at, tied_fact, ended_at, ended_fact)
    values (${from}, ${to}, ${kind},
      ${tied.at}, ${tied.fact}, ${ends ? null : day}, ${tied.at}, ${tied.fact}, ${ended.at}, ${ended.fact})
    on conflict (from_subject, to_subject, kind) do update set
      begun_at = case when ${first} then excluded.begun_at else l.begun_at end,
      begun_fact = case when ${first} then excluded.begun_fact else l.begun_fact end,
      day = case when ${first} then excluded.day else l.day end,
      tied_at = case when ${newer} then excluded.tied_at else l.tied_at end,
      tied_fact = case when ${newer} then excluded.tied_fact else l.tied_fact end,
      ended_at = case when ${after} then excluded.ended_at else l.ended_at end,
      ended_fact = case when ${after} then excluded.ended_fact else l.ended_fact end`.execute(threadsDb(city))
}
