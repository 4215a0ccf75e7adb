// Importing the portfolio: what was shown is carried out as a whole, or nothing is.
import { sql } from 'kysely'
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { Sheet } from '#platform/sheets/index.ts'
import { checkPortfolio } from '../forms/portfolio/check.ts'
import { mayCommit } from '../policy.ts'
import { portfolioOf } from '../queries/portfolio.ts'
import type { Step } from '../rules/portfolio/compare.ts'
import type { SheetKey } from '../rules/portfolio/format.ts'
import { writeNumbers } from './import/numbers.ts'
import { writePromises } from './import/promises.ts'
import { writeThings } from './import/things.ts'
import { strategyOffice } from './office.ts'

export interface PortfolioImport {
  sheets: ReadonlyMap<SheetKey, Sheet>
  /** SHA-256 of the files, for the record. */
  files: readonly string[]
  /** The fingerprint of what was shown before. */
  shown: string
  /** Why, for whatever moves and has no reason in its row. */
  reason: string | null
  /** The city's day (YYYY-MM-DD). */
  today: string
}

export interface Imported {
  added: number
  changed: number
}

/**
 * Carries out what the files say, all or nothing. Throws `conflict` when that is no longer what was shown, or when the files have
 * errors, and `invalid` (field `reason`) when something moves and nobody says why.
 */
export const importPortfolio = action('strategy', async (city: City, input: PortfolioImport): Promise<Imported> => {
  demand(city.actor, mayCommit, undefined)
  await onlyThis(city)
  const present = await portfolioOf(city)
  if (!present) throw refuse.conflict('strategy.portfolio.noStrategy')
  const checked = checkPortfolio(input.sheets, present, input.today)
  if (checked.errors.length > 0 || checked.fingerprint !== input.shown)
    throw refuse.conflict('strategy.portfolio.changedMeanwhile')
  const reason = input.reason?.trim() || null
  if (checked.needsReason && reason === null) throw refuse.invalid({ reason: { key: 'strategy.form.noReason' } })
  const steps = checked.steps.map((step) => ({ ...step, reason: step.reason ?? reason }))
  if (steps.length === 0) return { added: 0, changed: 0 }
  await tell(city, input.files, steps)
  await writeThings(city, steps)
  await writePromises(city, steps)
  await writeNumbers(city, steps, present)
  const added = steps.filter(({ isNew }) => isNew).length
  return { added, changed: steps.length - added }
})

/**
 * Holds off whoever else writes to the strategy until the end: between looking and writing nothing may change, or what is done
 * would not be what was shown. Reading goes on.
 */
async function onlyThis(city: City): Promise<void> {
  await sql`lock table strategy.goals, strategy.tasks, strategy.indicators, strategy.projects, strategy.milestones,
    strategy.terms, strategy.money, strategy.observations, strategy.national_links
    in share row exclusive mode`.execute(city.db)
}

async function tell(city: City, files: readonly string[], steps: readonly Step[]): Promise<void> {
  const plan = await sql<{ id: string }>`select id from strategy.plan limit 1`.execute(city.db)
  await inscribe(city, {
    kind: 'strategy.imported',
    subject: `plan:${plan.rows[0]?.id ?? ''}`,
    basis: basisOf(city),
    office: strategyOffice(city),
    data: {
      files: [...files],
      added: steps.filter(({ isNew }) => isNew).length,
      changed: steps.filter(({ isNew }) => !isNew).length,
    },
  })
}
