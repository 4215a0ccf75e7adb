// What the strategy promised for some days: projects, milestones and indicators whose last day lies in them.
import type { City } from '#platform/city.ts'
import type { Coming } from '#platform/module.ts'
import { dayOf } from '#platform/time.ts'
import { stateOf } from '../rules/milestone-state.ts'
import { lastDayOf } from '../rules/period.ts'
import { milestonesOf } from './milestones.ts'
import { projects } from './projects.ts'
import { promises } from './promises.ts'
import { termsOf } from './terms.ts'

/**
 * What falls due from one day to another, both among them; what is reached already is left out. A month or a year falls due on its
 * last day.
 */
export async function comingPromises(city: City, days: { from: string; to: string }, zone: string): Promise<Coming[]> {
  const { words } = city
  const today = dayOf(city.now, zone)
  const within = (due: string | null): due is string =>
    due !== null && lastDayOf(due) >= days.from && lastDayOf(due) <= days.to
  const named = (thing: { name: string; nameEn: string | null }) => ({
    title: words.locale === 'en' ? (thing.nameEn ?? thing.name) : thing.name,
    lang: words.locale === 'en' && thing.nameEn === null ? 'ru' : undefined,
  })
  const list = await projects(city, {})
  const terms = await termsOf(
    city,
    list.map(({ id }) => `project:${id}`),
  )
  const coming: Coming[] = []
  for (const project of list) {
    const due = terms.get(`project:${project.id}`)?.get('due')?.now.value ?? null
    if (!within(due)) continue
    const href = `/strategy/projects/${project.id}`
    coming.push({
      on: lastDayOf(due),
      href,
      ...named(project),
      note: words('strategy.coming.project'),
      kind: 'promise',
    })
  }
  for (const step of await milestonesOf(city)) {
    if (!within(step.due) || stateOf(step, today) === 'done') continue
    const href = `/strategy/milestones/${step.id}`
    coming.push({
      on: lastDayOf(step.due),
      href,
      ...named(step),
      note: words('strategy.coming.milestone'),
      kind: 'promise',
    })
  }
  for (const promise of await promises(city, {})) {
    const year = promise.target?.year ?? null
    const due = year === null ? null : String(year)
    if (!within(due)) continue
    const href = `/strategy/indicators/${promise.id}`
    coming.push({
      on: lastDayOf(due),
      href,
      ...named(promise),
      note: words('strategy.coming.indicator'),
      kind: 'promise',
    })
  }
  return coming.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0))
}
