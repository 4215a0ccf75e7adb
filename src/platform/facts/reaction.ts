// What a module does when a fact arrives or the clock strikes.
import { z } from 'zod'
import type { City } from '../city.ts'

export interface Heard<Data = unknown> {
  id: string
  kind: string
  subject: string
  at: Date
  data: Data
}

export interface Hearing {
  /** `module.verb`, unique in the house; stored with each delivery. */
  name: string
  fact: string
  /** `when`: action and done mark commit together. `deliver`: no transaction is held, at least once. */
  kind: 'when' | 'deliver'
  run(city: City, heard: Heard): Promise<void>
}

export interface Standing {
  name: string
  /** It hears no fact. */
  fact: null
  kind: 'whenever'
  /** Answers whether it found something to do; it is called again as long as it did. */
  run(city: City): Promise<boolean>
}

export type Reaction = Hearing | Standing

/** Calls an action when a fact arrives, exactly once: the action and the done mark commit together. */
export function when<Schema extends z.ZodType>(
  fact: string,
  name: string,
  schema: Schema,
  act: (city: City, data: z.output<Schema>, heard: Heard) => Promise<unknown>,
): Reaction {
  return { name, fact, kind: 'when', run: parsed(schema, act) }
}

/** Delivers a fact to the outside, at least once; `heard.id` is the idempotency key. */
export function deliver<Schema extends z.ZodType>(
  fact: string,
  name: string,
  schema: Schema,
  send: (city: City, data: z.output<Schema>, heard: Heard) => Promise<unknown>,
): Reaction {
  return { name, fact, kind: 'deliver', run: parsed(schema, send) }
}

/**
 * Looks for work of its own in the module's tables after every commit, and each second: for what waits in such numbers that a
 * fact for each would be a second table of the same rows. No transaction is held; `run` calls the module's own actions.
 */
export function whenever(name: string, run: Standing['run']): Reaction {
  return { name, fact: null, kind: 'whenever', run }
}

export type Schedule = 'minute' | 'hour' | 'night'

/** Calls an action each minute, hour or night of the city, once over all processes. */
export function every(schedule: Schedule, name: string, act: (city: City) => Promise<unknown>): Reaction {
  return when(`clock.${schedule}`, name, z.unknown(), (city) => act(city))
}

// Facts are stored for years and parsed when heard, so that a hearer depends only on what it uses of them.
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  act: (city: City, data: z.output<Schema>, heard: Heard) => Promise<unknown>,
) {
  return async (city: City, heard: Heard): Promise<void> => {
    await act(city, schema.parse(heard.data), heard)
  }
}
