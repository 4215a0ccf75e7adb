// What can be asked of the catalogue: every set that doors offer, and those that words fit.
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import { stateOf } from '#platform/open-data/read.ts'
import { type OpenSet, openThemes } from '#platform/open-data/set.ts'
import type { Locale, Words } from '#platform/words.ts'
import { lastEditions } from './editions.ts'

/** What open data need of the house. */
export interface OpenDataHouse {
  doors(): readonly Module[]
  wordsIn(locale: Locale): Words
  publicUrl: string | null
  operator: { name: string | null }
}

export interface CatalogueRow {
  set: OpenSet
  /** As they were when they were last looked at. */
  rows: number
  /** Null before the first look. */
  changedAt: Date | null
}

/** Every set of the house, by theme. Throws when two have the same id, since one could not be opened. */
export function setsOf(house: OpenDataHouse): OpenSet[] {
  const sets = house.doors().flatMap((door) => door.openData ?? [])
  if (new Set(sets.map(({ id }) => id)).size !== sets.length) throw new Error('two open sets have the same id')
  return sets.sort((a, b) => openThemes.indexOf(a.theme) - openThemes.indexOf(b.theme))
}

export function setNamed(house: OpenDataHouse, id: string): OpenSet | null {
  return setsOf(house).find((set) => set.id === id) ?? null
}

/** Sets whose title, description or columns have all words of the question; all of them when it is empty. */
export async function catalogue(city: City, house: OpenDataHouse, question: string): Promise<CatalogueRow[]> {
  const asked = plain(question).split(/\s+/).filter(Boolean)
  const fitting = setsOf(house).filter((set) => {
    const text = plain(saidOf(city.words, set))
    return asked.every((word) => text.includes(word))
  })
  const editions = await lastEditions(city)
  const found: CatalogueRow[] = []
  for (const set of fitting) {
    const last = editions.get(set.id)
    const rows = last ? last.rows : (await stateOf(city, set)).rows
    found.push({ set, rows, changedAt: last?.seenAt ?? null })
  }
  return found
}

function saidOf(words: Words, set: OpenSet): string {
  const columns = Object.keys(set.fields).map((name) => `${name} ${words(`platform.open.field.${name}`)}`)
  return [set.id, words(set.title), words(set.about), words(`openData.theme.${set.theme}`), ...columns].join(' ')
}

function plain(text: string): string {
  return text.slice(0, 200).toLowerCase().replaceAll('ё', 'е')
}
