// What may be sent at a project's desk: a control point, money, evidence, a verdict; dates, sums and amounts in order.
import { type Checked, type Fields, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { NewMilestone } from '../actions/milestones.ts'
import type { Booking } from '../actions/money.ts'
import { evidenceKinds, funds } from '../rules/codes.ts'
import { compared } from '../rules/decimal.ts'
import { beginningOf, periodIn } from '../rules/observation.ts'
import { unitOfCode } from '../rules/okei.ts'
import { ownedBy } from '../rules/owner.ts'
import { lastDayOf } from '../rules/period.ts'
import type { EvidenceKind } from '../tables.ts'
import { inWords } from './terms.ts'
import { readNumber, readRoubles, readSource, readText, typedPeriod } from './typed.ts'

type Source = { page: string; date: string | null } | null

/** A field's text, which must be there. */
function needed(fields: Fields, name: string, most: number, missing: string, errors: FieldErrors): string {
  const read = readText(fields, name, most)
  if ('error' in read) errors[name] = read.error
  else if (read.value === '') errors[name] = { key: missing }
  return 'error' in read ? '' : read.value
}

/** A number above zero; null where nothing was typed. */
function amount(fields: Fields, name: string, errors: FieldErrors): string | null {
  const typed = typedIn(fields, name)
  if (typed === '') return null
  const read = readNumber(typed)
  if ('error' in read) errors[name] = read.error
  else if (compared(read.value, '0') <= 0) errors[name] = { key: 'strategy.staff.form.notAbove' }
  return 'error' in read ? null : read.value
}

export interface MilestoneAround {
  project: string
  today: string
  bodies: ReadonlySet<string>
  within: { start: string | null; due: string | null }
}

/** Reads a new control point, or every error at once; its id is given by whoever saves it. */
export function readMilestone(fields: Fields, around: MilestoneAround): Checked<Omit<NewMilestone, 'id'>> {
  const errors: FieldErrors = {}
  const name = needed(fields, 'name', 300, 'strategy.staff.form.noName', errors)
  const due = periodIn(typedIn(fields, 'due'))
  const { start, due: end } = around.within
  if (due === null) errors.due = { key: 'strategy.form.period' }
  else if (start !== null && lastDayOf(due) < beginningOf(start))
    errors.due = { key: 'strategy.staff.form.beforeProject', values: { when: typedPeriod(start) } }
  else if (end !== null && lastDayOf(due) > lastDayOf(end))
    errors.due = { key: 'strategy.staff.form.afterProject', values: { when: typedPeriod(end) } }
  const target = amount(fields, 'target', errors)
  const code = typedIn(fields, 'unit')
  const unit = unitOfCode(code)
  if (code !== '' && !unit) errors.unit = { key: 'strategy.staff.form.noUnit' }
  else if (target !== null && !unit) errors.unit = { key: 'strategy.staff.form.whichUnit' }
  else if (unit && typedIn(fields, 'target') === '') errors.target = { key: 'strategy.staff.form.howMuch' }
  const owner = ownerIn(fields, around.bodies, errors)
  const document = readText(fields, 'document', 300)
  if ('error' in document) errors.document = document.error
  const weight = amount(fields, 'weight', errors)
  const { source, errors: wrong } = readSource(fields, around.today)
  Object.assign(errors, wrong)
  if (Object.keys(errors).length > 0 || due === null || 'error' in document) return { ok: false, errors }
  return {
    ok: true,
    value: {
      ...{ project: around.project, name, due, target, owner, source },
      ...(unit ? { unit: unit.name, unitEn: unit.nameEn, okei: unit.code } : {}),
      document: document.value || null,
      critical: typedIn(fields, 'critical') === 'yes',
      ...(weight === null ? {} : { weight }),
    },
  }
}

function ownerIn(fields: Fields, bodies: ReadonlySet<string>, errors: FieldErrors): string | null {
  const chosen = typedIn(fields, 'owner')
  if (chosen === '') return null
  if (chosen === inWords) return needed(fields, 'ownerWords', 300, 'strategy.staff.form.noOwnerWords', errors)
  if (!bodies.has(chosen)) errors.owner = { key: 'strategy.staff.form.noBody' }
  return ownedBy(chosen)
}

/** Reads a booking of money, or every error at once. */
export function readBooking(fields: Fields, project: string, today: string): Checked<Booking> {
  const errors: FieldErrors = {}
  const kind = (['planned', 'spent'] as const).find((each) => each === typedIn(fields, 'kind'))
  const fund = funds.find((each) => each === typedIn(fields, 'fund'))
  if (!kind) errors.kind = { key: 'platform.form.choose' }
  if (!fund) errors.fund = { key: 'platform.form.choose' }
  const year = Number(/^(19|20)\d\d$/.exec(typedIn(fields, 'year'))?.[0])
  if (Number.isNaN(year)) errors.year = { key: 'strategy.staff.form.year' }
  else if (kind === 'spent' && year > Number(today.slice(0, 4))) errors.year = { key: 'strategy.staff.form.spentLater' }
  const roubles = readRoubles(typedIn(fields, 'roubles'))
  if ('error' in roubles)
    errors.roubles = typedIn(fields, 'roubles') === '' ? { key: 'strategy.staff.form.noSum' } : roubles.error
  else if (compared(roubles.value, '0') === 0) errors.roubles = { key: 'strategy.staff.form.notAbove' }
  const document = needed(fields, 'document', 300, 'strategy.staff.form.noDocument', errors)
  const reason = readText(fields, 'reason', 1000)
  if ('error' in reason) errors.reason = reason.error
  const { source, errors: wrong } = readSource(fields, today)
  Object.assign(errors, wrong)
  if (Object.keys(errors).length > 0 || !kind || !fund || 'error' in roubles || 'error' in reason)
    return { ok: false, errors }
  return {
    ok: true,
    value: { project, year, fund, kind, roubles: roubles.value, document, reason: reason.value || null, source },
  }
}

export interface EvidenceAround {
  /** `project:ID` and the `milestone:ID` of its control points. */
  subjects: readonly string[]
  /** Those of them that count something. */
  counted: readonly string[]
  today: string
  /** Whether a paper came with it that can be kept. */
  paper: boolean
}

export interface EvidenceSent {
  subject: string
  kind: EvidenceKind
  ref: string
  quantity: string | null
  day: string
  source: Source
}

/** Reads evidence, or every error at once; the paper is looked at by whoever keeps it. */
export function readEvidence(fields: Fields, around: EvidenceAround): Checked<EvidenceSent> {
  const errors: FieldErrors = {}
  const subject = around.subjects.find((each) => each === typedIn(fields, 'subject'))
  if (!subject) errors.subject = { key: 'platform.form.choose' }
  const kind = evidenceKinds.find((each) => each === typedIn(fields, 'kind'))
  if (!kind) errors.kind = { key: 'platform.form.choose' }
  const ref = needed(fields, 'ref', 300, `strategy.staff.form.noRef.${kind ?? 'document'}`, errors)
  const quantity = amount(fields, 'quantity', errors)
  const counts = subject !== undefined && around.counted.includes(subject)
  // A win brings its own number.
  if (typedIn(fields, 'quantity') === '' && kind && kind !== 'win' && (counts || kind === 'count'))
    errors.quantity = { key: 'strategy.staff.form.howMuch' }
  const day = typedIn(fields, 'day')
  if (!isDay(day)) errors.day = { key: 'platform.form.day' }
  else if (day > around.today) errors.day = { key: 'strategy.form.future' }
  const { source, errors: wrong } = readSource(fields, around.today)
  Object.assign(errors, wrong)
  if (kind === 'document' && !around.paper) errors.paper = { key: 'strategy.staff.form.noPaper' }
  if (kind === 'count' && !around.paper && source === null && !errors.source)
    errors.source = { key: 'strategy.staff.form.countFrom' }
  if (Object.keys(errors).length > 0 || !subject || !kind) return { ok: false, errors }
  // Whoever copies the address of a win's page means the win.
  const said =
    kind === 'win'
      ? (ref
          .replace(/[?#].*$/, '')
          .replace(/\/+$/, '')
          .split('/')
          .at(-1) ?? ref)
      : ref
  return { ok: true, value: { subject, kind, ref: said, quantity, day, source } }
}
