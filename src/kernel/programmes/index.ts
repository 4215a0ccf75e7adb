// The door of programmes: an offer with dated conditions, applications, review, award and follow-up.
import type { Files } from '#platform/files.ts'
import type { Module } from '#platform/module.ts'
import { mayManageProgrammes } from './policy/applying.ts'
import { programmeRoutes } from './routes.ts'

// Programmes, calls and applications.
export type { ApplyingFacts } from './facts/applying.ts'
export { mayManageProgrammes } from './policy/applying.ts'
export type { Answer, Answers } from './rules/answers.ts'
export type { Definition, Text } from './rules/definition.ts'
export type { State } from './rules/states.ts'

/** What programmes are opened with. */
export interface ProgrammesHouse {
  files: Files
  zone: string
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

export function programmes(house: ProgrammesHouse): Module {
  return {
    name: 'programmes',
    floor: 'kernel',
    routes: programmeRoutes(house),
    policies: [mayManageProgrammes],
  }
}
