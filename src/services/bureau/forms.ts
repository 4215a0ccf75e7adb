// What people and advisers may send, and what we answer when it is wrong.
import { z } from 'zod'
import { type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { audiences, levels, lookings, measureKinds, pageAddress } from './rules/measure.ts'
import { refusals } from './rules/outcomes.ts'
import { certainties, stackingRules } from './rules/stacking.ts'

export const wordsLimit = 4000

const several = <const Choice extends readonly [string, ...string[]]>(choices: Choice, missing?: string) =>
  z.preprocess(
    (value) => (value === undefined ? [] : [value].flat()),
    missing === undefined
      ? z.array(z.enum(choices, 'platform.form.choose'))
      : z.array(z.enum(choices, 'platform.form.choose')).min(1, missing),
  )

/** What is looked for, or the one measure somebody came for. */
export const startForm = form({ looking: several(lookings), measure: field.maybe(80) }, ({ looking, measure }) =>
  looking.length === 0 && measure === '' ? { looking: { key: 'bureau.check.error.looking' } } : {},
)

export const requestForm = form(
  {
    topic: field.code('bureau.ask.error.topic'),
    measure: field.maybe(80),
    words: field.text(wordsLimit, 'bureau.ask.error.noWords'),
    email: field.email(),
    consent: field.tick(),
    /** The secret of the link that the page was shown with. */
    once: field.maybe(64),
  },
  // Letters are a wish of their own: an address without the consent, or the consent without an address, is not enough.
  ({ email, consent }) => ({
    ...(email !== '' && !consent ? { consent: { key: 'bureau.ask.error.consent' } } : {}),
    ...(email === '' && consent ? { email: { key: 'bureau.ask.error.email' } } : {}),
  }),
)

export const replyForm = form({ reply: field.text(wordsLimit, 'bureau.request.error.noReply') })

const sum = z.preprocess(
  (value) => {
    const one = Array.isArray(value) ? value[0] : value
    if (typeof one !== 'string' || one.trim() === '') return null
    return Number(one.replaceAll(/[\s\u00a0₽]/g, '').replace(',', '.'))
  },
  z
    .number('bureau.error.sum')
    .min(0, 'bureau.error.sum')
    .max(1e12, 'bureau.error.sum')
    .refine((value) => Number.isInteger(Math.round(value * 1e6) / 1e4), 'bureau.error.sum')
    .nullable(),
)

export const outcomeForm = form(
  {
    said: field.choice(['helped', 'not-helped', 'waiting'], 'bureau.outcome.error.choose'),
    roubles: sum,
    why: field.maybe(40),
  },
  ({ said, why }) =>
    said === 'not-helped' && !refusals.some((each) => each === why) ? { why: { key: 'bureau.outcome.error.why' } } : {},
)

export const answerForm = form({ answer: field.text(8000, 'bureau.desk.error.noAnswer') })
export const passOnForm = form({ queue: field.code('bureau.desk.error.queue'), reason: field.text(1000) })
export const askBackForm = form({ question: field.text(2000, 'bureau.desk.error.noQuestion') })

const whole = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value) : null),
  z.int('platform.form.whole').min(0, 'platform.form.whole').max(1200, 'platform.form.whole').nullable(),
)
const share = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? Number(value.replace(',', '.')) : null),
  z.number('platform.form.number').min(0, 'platform.form.number').max(100, 'platform.form.number').nullable(),
)
const maybeDay = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null),
  z.iso.date('platform.form.day').nullable(),
)
const address = z.preprocess(
  (value) => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null),
  pageAddress.max(500, 'bureau.desk.error.address').nullable(),
)

/** All that an editor may say of a measure. */
export const measureForm = form(
  {
    name: field.text(300),
    provider: field.text(300),
    levels: several(levels, 'platform.form.choose'),
    kind: field.choice(measureKinds),
    audience: field.choice(audiences),
    looking: several(lookings),
    creative: field.tick(),
    notFounded: field.choice(['yes', 'no', 'unsaid']),
    topic: field.code(),
    amountMin: sum,
    amountMax: sum,
    ratePercent: share,
    cofinancingPercent: share,
    ageMin: whole,
    ageMax: whole,
    termMonths: whole,
    who: field.maybe(2000),
    how: field.maybe(500),
    applyUrl: address,
    programme: field.maybe(80),
    ask: field.text(300),
    period: field.maybe(200),
    opens: maybeDay,
    closes: maybeDay,
    speaksOf: maybeDay,
    ended: field.choice(['no', 'closed', 'archive']),
    law: field.maybe(400),
    source: field.text(500),
    sourceDate: field.maybe(10),
    note: field.maybe(1000),
    /** The day from which this version holds. */
    validFrom: field.day(),
    seen: field.whole(0, 100_000),
    reason: field.text(500, 'bureau.desk.error.reason'),
  },
  (value) => ({
    ...(value.amountMin !== null && value.amountMax !== null && value.amountMin > value.amountMax
      ? { amountMax: { key: 'bureau.desk.error.order' } }
      : {}),
    ...(value.ageMin !== null && value.ageMax !== null && value.ageMin > value.ageMax
      ? { ageMax: { key: 'bureau.desk.error.order' } }
      : {}),
    ...(value.opens !== null && value.closes !== null && value.opens > value.closes
      ? { closes: { key: 'bureau.desk.error.order' } }
      : {}),
    ...(value.sourceDate !== '' && !/^\d{4}(-\d{2}(-\d{2})?)?$/.test(value.sourceDate)
      ? { sourceDate: { key: 'platform.form.day' } }
      : {}),
  }),
)

const stackingForm = form({
  rule: field.choice(stackingRules),
  among: field.several(),
  limit: sum,
  ...{ whyRu: field.text(400), whyEn: field.text(400) },
  certainty: field.choice(certainties),
  source: field.maybe(500),
  validFrom: field.day(),
  /** The last day on which it holds. */
  until: maybeDay,
  seen: field.whole(0, 100_000),
  reason: field.text(500, 'bureau.desk.error.reason'),
})

/** Reads a rule of what goes together; `known` are the measures there are. What parts say of each other is told with all the rest. */
export function readStacking(fields: Fields, known: ReadonlySet<string>): ReturnType<typeof stackingForm.check> {
  const read = stackingForm.check(fields)
  const said = (name: string) => typedIn(fields, name)
  const among = [fields.among ?? []].flat()
  const wrong: FieldErrors = {}
  if (new Set(among).size < 2) wrong.among = { key: 'bureau.stacking.error.few' }
  else if (!among.every((id) => known.has(id))) wrong.among = { key: 'platform.form.choose' }
  const limited = said('rule') === 'sum-limit'
  if (limited && /^[0\s]*$/.test(said('limit'))) wrong.limit = { key: 'bureau.stacking.error.limit' }
  if (!limited && said('limit') !== '') wrong.limit = { key: 'bureau.stacking.error.noLimit' }
  if (said('source') === '' && said('certainty') === 'editorial') wrong.source = { key: 'bureau.stacking.error.source' }
  if (said('source') !== '' && !pageAddress.safeParse(said('source')).success)
    wrong.source = { key: 'bureau.desk.error.address' }
  if (said('until') !== '' && said('until') < said('validFrom')) wrong.until = { key: 'bureau.stacking.error.until' }
  const errors = { ...wrong, ...(read.ok ? {} : read.errors) }
  return Object.keys(errors).length > 0 ? { ok: false, errors } : read
}

export const checkedForm = form({ version: field.whole(1, 100_000) })
