// Reports: what the team itself says of a project or an indicator for a period. One a period; a correction stands beside the old.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from '../facts.ts'
import { mayCommit, mayReport } from '../policy.ts'
import { type OfficialStatus, strategyDb } from '../tables.ts'
import { bodyOfProject } from './evidence.ts'
import { strategyOffice } from './office.ts'

const announce = announcer<StrategyFacts>()

interface Said {
  /** The key of a period: `2026-Q3`, `2026-11`, `2026-H1` or `2026`. */
  period: string
  status: OfficialStatus
  said: string
  /** What stands in the way, if anything does. */
  obstacle?: string | null
}

export interface Report extends Said {
  project: string
}

/**
 * Delivers reports, all or none: one person often answers for many projects. A second report of a period corrects the first.
 * Throws `missing` where there is no such project, `not-allowed` where its owner is another.
 */
export const reportProjects = action(
  'strategy',
  async (city: City, input: { reports: readonly Report[] }): Promise<void> => {
    for (const { project, ...said } of input.reports) {
      const found = await strategyDb(city)
        .selectFrom('strategy.projects')
        .select('id')
        .where('id', '=', project)
        // Of two who report at once, the second sees the first's report.
        .forUpdate()
        .executeTakeFirst()
      if (!found) throw refuse.missing('strategy.refusal.noProject')
      demand(city.actor, mayReport, { body: await bodyOfProject(city, project) })
      await write(city, { of: 'project', id: project }, said)
    }
  },
)

/** What the strategy team says of an indicator, beside what is computed from its numbers. */
export const stateIndicator = action(
  'strategy',
  async (city: City, input: Said & { indicator: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    const { indicator, ...said } = input
    const found = await strategyDb(city)
      .selectFrom('strategy.indicators')
      .select('id')
      .where('id', '=', indicator)
      .forUpdate()
      .executeTakeFirst()
    if (!found) throw refuse.missing('strategy.refusal.noIndicator')
    await write(city, { of: 'indicator', id: indicator }, said)
  },
)

async function write(
  city: City,
  thing: { of: 'project' | 'indicator'; id: string },
  { period, status, said, ...more }: Said,
): Promise<void> {
  const before = await strategyDb(city)
    .selectFrom('strategy.reports')
    .select('id')
    .where(thing.of, '=', thing.id)
    .where('period', '=', period)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  const [id, basis, office] = [newId(city.now), basisOf(city), strategyOffice(city)]
  const corrects = before?.id ?? null
  const obstacle = more.obstacle?.trim() || null
  await strategyDb(city)
    .insertInto('strategy.reports')
    .values({
      ...{ id, period, status, said, obstacle, corrects },
      project: thing.of === 'project' ? thing.id : null,
      indicator: thing.of === 'indicator' ? thing.id : null,
      at: city.now,
      office: office ?? 'strategist',
      basis: basis.kind === 'demo' ? 'demo' : 'city',
    })
    .execute()
  await inscribe(city, {
    kind: before ? 'strategy.report-corrected' : 'strategy.reported',
    subject: `${thing.of}:${thing.id}`,
    basis,
    office,
    data: { report: id, [thing.of]: thing.id, period, status, corrects },
    texts: { said, ...(obstacle === null ? {} : { obstacle }) },
  })
  await announce(city, 'strategy.reported', `${thing.of}:${thing.id}`, { period, status })
}
