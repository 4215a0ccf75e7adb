// Writing the city's record: a statement enters with the change it speaks of; the sequencer gives it its place.
import { randomBytes } from 'node:crypto'
import { action } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { entryBody, type Statement, textHash } from './rules.ts'
import { chronicleDb } from './tables.ts'

export interface Inscription extends Statement {
  /** Free texts by name; they enter as salted hashes and are served beside. */
  texts?: Record<string, string>
}

/**
 * Puts a public statement into the record, in the transaction of the change it speaks of.
 * Throws when the body passes 32 KiB (put long content into `texts`).
 */
export const inscribe = action('chronicle', async (city, input: Inscription): Promise<void> => {
  const { texts = {}, ...statement } = input
  const papers = Object.entries(texts).map(([name, content]) => {
    const salt = randomBytes(32)
    return { name, hash: textHash(salt, content), salt, content }
  })
  const hashes = Object.fromEntries(papers.map(({ name, hash }) => [name, hash]))
  const body = entryBody(statement, { id: newId(city.now), at: city.now, texts: hashes })
  const row = { body, kind: statement.kind, subject: statement.subject, at: city.now }
  const db = chronicleDb(city)
  // One statement with the papers, so that speaking to the record costs an action one round trip whatever is said.
  const [first, ...more] = papers.map(({ hash, salt, content }) => ({
    hash,
    salt,
    content,
    erased_at: null,
    erased_because: null,
  }))
  if (first === undefined) await db.insertInto('chronicle.inscriptions').values(row).execute()
  else {
    await db
      .with('kept', (also) => also.insertInto('chronicle.papers').values([first, ...more]))
      .insertInto('chronicle.inscriptions')
      .values(row)
      .execute()
  }
})

/** Erases a free text and its salt; the entry that names its hash stays true. `because` is shown in its place. */
export const eraseText = action('chronicle', async (city, input: { hash: string; because: string }): Promise<void> => {
  const changed = await chronicleDb(city)
    .updateTable('chronicle.papers')
    .set({ salt: null, content: null, erased_at: city.now, erased_because: input.because })
    .where('hash', '=', input.hash)
    .executeTakeFirst()
  if (changed.numUpdatedRows === 0n) throw refuse.missing('chronicle.refusal.noText')
})
