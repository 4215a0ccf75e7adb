// What an import promises and moves, through the one door by which anything is promised.
import type { City } from '#platform/city.ts'
import { type FlatRow, isYear, type Step } from '../../rules/portfolio/compare.ts'
import { fieldsOf, type SheetKey } from '../../rules/portfolio/format.ts'
import { planTerm, scenarios } from '../../rules/terms.ts'
import { type Pledge, pledge } from '../terms.ts'

/** Pledges the terms of indicators, projects and known milestones; new milestones bring theirs with them. */
export async function writePromises(city: City, steps: readonly Step[]): Promise<void> {
  const fresh = new Set(steps.filter(({ sheet, isNew }) => sheet === 'indicators' && isNew).map(({ id }) => id))
  const pledges = joined(
    steps.flatMap((step) => {
      const one = pledgeFor(step, fresh)
      return one ? [one] : []
    }),
  )
  for (let from = 0; from < pledges.length; from += piece)
    await pledge(city, { pledges: pledges.slice(from, from + piece) })
}

// A new indicator has some forty terms: a few hundred rows a statement.
const piece = 10

function pledgeFor(step: Step, fresh: ReadonlySet<string>): Pledge | null {
  if (step.sheet === 'plans') return planPledge(step, fresh)
  const kind = kinds[step.sheet]
  if (!kind || (step.sheet === 'milestones' && step.isNew)) return null
  const promised = fieldsOf(step.sheet, []).filter(({ role }) => role === 'promise')
  const terms = Object.fromEntries(
    step.changes.filter(({ field }) => promised.some(({ key }) => key === field)).map(({ field, now }) => [field, now]),
  )
  if (Object.keys(terms).length === 0) return null
  return { subject: `${kind}:${step.id}`, terms, reason: step.reason, quiet: step.isNew, ...saidWhere(step.values) }
}

const kinds: Partial<Record<SheetKey, string>> = {
  indicators: 'indicator',
  projects: 'project',
  milestones: 'milestone',
}

function planPledge({ values, changes, reason }: Step, fresh: ReadonlySet<string>): Pledge | null {
  const scenario = scenarios.find((each) => each === values.scenario)
  const indicator = values.indicator ?? ''
  if (!scenario) return null
  const terms = Object.fromEntries(
    changes.filter(({ field }) => isYear(field)).map(({ field, now }) => [planTerm(scenario, Number(field)), now]),
  )
  // The entry of a new indicator tells its plans too.
  return { subject: `indicator:${indicator}`, terms, reason, quiet: fresh.has(indicator) }
}

/** One pledge for all that is said of a thing with one reason: one entry in the chronicle, one fact. */
function joined(pledges: readonly Pledge[]): Pledge[] {
  const groups = Map.groupBy(pledges, ({ subject, reason }) => JSON.stringify([subject, reason]))
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    return first ? [{ ...first, terms: Object.assign({}, ...group.map(({ terms }) => terms)) }] : []
  })
}

function saidWhere(values: FlatRow): Pick<Pledge, 'source'> {
  return values.source ? { source: { page: values.source, date: values.sourceDate ?? null } } : {}
}
