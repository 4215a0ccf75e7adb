// What is shown of an event that several sources tell of, whose word each value is, and where trusted sources differ.
import { type EventFields, isSaid } from '../fields.ts'
import { aligned, type Voice } from './align.ts'
import { byRank } from './rank.ts'
import { type Group, groupNames, groups } from './said.ts'
import { type ComposedSession, sessionOf } from './session.ts'
import {
  against,
  type Conflict,
  type ConflictField,
  counts,
  type Decision,
  differ,
  type Edits,
  type Entry,
  editorSource,
  type Side,
  sideOf,
  sidesOf,
  stillHolds,
} from './sides.ts'

export interface Composed {
  fields: Partial<EventFields>
  /** Whose value of each group is shown. */
  shown: ReadonlyMap<Group, string>
  sessions: ComposedSession[]
  conflicts: Conflict[]
}

/**
 * Puts together what all sources say. The answer depends on the entries alone, never on their order. `uidFor` names the session that
 * some voices are about; `decisionOn` answers what an editor decided there, if anything. What she wrote herself stands above all, and a
 * new word of a source against it is a conflict.
 */
export function composed(
  entries: readonly Entry[],
  uidFor: (voices: readonly Voice[]) => string,
  decisionOn: (place: string, field: ConflictField) => Decision | undefined,
  edits: Edits,
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
    const edit = edits.fields.get(group)
    const sides = sidesOf(edit ? saying : saying.filter(counts), group)
    const chosen = saying.find(({ source }) => source === decided('', group, sides)) ?? saying[0]
    if (edit) conflicts.push(...against(edit, sideOf(group, edit.value), { place: '', field: group, sides }))
    else if (chosen && differ(group, sides)) conflicts.push({ place: '', field: group, sides, shown: chosen.source })
    const said = edit?.value ?? chosen?.fields
    if (!said) continue
    for (const name of groups[group]) Object.assign(fields, { [name]: said[name] ?? null })
    shown.set(group, edit ? editorSource : (chosen?.source ?? ''))
  }
  const sessions = aligned(entries.flatMap(({ voices }) => voices)).map((voices) => {
    const place = uidFor(voices)
    const one = sessionOf(place, voices, (field, sides) => decided(place, field, sides), edits)
    conflicts.push(...one.conflicts)
    return one.session
  })
  return { fields, shown, sessions, conflicts }
}

/** What still-speaking sources say of something now, so that it is known later whether their words are new. */
export function saidNow(entries: readonly Entry[], group: Group): Side[] {
  return sidesOf(
    [...entries].sort(byRank).filter((entry) => says(entry, group)),
    group,
  )
}

const says = (entry: Entry, group: Group): boolean =>
  groups[group].some((name) => {
    const value = entry.fields[name]
    return value !== undefined && isSaid(value) && !(name === 'kind' && value === 'other')
  })
