// What the routes of the editors' pages need of the house.
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import type { Locale, Words } from '#platform/words.ts'
import type { Asking } from '../actions/links.ts'

export interface PagesHouse extends Asking {
  files: Files
  /** All doors: their offers end the life situations. */
  doors(): readonly Module[]
  demo: boolean
  wordsIn(locale: Locale): Words
  /** Who answers for personal data: the legal texts name her. */
  operator: { name: string | null; inn: string | null; address: string | null }
}
