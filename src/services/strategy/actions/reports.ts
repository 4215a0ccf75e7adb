// Reports: what the team itself says of a project for a period. One a period; a correction stands beside the old one.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from '../facts.ts'
import { mayReport } from '../policy.ts'
import { type OfficialStatus, strategyDb } from '../tables.ts'
import { bodyOfProject } from './evidence.ts'
import { strategyOffice } from './office.ts'

const announce = announcer<StrategyFacts>()

export interface Report {
  project: string
  /** The key of a period that is due: `2026-Q3`, `2026-11`, `2026-H1` or `2026`. */
  period: string
  status: OfficialStatus
  said: string
  /** What stands in the way, if anything does. */
  obstacle?: string | null
}

/**
 * Delivers reports, all or none: one person often answers for many projects. A second report of a period corrects the first.
 * Throws `missing` where there is no such project, `not-allowed` where its owner is another.
 */
export const reportProjects = action(
  'strategy',
  async (city: City, input: { reports: readonly Report[] }): Promise<void> => {
    for (const each of input.reports) {
      const project = await strategyDb(city)
        .selectFrom('strategy.projects')
        .select('id')
        .where('id', '=', each.project)
        // Of two who report at once, the second sees the first's report.
        .forUpdate()
        .executeTakeFirst()
      if (!project) throw refuse.missing('strategy.refusal.noProject')
      demand(city.actor, mayReport, { body: await bodyOfProject(city, each.project) })
      const before = await strategyDb(city)
        .selectFrom('strategy.reports')
        .select('id')
        .where('project', '=', each.project)
        .where('period', '=', each.period)
        .orderBy('at', 'desc')
        .orderBy('id', 'desc')
        .limit(1)
        .executeTakeFirst()
      const [id, basis, office] = [newId(city.now), basisOf(city), strategyOffice(city)]
      const { project: of, period, status, said } = each
      const obstacle = each.obstacle?.trim() || null
      await strategyDb(city)
        .insertInto('strategy.reports')
        .values({
          ...{ id, project: of, period, status, said, obstacle },
          at: city.now,
          office: office ?? 'strategist',
          basis: basis.kind === 'demo' ? 'demo' : 'city',
          corrects: before?.id ?? null,
        })
        .execute()
      await inscribe(city, {
        kind: before ? 'strategy.report-corrected' : 'strategy.reported',
        subject: `project:${of}`,
        basis,
        office,
        data: { report: id, project: of, period, status, corrects: before?.id ?? null },
        texts: { said, ...(obstacle === null ? {} : { obstacle }) },
      })
      await announce(city, 'strategy.reported', `project:${of}`, { period, status })
    }
  },
)
