// Entries as CSV (RFC 4180), one line a posting, made while it is sent: however long the ledger is, a page of it is in memory.
import { stringify } from 'csv-stringify/sync'
import type { City } from '#platform/city.ts'
import { armed } from '#platform/sheets/armed.ts'
import type { LedgerAsked } from './forms.ts'
import { entriesOf } from './queries.ts'

const size = 500
const style = { record_delimiter: '\r\n' as const }
const names = [
  ...['entry', 'place', 'day', 'at', 'owner', 'subject', 'purpose', 'document', 'basis', 'corrects'],
  ...['account', 'account_kind', 'account_subject', 'unit', 'amount'],
]

/** The file in pieces, in the order in which entries were written. Amounts are whole: kopecks, points, hours, visits. */
export async function* entriesFile(city: City, asked: LedgerAsked): AsyncGenerator<string> {
  yield stringify([names], style)
  let after = 0
  for (;;) {
    const entries = await entriesOf(city, { ...asked, after, most: size })
    yield stringify(
      entries.flatMap((entry) =>
        entry.postings.map((posting) => [
          ...[entry.id, entry.place, entry.day, entry.at.toISOString(), entry.owner, armed(entry.subject)],
          ...[entry.purpose, armed(entry.document), entry.basis, entry.corrects],
          ...[posting.account, posting.kind, armed(posting.subject), posting.unit, posting.amount],
        ]),
      ),
      style,
    )
    if (entries.length < size) return
    after = entries.at(-1)?.place ?? after
  }
}
