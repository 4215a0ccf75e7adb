// The texts of consents, each version that was ever shown.
import { purposes } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import { pagesDb } from '../tables.ts'

export interface ConsentTexts {
  code: string
  /** The present one first. */
  versions: { version: string; text: string; since: Date; now: boolean }[]
}

/** Every purpose with all its texts in the reader's language; one that is asked for no longer has no present text. */
export async function consentTexts(city: City): Promise<ConsentTexts[]> {
  const rows = await pagesDb(city)
    .selectFrom('pages.consent_texts')
    .selectAll()
    .where('locale', '=', city.words.locale === 'en' ? 'en' : 'ru')
    .orderBy('since', 'desc')
    .orderBy('version', 'desc')
    .execute()
  const present = new Map(purposes.map(({ code, version }) => [code, version]))
  const codes = [...new Set([...present.keys(), ...rows.map(({ purpose }) => purpose)])]
  return codes
    .map((code) => ({
      code,
      versions: rows
        .filter(({ purpose }) => purpose === code)
        .map(({ version, text, since }) => ({ version, text, since, now: present.get(code) === version }))
        .sort((a, b) => Number(b.now) - Number(a.now)),
    }))
    .filter(({ versions }) => versions.length > 0)
}
