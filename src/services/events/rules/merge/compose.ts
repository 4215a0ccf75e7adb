// What is shown of an event that several sources tell of, whose word each value is, and where trusted sources differ.
import { type EventFields, isSaid } from '../fields.ts'
import type { Status } from '../terms.ts'
import type { WhenColumns } from '../when.ts'
import { aligned, type Voice } from './align.ts'
import { placeKey } from './names.ts'
import { type Group, groups } from './said.ts'

/** Sources from here on may contradict; those below only fill gaps. */
export const trusted = 40

export interface Entry {
  source: string
  uid: string
  trust: number
  own: boolean
  gone: boolean
  saidAt: number
  fields: Partial<EventFields>
  voices: readonly Voice[]
}

export const conflictFields = ['start', 'status', 'venue', 'price', 'age'] as const
export type ConflictField = (typeof conflictFields)[number]

export interface Side {
  source: string
  /** start: ISO or a day; status, age: their code; venue: id or words; price: {free, min, max} in kopecks. */
  value: unknown
  saidAt: number
}

export interface Conflict {
  /** The uid of the session; empty for the event itself. */
  place: string
  field: ConflictField
  sides: Side[]
  shown: string
}

/** Whose value an editor chose, and among which sides. */
export interface Decision {
  chosen: string
  among: readonly Pick<Side, 'source' | 'value'>[]
}

export interface ComposedSession {
  uid: string
  when: WhenColumns
  hall: string | null
  status: Status
  previous: WhenColumns | null
  voices: readonly Voice[]
  /** Whose time is shown. */
  from: string
}

export interface Composed {
  fields: Partial<EventFields>
  /** Whose value of each group is shown. */
  shown: ReadonlyMap<Group, string>
  sessions: ComposedSession[]
  conflicts: Conflict[]
}

/**
 * Puts together what all sources say. The answer depends on the entries alone, never on their order. `uidFor` names the session that
 * some voices are about; `decisionOn` answers what an editor decided there, if anything.
 */
export function composed(
  entries: readonly Entry[],
  uidFor: (voices: readonly Voice[]) => string,
  decisionOn: (place: string, field: ConflictField) => Decision | undefined,
): Composed {
  const ranked = [...entries].sort(byRank)
  const conflicts: Conflict[] = []
  const decided = (place: string, field: ConflictField, sides: readonly Side[]): string | undefined => {
    const decision = decisionOn(place, field)
    return decision && stillHolds(decision, sides) ? decision.chosen : undefined
  }
  const fields: Partial<EventFields> = {}
  const shown = new Map<Group, string>()
  for (const group of groupNames) {
    const saying = ranked.filter((entry) => says(entry, group))
    const field = group === 'price' || group === 'venue' || group === 'age' ? group : null
    const sides = field ? sidesOf(saying, field) : []
    const choice = field ? decided('', field, sides) : undefined
    const chosen = saying.find(({ source }) => source === choice) ?? saying[0]
    if (!chosen) continue
    for (const name of groups[group]) Object.assign(fields, { [name]: chosen.fields[name] ?? null })
    shown.set(group, chosen.source)
    if (field && differ(field, sides)) conflicts.push({ place: '', field, sides, shown: chosen.source })
  }
  const sessions = aligned(entries.flatMap(({ voices }) => voices)).map((voices) => {
    const place = uidFor(voices)
    const one = sessionOf(place, voices, (field, sides) => decided(place, field, sides))
    conflicts.push(...one.conflicts)
    return one.session
  })
  return { fields, shown, sessions, conflicts }
}

const groupNames = Object.keys(groups).filter((name): name is Group => name in groups)

const says = (entry: Entry, group: Group): boolean =>
  groups[group].some((name) => {
    const value = entry.fields[name]
    return value !== undefined && isSaid(value) && !(name === 'kind' && value === 'other')
  })

type Ranked = Pick<Entry, 'own' | 'gone' | 'trust' | 'saidAt' | 'source'> & { uid?: string; ref?: string }

/** The city's own word first, then what is still said, then trust, then the newest; the names of sources decide what is left. */
function byRank(one: Ranked, other: Ranked): number {
  return (
    Number(other.own) - Number(one.own) ||
    Number(one.gone) - Number(other.gone) ||
    other.trust - one.trust ||
    other.saidAt - one.saidAt ||
    compare(one.source, other.source) ||
    compare(one.uid ?? one.ref ?? '', other.uid ?? other.ref ?? '')
  )
}

const compare = (one: string, other: string): number => (one < other ? -1 : one > other ? 1 : 0)

