// Who would win and who would lose by a draft, and what the desk keeps of terms.
import { type Comparison, compareVersions, compile, type Known } from '#engines/eligibility/index.ts'
import type { City } from '#platform/city.ts'
import { checkBody } from '../rules/checking.ts'
import { representatives } from '../rules/representatives.ts'
import { bodyShape, questionsOf, type TermsBody } from '../rules/terms.ts'
import { termsDb } from '../tables/terms.ts'
import { allTerms, frozenTerms, today, versionOn, vocabulary } from './terms.ts'

export interface Draft {
  revision: number
  body: TermsBody
}

/** The draft of terms, or null where there is none. */
export async function draftOf(city: City, id: string): Promise<Draft | null> {
  const row = await termsDb(city)
    .selectFrom('programmes.terms_drafts')
    .selectAll()
    .where('terms', '=', id)
    .executeTakeFirst()
  return row ? { revision: row.revision, body: bodyShape.parse(row.body) } : null
}

export interface Preview {
  people: readonly Known[]
  comparison: Comparison
}

/**
 * Who wins and who loses by a body, beside the version in force; null while the body has problems. People are those of all examples and
 * representative ones made of the questions.
 */
export async function previewOf(city: City, id: string, body: TermsBody): Promise<Preview | null> {
  const catalogue = await vocabulary(city)
  const { compiled } = checkBody(catalogue, id, body)
  if (!compiled) return null
  const day = await today(city)
  const before = versionOn((await allTerms(city)).get(id)?.versions ?? [], day)
  const people = representatives(questionsOf(body, catalogue), body.examples)
  const old = before ? await frozenTerms(city, id, before.version) : compile(catalogue, [])
  return { people, comparison: compareVersions(old, compiled, [id], people, day) }
}
