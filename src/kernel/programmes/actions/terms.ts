// Writing terms: drafts that may be wrong, versions that may not, and those of the city pack.
import canonicalize from 'canonicalize'
import { z } from 'zod'
import { action, type City } from '#platform/city.ts'
import { refuse } from '#platform/refusal.ts'
import { allTerms, type Terms, vocabulary } from '../queries/terms.ts'
import { checkBody } from '../rules/checking.ts'
import { PackWrong, shapeProblems } from '../rules/pack-wrong.ts'
import type { Catalogue, Tongues } from '../rules/questions.ts'
import { type TermsBody, termsShape } from '../rules/terms.ts'
import { termsDb, termsTag } from '../tables/terms.ts'
import { packOffice } from './office.ts'

type TermsFile = z.output<typeof termsShape>

/** Names terms that there are none of yet; throws `conflict` when the id is taken. */
export const nameTerms = action(
  'programmes',
  async (city, input: { id: string; title: Tongues; body: TermsBody; office: string }): Promise<void> => {
    city.within.writes.add(termsTag)
    const { id, title, body, office } = input
    const made = await termsDb(city)
      .insertInto('programmes.terms')
      .values({ id, title: JSON.stringify(title), made_at: city.now, office })
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .executeTakeFirst()
    if (!made) throw refuse.conflict('programmes.terms.error.taken', { id })
    await saveDraft(city, { id, seen: 0, body, office })
  },
)

/** Keeps a draft, right or wrong. Throws `conflict` when somebody else saved in between (`seen` is the revision that was read). */
export const saveDraft = action(
  'programmes',
  async (city, input: { id: string; seen: number; body: TermsBody; office: string }): Promise<void> => {
    city.within.writes.add(termsTag)
    const row = { revision: input.seen + 1, body: JSON.stringify(input.body), at: city.now, office: input.office }
    const saved = await termsDb(city)
      .insertInto('programmes.terms_drafts')
      .values({ terms: input.id, ...row })
      .onConflict((conflict) =>
        conflict.column('terms').doUpdateSet(row).where('programmes.terms_drafts.revision', '=', input.seen),
      )
      .returning('revision')
      .executeTakeFirst()
    if (!saved) throw refuse.conflict('platform.refusal.changedMeanwhile')
  },
)

export interface Publication {
  id: string
  /** The draft's revision that was read. */
  seen: number
  from: string
  to: string | null
  office: string
  reason: string
}

/**
 * Publishes the draft as a new version from a day. Throws `conflict` where the draft has changed since it was read, `invalid` while it has
 * problems, no example, or an example that does not come out.
 */
export const publishTerms = action('programmes', async (city, input: Publication): Promise<{ version: number }> => {
  city.within.writes.add(termsTag)
  const draft = await termsDb(city)
    .deleteFrom('programmes.terms_drafts')
    .where('terms', '=', input.id)
    .where('revision', '=', input.seen)
    .returning('body')
    .executeTakeFirst()
  if (!draft) throw refuse.conflict('platform.refusal.changedMeanwhile')
  const body = termsShape.shape.versions.element.omit({ from: true, to: true }).parse(draft.body)
  const { problems, results } = checkBody(await vocabulary(city), input.id, body)
  if (problems.length > 0)
    throw refuse.invalid({ from: { key: 'programmes.terms.error.problems', values: { count: problems.length } } })
  if (body.examples.length === 0) throw refuse.invalid({ from: { key: 'programmes.terms.error.noExamples' } })
  const failed = body.examples.length - results.filter(({ ok }) => ok).length
  if (failed > 0) throw refuse.invalid({ from: { key: 'programmes.terms.error.examples', values: { count: failed } } })
  const terms = (await allTerms(city)).get(input.id)
  const version = (terms?.versions.at(-1)?.version ?? 0) + 1
  await insertVersions(city, [{ ...input, version, body }])
  return { version }
})

/**
 * Brings terms of a pack file in (`{ terms: […] }`): each version is published once its example table comes out. What an editor has
 * published since stays. Throws PackWrong with every problem of every table at once. Repeating it changes nothing.
 */
export const loadTerms = action('programmes', async (city, given: unknown): Promise<void> => {
  const read = z.strictObject({ terms: z.array(termsShape) }).safeParse(given)
  if (!read.success) throw new PackWrong('terms', shapeProblems(read.error))
  const catalogue = await vocabulary(city)
  const problems = read.data.terms.flatMap((terms) => problemsOfFile(catalogue, terms))
  if (problems.length > 0) throw new PackWrong('terms', problems)
  city.within.writes.add(termsTag)
  const before = await allTerms(city)
  await nameAll(city, read.data.terms, before)
  const fresh = read.data.terms.flatMap((terms) => missingVersions(terms, before.get(terms.id)))
  await insertVersions(city, fresh)
})

function problemsOfFile(catalogue: Catalogue, { id, versions }: TermsFile): string[] {
  return versions.flatMap((version, at) => {
    const { problems, results } = checkBody(catalogue, id, version)
    const place = `${id}, version ${at + 1}`
    return [
      ...problems.map(
        ({ kind, row, column, about }) =>
          `${[place, row, column].filter(Boolean).join(', ')}: ${kind} ${about.join(' → ')}`,
      ),
      ...results.flatMap(({ ok, decision, example }, number) =>
        ok
          ? []
          : `${place}, example ${number + 1}: ${example.verdict} expected, ${decision.verdict} ${JSON.stringify(decision.amount)} found`,
      ),
    ]
  })
}

function missingVersions({ id, versions }: TermsFile, before: Terms | undefined): NewVersion[] {
  const kept = before?.versions ?? []
  if (kept.some(({ office }) => office !== packOffice)) return []
  const known = new Set(kept.map(({ from, to, body }) => canonicalize({ ...body, from, to })))
  const fresh = versions.filter((version) => !known.has(canonicalize(version)))
  return fresh.map(({ from, to, ...body }, at) => ({
    ...{ id, version: kept.length + at + 1, from, to, body, office: packOffice, reason: null },
  }))
}

interface NewVersion {
  id: string
  version: number
  from: string
  to: string | null
  body: TermsBody
  office: string
  reason: string | null
}

async function nameAll(city: City, terms: readonly TermsFile[], before: ReadonlyMap<string, Terms>): Promise<void> {
  const fresh = terms.filter(({ id }) => !before.has(id))
  if (fresh.length === 0) return
  await termsDb(city)
    .insertInto('programmes.terms')
    .values(fresh.map(({ id, title }) => ({ id, title: JSON.stringify(title), made_at: city.now, office: packOffice })))
    .execute()
}

async function insertVersions(city: City, versions: readonly NewVersion[]): Promise<void> {
  if (versions.length === 0) return
  await termsDb(city)
    .insertInto('programmes.terms_versions')
    .values(
      versions.map(({ id, version, from, to, body, office, reason }) => ({
        ...{
          terms: id,
          version,
          valid_from: from,
          valid_to: to,
          body: JSON.stringify(body),
          at: city.now,
          office,
          reason,
        },
      })),
    )
    .execute()
}
