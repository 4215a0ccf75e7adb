// What can be asked about terms: the questions there are, the terms in force compiled once, and what they decide.
import { z } from 'zod'
import {
  type Compiled,
  compile,
  type Decision,
  decideAll,
  type Known,
  problemsOf,
  type RuleSet,
} from '#engines/eligibility/index.ts'
import type { City } from '#platform/city.ts'
import { datedReference } from '#platform/dated.ts'
import { remembering } from '#platform/memory.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { type Catalogue, derivedShape, questionShape, type Tongues } from '../rules/questions.ts'
import { bodyShape, intervalsOf, type TermsBody } from '../rules/terms.ts'
import { termsDb, termsTag } from '../tables/terms.ts'

export const programmesReference = datedReference('programmes')
export const cityShape = z.object({ timeZone: z.string() })

export interface TermsVersion {
  version: number
  from: string
  to: string | null
  body: TermsBody
  at: Date
  office: string
  reason: string | null
}

export interface Terms {
  id: string
  title: Tongues
  /** The earliest first. */
  versions: readonly TermsVersion[]
}

/** The day in the city. */
export async function today(city: City): Promise<string> {
  const [row] = await programmesReference.ever(city, 'city', cityShape)
  return dayOf(city.now, row?.body.timeZone ?? 'UTC')
}

/** All questions and derived values in force, with their texts, in the order in which they are asked. */
export async function vocabulary(city: City): Promise<Catalogue> {
  return (await catalogueInForce(city)).catalogue
}

// `key` names the versions of which it is made: the same key, the same catalogue.
async function catalogueInForce(city: City): Promise<{ catalogue: Catalogue; key: string }> {
  const questions = await programmesReference.inForce(city, 'question', questionShape)
  const derived = await programmesReference.inForce(city, 'derived', derivedShape)
  return {
    key: [...questions, ...derived].map(({ id, version }) => `${id}.${version}`).join(),
    catalogue: {
      questions: questions.map(({ body }) => body).sort((a, b) => a.order - b.order || (a.id < b.id ? -1 : 1)),
      derived: derived.map(({ body }) => body),
    },
  }
}

/** All terms that were ever published, with every version; remembered until somebody publishes. */
export const allTerms = remembering([termsTag], async (city): Promise<ReadonlyMap<string, Terms>> => {
  const named = await termsDb(city).selectFrom('programmes.terms').select(['id', 'title']).orderBy('id').execute()
  const rows = await termsDb(city)
    .selectFrom('programmes.terms_versions')
    .selectAll()
    .orderBy('terms')
    .orderBy('version')
    .execute()
  const versions = Map.groupBy(rows, ({ terms }) => terms)
  return new Map(
    named.map(({ id, title }) => [
      id,
      {
        id,
        title,
        versions: (versions.get(id) ?? []).map((row) => ({
          ...{ version: row.version, from: row.valid_from, to: row.valid_to, body: bodyShape.parse(row.body) },
          ...{ at: row.at, office: row.office, reason: row.reason },
        })),
      },
    ]),
  )
})

/** Terms by their id; throws `missing`. */
export async function termsNamed(city: City, id: string): Promise<Terms> {
  const found = (await allTerms(city)).get(id)
  if (!found) throw refuse.missing('platform.refusal.missing')
  return found
}

const compiled = new WeakMap<ReadonlyMap<string, Terms>, { key: string; compiled: Compiled }>()

/** The published terms, compiled once and remembered until somebody publishes or another version of a question comes into force. */
export async function termsIn(city: City): Promise<Compiled> {
  const all = await allTerms(city)
  const { catalogue, key } = await catalogueInForce(city)
  const known = compiled.get(all)
  if (known?.key === key) return known.compiled
  const sets = [...all.values()].map(ruleSetOf).filter(({ versions }) => versions.length > 0)
  // Publishing and changing questions refuse what does not fit; should something slip by, the other terms still answer.
  const sound = sets.filter((set) => problemsOf(catalogue, set).length === 0)
  for (const { id } of sets) {
    if (!sound.some((set) => set.id === id)) city.log.error({ terms: id }, 'terms do not fit the questions')
  }
  const made = compile(catalogue, sound)
  compiled.set(all, { key, compiled: made })
  return made
}

/** Decides by the terms in force today; ids without published terms are left out. */
export async function decideFor(city: City, known: Known, ids?: readonly string[]): Promise<Map<string, Decision>> {
  const terms = await termsIn(city)
  return decideAll(
    terms,
    known,
    await today(city),
    ids?.filter((id) => terms.sets.has(id)),
  )
}

/** The version of these terms in force today, frozen by its number; null when none is. */
export async function termsInForce(
  city: City,
  id: string,
): Promise<{ id: string; version: number; compiled: Compiled } | null> {
  const day = await today(city)
  const version = versionOn((await allTerms(city)).get(id)?.versions ?? [], day)
  return version && { id, version: version.version, compiled: await frozenTerms(city, id, version.version) }
}

const frozen = new WeakMap<TermsVersion, { key: string; compiled: Compiled }>()

/** One published version on any day, whatever came later: a running call keeps the one it began with. Decide with `decide(compiled, id, …)`. */
export async function frozenTerms(city: City, id: string, version: number): Promise<Compiled> {
  const found = (await termsNamed(city, id)).versions.find((one) => one.version === version)
  if (!found) throw refuse.missing('platform.refusal.missing')
  const { catalogue, key } = await catalogueInForce(city)
  const known = frozen.get(found)
  if (known?.key === key) return known.compiled
  const made = compile(catalogue, [{ id, versions: [{ from: '0001-01-01', to: null, table: found.body.table }] }])
  frozen.set(found, { key, compiled: made })
  return made
}

/** The one of these versions in force on a day. */
export function versionOn(versions: readonly TermsVersion[], day: string): TermsVersion | null {
  const newest = versions.findLast(({ from }) => from <= day)
  return newest && (newest.to === null || day < newest.to) ? newest : null
}

export function ruleSetOf({ id, versions }: Terms): RuleSet {
  return { id, versions: intervalsOf(versions).map(({ from, to, body }) => ({ from, to, table: body.table })) }
}
