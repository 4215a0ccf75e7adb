// The door of programmes: an offer with dated conditions, applications, review, award and follow-up.
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'

/** What programmes are opened with. */
export interface ProgrammesHouse {
  files: Files
  zone: string
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function programmes(_house: ProgrammesHouse): Module {
  return { name: 'programmes', floor: 'kernel' }
}
