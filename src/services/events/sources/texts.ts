// Reading sources that are text, a page or a JSON feed: pure, so that it can be done in a thread.
import type { ReadingOptions } from './draft.ts'
import type { Reading } from './found.ts'
import { nothing, readJsonList } from './json-list.ts'
import { lettersOf } from './letters.ts'
import { readLinkedEvents } from './linked-events.ts'
import { type Mapping, mappingShape, valueAt } from './mapping.ts'
import { readPage } from './page.ts'
import { cityGuide, proCulture } from './pro-culture.ts'
import type { Settings } from './settings.ts'
import { readTicketOffice } from './ticket-office.ts'

export interface SentText {
  kind: 'jsonld' | 'json'
  settings: Settings
  body: Uint8Array
  /** What the server said its letters are. */
  charset: string | null
}

/** What is asked of a text in a thread: its events, or where its next page is. */
export type TextAsked = SentText & ({ what: 'events'; options: ReadingOptions } | { what: 'next' })

export function readText({ kind, settings, body, charset }: SentText, options: ReadingOptions): Reading {
  const text = lettersOf(body, charset)
  return kind === 'jsonld' ? readPage(text, options) : readJson(text, settings, options)
}

function readJson(text: string, settings: Settings, options: ReadingOptions): Reading {
  if (settings.format === 'linked-events') return readLinkedEvents(text, options)
  if (settings.format === 'ticket-office') return readTicketOffice(text, options)
  const mapping = mappingOf(settings)
  return mapping === null ? nothing('noMapping') : readJsonList(text, mapping, options)
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

/** The path at which a JSON feed names its next page; null where it has none. */
export function nextPath({ kind, settings }: { kind: string; settings: Settings }): string | null {
  if (kind !== 'json') return null
  return settings.format === 'linked-events' ? 'meta.next' : (mappingOf(settings)?.next ?? null)
}

/** The next page as the feed says it; null at its end. */
export function nextIn(sent: SentText): string | null {
  const path = nextPath(sent)
  if (path === null) return null
  try {
    const next = valueAt(JSON.parse(lettersOf(sent.body, sent.charset)), path)
    return typeof next === 'string' ? next : null
  } catch {
    return null
  }
}
