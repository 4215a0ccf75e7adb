// Evidence: somebody brings it, the strategy team accepts or refuses it, and what was accepted may be taken back. Progress is what
// was accepted; nobody types a percent.
import { basisOf, inscribe } from '#kernel/chronicle/index.ts'
import { action, type City } from '#platform/city.ts'
import { announcer } from '#platform/facts/index.ts'
import { newId } from '#platform/ids.ts'
import { demand } from '#platform/policy.ts'
import { refuse } from '#platform/refusal.ts'
import type { StrategyFacts } from '../facts.ts'
import { mayCommit, mayReport } from '../policy.ts'
import { termsOf } from '../queries/terms.ts'
import { bodyOf } from '../rules/owner.ts'
import { subjectParts } from '../rules/terms.ts'
import { type EvidenceKind, strategyDb } from '../tables.ts'
import { strategyOffice } from './office.ts'

const announce = announcer<StrategyFacts>()

export interface Brought {
  /** `milestone:ID` or `project:ID`. */
  subject: string
  kind: EvidenceKind
  /** The win's id, the contract's number, or what was counted or which paper it is. */
  ref: string
  /** A decimal above 0, where something is counted; a win brings its own unless another is said. */
  quantity: string | null
  /** The day of it. */
  day: string
  source: string | null
  /** SHA-256 of a paper whose bytes were put into the file store before. */
  sha256: string | null
}

/** Brings evidence; it counts once it is accepted. Throws `missing` where there is no such win or thing. */
export const bringEvidence = action('strategy', async (city: City, input: Brought): Promise<{ id: string }> => {
  const project = await projectOf(city, input.subject)
  demand(city.actor, mayReport, { body: await bodyOfProject(city, project) })
  let { quantity } = input
  if (input.kind === 'win') {
    const win = await strategyDb(city)
      .selectFrom('strategy.wins')
      .select(['withdrawn', 'quantity'])
      .where('win', '=', input.ref)
      .executeTakeFirst()
    if (!win) throw refuse.invalid({ ref: { key: 'strategy.form.noWin' } })
    if (win.withdrawn) throw refuse.invalid({ ref: { key: 'strategy.form.withdrawnWin' } })
    quantity ??= win.quantity
  }
  const id = newId(city.now)
  const written = await strategyDb(city)
    .insertInto('strategy.evidence')
    .values({
      ...{ id, subject: input.subject, kind: input.kind, ref: input.ref, quantity, on_day: input.day },
      source: input.source,
      sha256: input.sha256,
      at: city.now,
      office: strategyOffice(city) ?? 'strategist',
      basis: basisOf(city).kind === 'demo' ? 'demo' : 'city',
    })
    .onConflict((clash) => clash.doNothing())
    .executeTakeFirst()
  if (written.numInsertedOrUpdatedRows === 0n) throw refuse.conflict('strategy.refusal.evidenceTwice')
  return { id }
})

/** Accepts or refuses evidence, or takes back what was accepted; refusing and taking back need a reason. */
export const judgeEvidence = action(
  'strategy',
  async (city: City, input: { id: string; accepted: boolean; reason: string }): Promise<void> => {
    demand(city.actor, mayCommit, undefined)
    const row = await strategyDb(city)
      .selectFrom('strategy.evidence')
      .selectAll()
      .where('id', '=', input.id)
      .forUpdate()
      .executeTakeFirst()
    if (!row) throw refuse.missing('strategy.refusal.noEvidence')
    if (!input.accepted && input.reason.trim() === '')
      throw refuse.invalid({ reason: { key: 'strategy.form.noReason' } })
    const last = await verdictOf(city, input.id)
    if ((last ?? null) === input.accepted) throw refuse.conflict('strategy.refusal.alreadyJudged')
    await judge(city, row, input.accepted, input.reason.trim() || null, last === true)
  },
)

/** A win was published: it may now serve as evidence. */
export const knowWin = action(
  'strategy',
  async (city: City, input: { win: string; quantity: string | null }): Promise<void> => {
    await strategyDb(city)
      .insertInto('strategy.wins')
      .values({ win: input.win, quantity: input.quantity })
      .onConflict((clash) => clash.column('win').doUpdateSet({ quantity: input.quantity }))
      .execute()
  },
)

/** A win was withdrawn: what it had proven is taken back. */
export const forgetWin = action(
  'strategy',
  async (city: City, input: { win: string; reason: string }): Promise<void> => {
    await strategyDb(city)
      .insertInto('strategy.wins')
      .values({ win: input.win, quantity: null, withdrawn: true })
      .onConflict((clash) => clash.column('win').doUpdateSet({ withdrawn: true }))
      .execute()
    const rows = await strategyDb(city)
      .selectFrom('strategy.evidence')
      .selectAll()
      .where('kind', '=', 'win')
      .where('ref', '=', input.win)
      .orderBy('id')
      .forUpdate()
      .execute()
    for (const row of rows) {
      if ((await verdictOf(city, row.id)) === true) await judge(city, row, false, input.reason, true)
    }
  },
)

interface Judged {
  id: string
  subject: string
  kind: EvidenceKind
  ref: string
  quantity: string | null
  on_day: string
  sha256: string | null
}

async function judge(
  city: City,
  row: Judged,
  accepted: boolean,
  reason: string | null,
  counted: boolean,
): Promise<void> {
  const office = strategyOffice(city)
  await strategyDb(city)
    .insertInto('strategy.verdicts')
    .values({ id: newId(city.now), evidence: row.id, accepted, at: city.now, office, reason })
    .execute()
  // What was refused never counted: the record tells of what counts, and of what no longer does.
  if (!accepted && !counted) return
  await inscribe(city, {
    kind: accepted ? 'strategy.evidence-accepted' : 'strategy.evidence-withdrawn',
    subject: row.subject,
    basis: basisOf(city),
    office,
    data: {
      evidence: row.id,
      kind: row.kind,
      quantity: row.quantity,
      day: row.on_day,
      sha256: row.sha256,
      win: row.kind === 'win' ? row.ref : null,
    },
    texts: { ...(row.kind === 'win' ? {} : { ref: row.ref }), ...(reason === null ? {} : { reason }) },
  })
  const project = await projectOf(city, row.subject)
  await announce(city, accepted ? 'strategy.proven' : 'strategy.unproven', row.subject, {
    evidence: row.id,
    win: row.kind === 'win' ? row.ref : null,
    project,
  })
}

async function verdictOf(city: City, evidence: string): Promise<boolean | undefined> {
  const row = await strategyDb(city)
    .selectFrom('strategy.verdicts')
    .select('accepted')
    .where('evidence', '=', evidence)
    .orderBy('at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
  return row?.accepted
}

/** The project that a project's or a milestone's subject belongs to. Throws `missing` where there is none. */
export async function projectOf(city: City, subject: string): Promise<string> {
  const parts = subjectParts(subject)
  const found =
    parts?.kind === 'project'
      ? await strategyDb(city)
          .selectFrom('strategy.projects')
          .select('id as project')
          .where('id', '=', parts.id)
          .executeTakeFirst()
      : parts?.kind === 'milestone'
        ? await strategyDb(city)
            .selectFrom('strategy.milestones')
            .select('project')
            .where('id', '=', parts.id)
            .executeTakeFirst()
        : undefined
  if (!found) throw refuse.missing('strategy.refusal.noThing')
  return found.project
}

/** The body that answers for a project; null where nobody of the city's list does. */
export async function bodyOfProject(city: City, project: string): Promise<string | null> {
  const subject = `project:${project}`
  return bodyOf((await termsOf(city, [subject])).get(subject)?.get('owner')?.now.value)
}
