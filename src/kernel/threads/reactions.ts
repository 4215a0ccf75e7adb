// What threads do when they hear a fact that ties or parts two things, and how they read what was told before them.
import { z } from 'zod'
import { deliver, type Reaction, when } from '#platform/facts/index.ts'
import type { LinkRule, Module } from '#platform/module.ts'
import { readOn, tie } from './actions.ts'

/** A reaction for each rule of each door, and one that reads the facts of the time before. */
export function threadReactions(doors: () => readonly Module[]): Reaction[] {
  const told = doors().flatMap((door) => (door.links ?? []).map((rule) => ({ door, rule })))
  return [
    ...told.map(({ door, rule }) =>
      when(rule.fact, `threads.tie ${door.name} ${rule.fact}`, z.unknown(), async (city, data, heard) =>
        tie(city, await rule.of(city, [{ ...heard, data }])),
      ),
    ),
    catchUp(told.map(({ rule }) => rule)),
  ]
}

// Of a city of years a minute reads 50,000 facts; the next minute goes on where this one stopped.
const pagesAMinute = 100

/**
 * Facts told before a rule was there have no delivery to it, so once for each new set of rules all facts are read again, page by
 * page, each in a short transaction of its own. It is a delivery, since none may be held open over so many pages.
 */
function catchUp(rules: readonly LinkRule[]): Reaction {
  return deliver('clock.minute', 'threads.catchUp', z.unknown(), async (city) => {
    for (let page = 0; page < pagesAMinute; page++) if ((await readOn(city, { rules })).done) return
  })
}
