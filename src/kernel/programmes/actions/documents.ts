// Documents: kept as they were brought, looked at for viruses, and shown to nobody of the staff before they are found clean.
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { later, minutes } from '#platform/time.ts'
import type { ApplyingFacts } from '../facts/applying.ts'
import { gapsOf } from '../queries/applications.ts'
import { applyingDb, type ScanState } from '../tables/applying.ts'
import { demandWritable, lockOwn } from './applications.ts'

const announce = announcer<ApplyingFacts>()

/** How many documents one request may have at a time. */
export const mostPapers = 5

export interface KeptPaper {
  application: string
  /** A document of the definition, or a question whose answer is a file. */
  asked: string
  /** SHA-256 of bytes that lie in the file store. */
  sha: string
  /** A copy that names nobody, where reviewers read blind; null where none is needed, or none could be made. */
  namelessSha: string | null
  name: string
  kind: string
  size: number
  datedOn: string | null
  scan: ScanState
  scanner: string | null
  said: string | null
}

/** Keeps a document of her own application. Throws `conflict` where nothing may be brought now, and `invalid` where there are too many. */
export const keepDocument = action('programmes', async (city: City, input: KeptPaper): Promise<{ id: string }> => {
  const held = await lockOwn(city, input.application)
  await demandWritable(city, held)
  await demandNamed(city, held, input.asked)
  const db = applyingDb(city)
  const { n } = await db
    .selectFrom('programmes.documents')
    .select((select) => select.fn.countAll<string>().as('n'))
    .where('application', '=', held.id)
    .where('asked', '=', input.asked)
    .where('removed_at', 'is', null)
    .executeTakeFirstOrThrow()
  if (Number(n) >= mostPapers)
    throw refuse.invalid({ paper: { key: 'programmes.apply.manyPapers', values: { most: mostPapers } } })
  const id = newId(city.now)
  await db
    .insertInto('programmes.documents')
    .values({
      ...{ id, application: held.id, asked: input.asked, sha: input.sha, nameless_sha: input.namelessSha },
      ...{
        name: input.name.slice(0, 200),
        kind: input.kind,
        size: input.size,
        dated_on: input.datedOn,
        uploaded_at: city.now,
      },
      ...scanned(city, input.scan, 1),
      ...{ scanner: input.scanner, scan_said: input.said },
    })
    .execute()
  await db.updateTable('programmes.applications').set({ touched_at: city.now }).where('id', '=', held.id).execute()
  return { id }
})

/** Removes a document from what is to be sent; what was sent before keeps it. */
export const removeDocument = action(
  'programmes',
  async (city: City, input: { application: string; document: string }): Promise<void> => {
    const held = await lockOwn(city, input.application)
    await demandWritable(city, held)
    const db = applyingDb(city)
    const row = await db
      .selectFrom('programmes.documents')
      .select(['id', 'asked'])
      .where('id', '=', input.document)
      .where('application', '=', held.id)
      .where('removed_at', 'is', null)
      .executeTakeFirst()
    if (!row) throw refuse.missing('programmes.refusal.noDocument')
    await demandNamed(city, held, row.asked)
    await db.updateTable('programmes.documents').set({ removed_at: city.now }).where('id', '=', row.id).execute()
  },
)

/** Writes down what another look at a document found. Clean stays clean, infected stays infected. */
export const noteScan = action(
  'programmes',
  async (
    city: City,
    input: { document: string; scan: ScanState; scanner: string | null; said: string | null },
  ): Promise<void> => {
    const db = applyingDb(city)
    const row = await db
      .selectFrom('programmes.documents')
      .select(['id', 'application', 'scan', 'tries'])
      .where('id', '=', input.document)
      .forUpdate()
      .executeTakeFirst()
    if (!row || row.scan === 'clean' || row.scan === 'infected') return
    await db
      .updateTable('programmes.documents')
      .set({ ...scanned(city, input.scan, row.tries + 1), scanner: input.scanner, scan_said: input.said })
      .where('id', '=', row.id)
      .execute()
    if (input.scan !== 'clean' && input.scan !== 'infected') return
    await announce(city, 'programmes.document-scanned', `application:${row.application}`, {
      ...{ application: row.application, document: row.id, scan: input.scan },
    })
  },
)

// Looked at again after 1, 2, 4 … minutes, at most every six hours, for as long as it takes.
function scanned(city: City, scan: ScanState, tries: number) {
  const again = scan === 'waiting' || scan === 'failed'
  const wait = Math.min(2 ** Math.min(tries - 1, 10), 360)
  return {
    scan,
    tries,
    scanned_at: again ? null : city.now,
    next_try_at: again ? later(city.now, minutes(wait)) : null,
  }
}

async function demandNamed(city: City, held: { id: string; state: string }, asked: string): Promise<void> {
  if (held.state !== 'incomplete') return
  const gaps = await gapsOf(city, held.id)
  if (!gaps.some(({ subject }) => subject === `document:${asked}`)) throw refuse.conflict('programmes.refusal.notNamed')
}
