// Which national projects a project of the city belongs to.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import { mayCommit } from '../policy.ts'
import { strategyDb } from '../tables.ts'
import { strategyOffice } from './office.ts'

/** Names the national projects of a project, all of them; what was named before and is not now no longer holds. */
export const linkNational = action(
  'strategy',
  async (city: City, input: { project: string; nationals: readonly string[] }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    const { project } = input
    const nationals = [...new Set(input.nationals)].sort()
    const rows = await strategyDb(city)
      .selectFrom('strategy.national_links')
      .select('national')
      .where('project', '=', project)
      .execute()
    if (
      nationals.join(' ') ===
      rows
        .map(({ national }) => national)
        .sort()
        .join(' ')
    )
      return
    const known = await strategyDb(city).selectFrom('strategy.national_projects').select('id').execute()
    if (!nationals.every((national) => known.some(({ id }) => id === national)))
      throw refuse.invalid({ national: { key: 'platform.form.choose' } })
    await strategyDb(city).deleteFrom('strategy.national_links').where('project', '=', project).execute()
    if (nationals.length > 0) {
      await strategyDb(city)
        .insertInto('strategy.national_links')
        .values(nationals.map((national) => ({ project, national })))
        .execute()
    }
    await inscribe(city, {
      kind: 'strategy.national-linked',
      subject: `project:${project}`,
      basis: basisOf(city),
      office: strategyOffice(city),
      data: { project, nationals },
      texts: {},
    })
  },
)
