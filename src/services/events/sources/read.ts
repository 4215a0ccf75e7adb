// Reading what a source gave, by its kind and settings.
import type { ReadingOptions } from './draft.ts'
import type { Found, Reading } from './found.ts'
import { readIcal } from './ical.ts'
import { nothing } from './json-list.ts'
import type { ReadKind, Settings } from './settings.ts'
import { readEventTable } from './tables.ts'
import { nextPath } from './texts.ts'
import { nextApart, readTextApart } from './texts-apart.ts'

export interface Sent {
  body: Uint8Array
  /** What the server said its letters are. */
  charset: string | null
}

/** Reads the bytes of one source. Never throws for what is in them: a file that is none is one row of what was set aside. */
export async function readSource(
  { kind, settings }: { kind: ReadKind; settings: Settings },
  { body, charset }: Sent,
  { base, zone, now }: Pick<ReadingOptions, 'base' | 'zone' | 'now'>,
): Promise<Reading> {
  if (body.length === 0) return nothing('empty')
  const options: ReadingOptions = {
    ...{ base, now, zone: settings.zone ?? zone },
    ...(settings.roubles === undefined ? {} : { roubles: settings.roubles }),
  }
  const reading = await readAs(kind, settings, { body, charset }, options)
  return { ...reading, found: reading.found.map((found) => withDefaults(found, settings)) }
}

async function readAs(kind: ReadKind, settings: Settings, sent: Sent, options: ReadingOptions): Promise<Reading> {
  if (kind === 'table') return readEventTable(sent.body, options)
  if (kind === 'ical') return readIcal(sent.body, options)
  return readTextApart({ kind, settings, ...sent }, options)
}

/** The address of the next page of a JSON feed, on the same site only; null at its end. */
export async function nextPage(
  { kind, settings }: { kind: ReadKind; settings: Settings },
  body: Uint8Array,
  url: string,
): Promise<string | null> {
  if (nextPath({ kind, settings }) === null) return null
  const next = await nextApart({ kind: 'json', settings, body, charset: null })
  if (typeof next !== 'string' || !URL.canParse(next, url)) return null
  const to = new URL(next, url)
  return to.origin === new URL(url).origin ? to.href : null
}

function withDefaults(found: Found, { venue }: Settings): Found {
  if (!venue || found.venue.name !== null || found.venue.address !== null) return found
  return { ...found, venue: { ...found.venue, name: venue.name, address: venue.address } }
}

/** Reasons that say that the whole file is none: nothing that was there before is gone because of it. */
const ofTheWhole = new Set(
  ['empty', 'notJson', 'noList', 'noTable', 'noMapping', 'tooHeavy'].map((reason) => `events.aside.${reason}`),
)

/** Why the whole could not be read; null where it could. */
export function wholeFault(reading: Reading): Reading['setAside'][number] | null {
  if (reading.found.length > 0) return null
  const [first] = reading.setAside
  const whole = first && (ofTheWhole.has(first.reason) || first.reason.startsWith('platform.sheets.file'))
  return whole && first ? first : null
}
