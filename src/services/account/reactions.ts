// What the account does when the clock strikes: at night it lets every door remove what has served its purpose.
import { z } from 'zod'
import { deliver, type Reaction } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import { carryOutRetention } from './actions/retention.ts'

/** No transaction is held over the whole night's work: each page of it has its own, and doing it again removes nothing more. */
export function accountReactions(doors: () => readonly Module[]): readonly Reaction[] {
  return [deliver('clock.night', 'account.retain', z.unknown(), (city) => carryOutRetention(city, doors()))]
}
