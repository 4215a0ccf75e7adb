// The door of threads: where each thing came from and what it led to, across services.
import type { z } from 'zod'
import type { Heard } from '#platform/facts/index.ts'
import type { Link, LinkRule, Module } from '#platform/module.ts'
import { threadSets } from './open-data.ts'
import { threadReactions } from './reactions.ts'
import { threadRoutes } from './routes.ts'

export { tie } from './actions.ts'
export { WholeStory } from './pages/link.tsx'
export { threadOf } from './queries.ts'
export type { Knot, Thread, ThreadLink } from './rules.ts'

/** Opens threads; `doors` tell which facts make links, and how things are called. */
export function threads(doors: () => readonly Module[]): Module {
  return {
    name: 'threads',
    floor: 'kernel',
    routes: threadRoutes(doors),
    openData: threadSets,
    get reactions() {
      return threadReactions(doors)
    },
  }
}

type Told = Omit<Link, 'fact'>

/** A rule whose links stand in the fact itself; a fact that `schema` cannot read is a failure that the desk sees. */
export function links<Schema extends z.ZodType>(
  fact: string,
  schema: Schema,
  of: (data: z.output<Schema>, subject: string) => readonly Told[],
): LinkRule {
  return {
    fact,
    of: async (_, facts: readonly Heard[]) =>
      facts.flatMap((heard) => of(schema.parse(heard.data), heard.subject).map((link) => ({ ...link, fact: heard }))),
  }
}
