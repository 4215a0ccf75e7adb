// What each source says of one thing, where that contradicts, and what an editor said to it.
import type { EventFields, FieldName } from '../fields.ts'
import type { Status } from '../terms.ts'
import type { WhenColumns } from '../when.ts'
import type { Voice } from './align.ts'
import { placeKey } from './names.ts'
import { type Group, groupNames, groups } from './said.ts'

/** One item of a source in our terms. */
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

/** Sources from here on may contradict; those below only fill gaps. */
export const trusted = 40

/** Where one can differ: start and status of a session, and what is said of the event. */
export const conflictFields = ['start', 'status', ...groupNames] as const
export type ConflictField = (typeof conflictFields)[number]

/** By the name of which field a conflict is called: `events.field.NAME`. */
export function fieldNamed(field: ConflictField): FieldName | 'when' | 'status' {
  if (field === 'start') return 'when'
  if (field === 'status') return 'status'
  return field === 'price' ? 'price_min' : groups[field][0]
}

/** The source of what an editor wrote over the words of all others. */
export const editorSource = 'editor'

export interface Side {
  source: string
  /** start: ISO or a day; status: its code; venue: id or words; price: {free, min, max} in kopecks; of the rest the field's own value. */
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

/** What an editor wrote over the sources, and what they said then: it is shown until she decides otherwise. */
export interface Edit<Value> {
  value: Value
  among: readonly Pick<Side, 'source' | 'value'>[]
  /** Milliseconds. */
  editedAt: number
}

export interface Edits {
  fields: ReadonlyMap<Group, Edit<Partial<EventFields>>>
  /** By the uid of the session. */
  starts: ReadonlyMap<string, Edit<WhenColumns>>
  states: ReadonlyMap<string, Edit<{ status: Status; reason: string | null }>>
}

/** A source's new word against an editor's: none where it said so when she wrote, or says the same as she does. */
export function against<Value>(
  { among, editedAt }: Edit<Value>,
  value: unknown,
  { place, field, sides }: Pick<Conflict, 'place' | 'field' | 'sides'>,
): Conflict[] {
  const isNew = (side: Side) => !isSameValue(side.value, value) && !among.some((old) => isSameSide(old, side))
  if (!sides.some(isNew)) return []
  const own = { source: editorSource, value, saidAt: editedAt }
  return [{ place, field, sides: [own, ...sides], shown: editorSource }]
}

// Only trusted sources may contradict.
export const counts = ({ own, trust }: Pick<Voice, 'own' | 'trust'>): boolean => own || trust >= trusted

export function startSides(voices: readonly Voice[]): Side[] {
  return voiceSides(voices, ({ when }) => (when.said === 'unknown' ? null : startValue(when)))
}

export function stateSides(voices: readonly Voice[]): Side[] {
  return voiceSides(voices, ({ status }) => status)
}

function voiceSides(voices: readonly Voice[], sayingOf: (voice: Voice) => string | null): Side[] {
  return oneASource(
    voices.flatMap((voice) => {
      const value = sayingOf(voice)
      return voice.gone || value === null ? [] : [{ source: voice.source, value, saidAt: voice.saidAt }]
    }),
  )
}

export function sidesOf(entries: readonly Entry[], group: Group): Side[] {
  const there = entries.filter(({ gone }) => !gone)
  return oneASource(there.map(({ source, saidAt, fields }) => ({ source, saidAt, value: sideOf(group, fields) })))
}

export function sideOf(group: Group, fields: Partial<EventFields>): unknown {
  if (group === 'venue') return fields.venue ?? fields.place ?? fields.hall ?? null
  if (group === 'price')
    return { free: fields.free ?? null, min: fields.price_min ?? null, max: fields.price_max ?? null }
  return fields[groups[group][0]] ?? null
}

function oneASource(sides: Side[]): Side[] {
  const seen = new Set<string>()
  return sides.filter(({ source }) => !seen.has(source) && seen.add(source))
}

export function differ(field: ConflictField, sides: readonly Side[]): boolean {
  return sides.some((one, at) => sides.slice(at + 1).some((other) => contradict(field, one.value, other.value)))
}

/** Whether two values cannot both be true: saying less than the other is no contradiction, and titles and texts may differ. */
export function contradict(field: ConflictField, one: unknown, other: unknown): boolean {
  if (field === 'price') return isPrice(one) && isPrice(other) && pricesDiffer(one, other)
  if (typeof one !== 'string' || typeof other !== 'string' || one === other) return false
  // A day and an hour of some day say the same as long as nobody names two hours.
  if (field === 'start') return one.length > 10 === other.length > 10
  if (field === 'status' || field === 'age') return true
  if (field !== 'venue') return false
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
  const there = sides.some(({ source }) => source === chosen)
  return there && sides.every((side) => among.some((old) => isSameSide(old, side)))
}

// Whether a source says the same as before.
function isSameSide(one: Pick<Side, 'source' | 'value'>, other: Pick<Side, 'source' | 'value'>): boolean {
  return one.source === other.source && isSameValue(one.value, other.value)
}

// A price that was kept comes back with its names in another order.
function isSameValue(one: unknown, other: unknown): boolean {
  const told = (value: unknown) => JSON.stringify(isPrice(value) ? [value.free, value.min, value.max] : value)
  return told(one) === told(other)
}

/** When it begins, as sides say it. */
export const startValue = (when: WhenColumns): string => when.starts_at?.toISOString() ?? when.first_day ?? ''
