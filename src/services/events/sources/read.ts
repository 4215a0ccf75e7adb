// Reading what a source gave, by its kind and settings.
import type { ReadingOptions } from './draft.ts'
import type { Found, Reading } from './found.ts'
import { readIcal } from './ical.ts'
import { nothing, readJsonList } from './json-list.ts'
import { lettersOf } from './letters.ts'
import { readLinkedEvents } from './linked-events.ts'
import { type Mapping, mappingShape, valueAt } from './mapping.ts'
import { readPage } from './page.ts'
import { cityGuide, proCulture } from './pro-culture.ts'
import type { ReadKind, Settings } from './settings.ts'
import { readEventTable } from './tables.ts'
import { readTicketOffice } from './ticket-office.ts'

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
  const text = lettersOf(sent.body, sent.charset)
  if (kind === 'jsonld') return readPage(text, options)
  switch (settings.format) {
    case 'linked-events':
      return readLinkedEvents(text, options)
    case 'ticket-office':
      return readTicketOffice(text, options)
    default: {
      const mapping = mappingOf(settings)
      return mapping === null ? nothing('noMapping') : readJsonList(text, mapping, options)
    }
  }
}

const known: Partial<Record<NonNullable<Settings['format']>, Mapping>> = {
  'pro-culture': proCulture,
  'city-guide': cityGuide,
}

/** The whole mapping of a JSON source; null where its fields are not enough. */
export function mappingOf({ format, fields = {} }: Settings): Mapping | null {
  const told = Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined))
  const whole = mappingShape.safeParse({ ...(format ? known[format] : undefined), ...told })
  return whole.success ? whole.data : null
}

/** The address of the next page of a JSON feed, on the same site only; null at its end. */
export function nextPage(
  { kind, settings }: { kind: ReadKind; settings: Settings },
  body: Uint8Array,
  url: string,
): string | null {
  if (kind !== 'json') return null
  const path = settings.format === 'linked-events' ? 'meta.next' : mappingOf(settings)?.next
  if (!path) return null
  try {
    const next = valueAt(JSON.parse(lettersOf(body, null)), path)
    if (typeof next !== 'string' || !URL.canParse(next, url)) return null
    const to = new URL(next, url)
    return to.origin === new URL(url).origin ? to.href : null
  } catch {
    return null
  }
}

function withDefaults(found: Found, { venue }: Settings): Found {
  if (!venue || found.venue.name !== null || found.venue.address !== null) return found
  return { ...found, venue: { ...found.venue, name: venue.name, address: venue.address } }
}

/** Reasons that say that the whole file is none: nothing that was there before is gone because of it. */
const ofTheWhole = new Set(
  ['empty', 'notJson', 'noList', 'noTable', 'noMapping'].map((reason) => `events.aside.${reason}`),
)

/** Why the whole could not be read; null where it could. */
export function wholeFault(reading: Reading): Reading['setAside'][number] | null {
  if (reading.found.length > 0) return null
  const [first] = reading.setAside
  const whole = first && (ofTheWhole.has(first.reason) || first.reason.startsWith('platform.sheets.file'))
  return whole && first ? first : null
}