function sessionOf(
  uid: string,
  voices: readonly Voice[],
  decided: (field: ConflictField, sides: readonly Side[]) => string | undefined,
): { session: ComposedSession; conflicts: Conflict[] } {
  const ranked = [...voices].sort(byRank)
  const starts = voiceSides(ranked, ({ when }) => (when.said === 'unknown' ? null : startValue(when)))
  const states = voiceSides(ranked, ({ status }) => status)
  const from = chosenBy(ranked, decided('start', starts), startRank)
  const by = chosenBy(ranked, decided('status', states), stateRank)
  const conflicts: Conflict[] = []
  if (differ('start', starts)) conflicts.push({ place: uid, field: 'start', sides: starts, shown: from.source })
  if (differ('status', states)) conflicts.push({ place: uid, field: 'status', sides: states, shown: by.source })
  const hall = from.hall ?? ranked.find((voice) => voice.hall !== null)?.hall ?? null
  // Who says «moved» and is not believed about the time has not moved it.
  const status = by.status === 'moved' && from.status !== 'moved' && !isSameStart(from, by) ? 'scheduled' : by.status
  // What is put off has no other time than the one at which it will not be.
  const before = by.previous ?? from.previous ?? (status === 'postponed' ? from.when : null)
  const previous = status === 'moved' || status === 'postponed' ? before : null
  return { session: { uid, when: from.when, hall, status, previous, voices, from: from.source }, conflicts }
}

function chosenBy(ranked: readonly Voice[], source: string | undefined, rank: (voice: Voice) => number): Voice {
  const [first] = ranked
  if (!first) throw new Error('a session without anybody who says it')
  const chosen = ranked.find((voice) => voice.source === source)
  // The order among equals is the rank of their sources.
  return chosen ?? ranked.reduce((best, voice) => (rank(voice) > rank(best) ? voice : best), first)
}

// A trusted source that moved it knows more than those that have not heard; an hour says more than a day.
function startRank({ own, gone, trust, status, previous, when }: Voice): number {
  if (gone) return 0
  if (status === 'moved' && previous !== null && (own || trust >= trusted)) return 4
  return own ? 3 : when.said === 'time' ? 2 : 1
}

const weight: Record<Status, number> = { cancelled: 4, postponed: 3, moved: 2, scheduled: 1 }

// Whoever would come in vain is told at once: of trusted sources the worst news counts, with its source beside it.
function stateRank({ own, gone, trust, status }: Voice): number {
  if (gone) return 0
  return own || trust >= trusted ? weight[status] : status === 'scheduled' ? 0.5 : 0.25
}

function isSameStart(one: Voice, other: Voice): boolean {
  return startValue(one.when) === startValue(other.when)
}

const startValue = (when: WhenColumns): string => when.starts_at?.toISOString() ?? when.first_day ?? ''

function voiceSides(ranked: readonly Voice[], sideOf: (voice: Voice) => string | null): Side[] {
  return oneASource(
    ranked.flatMap((voice) => {
      const value = sideOf(voice)
      const counts = !voice.gone && (voice.own || voice.trust >= trusted) && value !== null
      return counts ? [{ source: voice.source, value, saidAt: voice.saidAt }] : []
    }),
  )
}

function sidesOf(ranked: readonly Entry[], field: 'price' | 'venue' | 'age'): Side[] {
  const counting = ranked.filter(({ own, gone, trust }) => !gone && (own || trust >= trusted))
  return oneASource(counting.map(({ source, saidAt, fields }) => ({ source, saidAt, value: sideOf(field, fields) })))
}

function sideOf(field: 'price' | 'venue' | 'age', fields: Partial<EventFields>): unknown {
  if (field === 'age') return fields.age
  if (field === 'venue') return fields.venue ?? fields.place ?? fields.hall
  return { free: fields.free ?? null, min: fields.price_min ?? null, max: fields.price_max ?? null }
}

function oneASource(sides: Side[]): Side[] {
  const seen = new Set<string>()
  return sides.filter(({ source }) => !seen.has(source) && seen.add(source))
}

function differ(field: ConflictField, sides: readonly Side[]): boolean {
  return sides.some((one, at) => sides.slice(at + 1).some((other) => contradict(field, one.value, other.value)))
}

/** Whether two values cannot both be true: saying less than the other is no contradiction. */
export function contradict(field: ConflictField, one: unknown, other: unknown): boolean {
  if (field === 'price') return isPrice(one) && isPrice(other) && pricesDiffer(one, other)
  if (typeof one !== 'string' || typeof other !== 'string' || one === other) return false
  // A day and an hour of some day say the same as long as nobody names two hours.
  if (field === 'start') return one.length > 10 === other.length > 10
  if (field !== 'venue') return true
  const [a, b] = [placeKey(one), placeKey(other)]
  const known = [one, other].filter((value) => /^ven-|^[0-9a-f-]{36}$/.test(value)).length
  return known === 2 || (known === 0 && !a.includes(b) && !b.includes(a))
}

interface Price {
  free: boolean | null
  min: number | null
  max: number | null
}

function pricesDiffer(one: Price, other: Price): boolean {
  const costs = ({ free, min }: Price) => free === false || (min !== null && min > 0)
  if ((one.free === true && costs(other)) || (other.free === true && costs(one))) return true
  return [one.min, one.max].some((price, at) => {
    const same = at === 0 ? other.min : other.max
    return price !== null && same !== null && price !== same
  })
}

const isPrice = (value: unknown): value is Price => typeof value === 'object' && value !== null && 'min' in value

/** A decision holds until somebody says something that nobody had said when it was made. */
export function stillHolds({ among, chosen }: Decision, sides: readonly Pick<Side, 'source' | 'value'>[]): boolean {
  const known = new Set(among.map(({ source, value }) => JSON.stringify([source, value])))
  const there = sides.some(({ source }) => source === chosen)
  return there && sides.every(({ source, value }) => known.has(JSON.stringify([source, value])))
}
