// What the city holds of a person, in words: each door's export with its kinds, counts, grounds and terms, and who looked.
import { handlesOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Look, Module, PersonalKind } from '#platform/module.ts'
import { prefixOf, type Words } from '#platform/words.ts'
import type { DataFile } from '../queries.ts'
import { earliestIn, fieldsOf, kindsOf } from '../rules/held.ts'

export interface HeldKind {
  /** The name of the kind in the export. */
  name: string
  title: string
  count: number
  since: Date | null
  /** In words; null where the door does not say. */
  basis: string | null
  byConsent: boolean
  kept: string | null
  stays: string | null
  correct: string | null
  /** Each row as names and values in words. */
  rows: [string, string][][]
}

export interface HeldByDoor {
  module: string
  title: string
  kinds: HeldKind[]
}

/** What each door holds, from its whole export: so nothing is held that is not said here. */
export function heldIn(words: Words, doors: readonly Module[], file: DataFile): HeldByDoor[] {
  return doors.flatMap((door) => {
    const answers = file.modules[door.name]
    if (!answers) return []
    const kinds = kindsOf(answers).map(({ name, rows }) => kindIn(words, name, rows, door.personal?.kinds?.[name]))
    return [{ module: door.name, title: doorTitle(words, door.name), kinds }]
  })
}

/** How a module is called: by the account's words, by its own menu, or by its bare name. */
export function doorTitle(words: Words, module: string): string {
  const own = `account.module.${prefixOf(module)}`
  if (words.has(own)) return words(own)
  const menu = `${prefixOf(module)}.menu`
  return words.has(menu) ? words(menu) : module
}

export interface LookTold extends Look {
  module: string
}

/** Who looked at what is not public of her, over all doors and handles, the newest first. */
export async function looksAtPerson(city: City, doors: readonly Module[], person: string): Promise<LookTold[]> {
  const handles = await handlesOf(city, person)
  const looks: LookTold[] = []
  for (const door of doors) {
    if (!door.personal?.looked) continue
    for (const { handle, module } of handles) {
      // A look is noted under the module's own handle only.
      if (module !== door.name) continue
      for (const look of await door.personal.looked(city, handle)) looks.push({ ...look, module: door.name })
    }
  }
  return looks.sort((one, other) => other.at.getTime() - one.at.getTime())
}

function kindIn(words: Words, name: string, rows: unknown[], kind: PersonalKind | undefined): HeldKind {
  return {
    name,
    title: kind ? words(kind.label) : words('account.held.other', { name }),
    count: rows.length,
    since: earliestIn(rows),
    basis: kind ? words(kind.basis) : null,
    byConsent: kind?.byConsent ?? false,
    kept: kind?.kept ? words(kind.kept) : null,
    stays: kind?.stays ? words(kind.stays) : null,
    correct: kind?.correct ?? null,
    rows: rows.map((row) =>
      fieldsOf(row).map(({ name: field, value }): [string, string] => [
        fieldTitle(words, field),
        said(words, value, field),
      ]),
    ),
  }
}

/** A field in words; one that nobody has named yet is shown by its name, so that nothing is left out. */
export function fieldTitle(words: Words, field: string): string {
  const key = `account.field.${field}`
  return words.has(key) ? words(key) : field
}

/** A value of the export in words. */
export function said(words: Words, value: string | number | boolean | Date, field = ''): string {
  if (value instanceof Date) return words.date(value, 'time')
  if (typeof value === 'boolean') return words(value ? 'account.held.yes' : 'account.held.no')
  const named = `account.value.${field}.${value}`
  return words.has(named) ? words(named) : String(value)
}
