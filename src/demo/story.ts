// The demo's stage: named people act on given days before the first start, by the same actions as everybody.
import { actorOf } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { DemoStory } from '#platform/module.ts'
import { guest } from '#platform/policy.ts'
import { atHour, dayOf, days, later } from '#platform/time.ts'
import type { OpenCity } from '../city.ts'
import { people } from './people.ts'

/** Brings the people in (each signs in once) and opens the stage. */
export async function openStory(open: OpenCity): Promise<DemoStory> {
  const start = open.cityFor(guest).now
  const actors = new Map<string, City['actor']>()
  for (const { id, email } of people) {
    const entered = await open.shared.signIn.confirm(await open.shared.signIn.makeToken(email))
    if (entered) actors.set(id, await actorOf(open.cityFor(guest), { person: entered.person, name: null }, 'demo'))
  }
  return {
    files: open.shared.files,
    zone: open.shared.zone,
    as: (person, daysAgo, hour = 12) => {
      const actor = actors.get(person)
      if (!actor) throw new Error(`the demo has no ${person}`)
      const then = atHour(dayOf(later(start, -days(daysAgo)), open.shared.zone), hour, open.shared.zone)
      // Today's hours may not have come yet; nobody acts in the future.
      return { ...open.cityFor(actor), now: then < start ? then : start }
    },
    settle: () => open.worker.settle(),
  }
}
