// What an organiser may send, step by step: every error of a step at once, and the whole form read again before it is sent.

import { type Checked, type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { plusDays } from '#platform/time.ts'
import { mostSessions, readHours, readSeries, type SeriesMistake, type Slot, weeklySlots } from '../rules/series.ts'
import type { Step } from '../rules/steps.ts'
import { type Age, ages, type Kind, kinds, type Topic, topics } from '../rules/terms.ts'
import { isOurDay, readSeatTerms } from './registration.ts'

export interface What {
  title: string
  kind: Kind
  topics: Topic[]
  description: string
  artists: string[]
  /** How the posters shall call whoever acts for no organisation. */
  organiser: string
}

export interface Where {
  place: string
  hall: string
}

export interface Terms {
  age: Age
  free: boolean
  /** Whole kopecks. */
  priceMin: number | null
  priceMax: number | null
  pushkin: boolean
  ramp: boolean | null
  loop: boolean | null
  sign: boolean | null
  ticketUrl: string | null
}

const said = ['yes', 'no', 'unknown'] as const
const known = (answer: (typeof said)[number]): boolean | null => (answer === 'unknown' ? null : answer === 'yes')

const whatFields = form(
  {
    title: field.text(200, 'events.cabinet.form.title'),
    kind: field.choice(kinds, 'events.cabinet.form.kind'),
    topics: field.several(),
    description: field.maybe(5000),
    artists: field.maybe(1000),
    organiser: field.maybe(120),
  },
  ({ topics: chosen }): FieldErrors => (chosen.length > 5 ? { topics: { key: 'events.cabinet.form.topics' } } : {}),
)

export function readWhat(fields: Fields): Checked<What> {
  const checked = whatFields.check(fields)
  if (!checked.ok) return checked
  const { artists, topics: chosen, ...rest } = checked.value
  const named = artists.split('\n').map((line) => line.trim().slice(0, 100))
  return {
    ok: true,
    value: {
      ...rest,
      topics: topics.filter((topic) => chosen.includes(topic)),
      artists: [...new Set(named.filter((name) => name !== ''))].slice(0, 30),
    },
  }
}

const whereFields = form({ place: field.text(200, 'events.cabinet.form.place'), hall: field.maybe(100) })
export const readWhere = (fields: Fields): Checked<Where> => whereFields.check(fields)

const whenFields = form({
  way: field.choice(['list', 'weekly'], 'events.cabinet.form.way'),
  times: field.maybe(20_000),
  weekdays: field.several(),
  from: field.maybe(10),
  to: field.maybe(10),
  hours: field.maybe(200),
  lasts: field.maybe(4),
  skip: field.tick(),
})

export interface WhenRead {
  slots: Slot[]
  mistakes: SeriesMistake[]
  /** Days of the rule that were left out as holidays. */
  skipped: string[]
}

/** The sessions of a list or of a rule. `off`: holidays within the rule's days, asked for by whoever calls. */
export function readWhen(fields: Fields, today: string, off: ReadonlySet<string>): Checked<WhenRead> {
  const checked = whenFields.check(fields)
  if (!checked.ok) return checked
  const { way, times, hours, lasts, skip } = checked.value
  const errors: FieldErrors = {}
  const minutes = lasts === '' ? null : Number(lasts)
  if (minutes !== null && !(Number.isInteger(minutes) && minutes >= 5 && minutes <= 1440))
    errors.lasts = { key: 'events.cabinet.form.lasts' }
  if (way === 'list') {
    const { slots, mistakes } = readSeries(times, today)
    if (slots.length === 0 && mistakes.length === 0) errors.times = { key: 'events.cabinet.form.times' }
    if (mistakes.length > 0) errors.times = { key: 'events.cabinet.form.mistakes', values: { n: mistakes.length } }
    // The mistakes by line are shown beside the box, so the caller reads them again by `seriesMistakes`.
    if (Object.keys(errors).length > 0) return { ok: false, errors }
    return { ok: true, value: { slots: withLength(slots, minutes), mistakes, skipped: [] } }
  }
  const rule = ruleOf(checked.value)
  const read = readHours(hours)
  if (rule.weekdays.length === 0) errors.weekdays = { key: 'events.cabinet.form.weekdays' }
  if (!isOurDay(rule.from)) errors.from = { key: 'platform.form.day' }
  else if (rule.from < today) errors.from = { key: 'events.cabinet.form.past' }
  if (!isOurDay(rule.to)) errors.to = { key: 'platform.form.day' }
  else if (isOurDay(rule.from) && (rule.to < rule.from || rule.to > plusDays(rule.from, 731)))
    errors.to = { key: 'events.cabinet.form.span' }
  if (read === null) errors.hours = { key: 'events.cabinet.form.hours' }
  if (Object.keys(errors).length > 0 || read === null) return { ok: false, errors }
  const all = weeklySlots({ ...rule, minutes: read, without: new Set() })
  const slots = weeklySlots({ ...rule, minutes: read, without: skip ? off : new Set() })
  if (slots.length > mostSessions)
    return { ok: false, errors: { to: { key: 'events.series.tooMany', values: { most: mostSessions } } } }
  if (slots.length === 0) return { ok: false, errors: { weekdays: { key: 'events.cabinet.form.noDays' } } }
  const kept = new Set(slots.map(({ day }) => day))
  const skipped = [...new Set(all.map(({ day }) => day))].filter((day) => !kept.has(day))
  return { ok: true, value: { slots: withLength(slots, minutes), mistakes: [], skipped } }
}

/** The mistakes of a pasted list, by line. */
export function seriesMistakes(fields: Fields, today: string): SeriesMistake[] {
  return typedIn(fields, 'way') === 'list' ? readSeries(typedIn(fields, 'times'), today).mistakes : []
}

/** The days between which a rule runs, so that holidays of these can be asked; null where they are none. */
export function ruleSpan(fields: Fields): { from: string; to: string } | null {
  const [from, to] = [typedIn(fields, 'from'), typedIn(fields, 'to')]
  return isOurDay(from) && isOurDay(to) && from <= to && to <= plusDays(from, 731) ? { from, to } : null
}

const termsFields = form(
  {
    age: field.choice(ages, 'events.cabinet.form.age'),
    price: field.choice(['free', 'paid'], 'events.cabinet.form.price'),
    priceMin: field.maybe(12),
    priceMax: field.maybe(12),
    pushkin: field.tick(),
    ramp: field.choice(said),
    loop: field.choice(said),
    sign: field.choice(said),
    ticketUrl: field.maybe(500),
  },
  ({ price, priceMin, priceMax, ticketUrl }): FieldErrors => {
    const [least, most] = [kopecks(priceMin), kopecks(priceMax)]
    return {
      ...(price === 'paid' && (least === null || Number.isNaN(least))
        ? { priceMin: { key: 'events.cabinet.form.priceMin' } }
        : {}),
      ...(price === 'paid' && Number.isNaN(most) ? { priceMax: { key: 'events.cabinet.form.money' } } : {}),
      ...(price === 'paid' && least !== null && most !== null && most < least
        ? { priceMax: { key: 'events.cabinet.form.priceMax' } }
        : {}),
      ...(ticketUrl !== '' && !isPage(ticketUrl) ? { ticketUrl: { key: 'events.cabinet.form.url' } } : {}),
    }
  },
)

export function readTerms(fields: Fields): Checked<Terms> {
  const checked = termsFields.check({ ramp: 'unknown', loop: 'unknown', sign: 'unknown', ...fields })
  if (!checked.ok) return checked
  const { age, price, priceMin, priceMax, pushkin, ramp, loop, sign, ticketUrl } = checked.value
  const paid = price === 'paid'
  const least = paid ? kopecks(priceMin) : null
  return {
    ok: true,
    value: {
      ...{ age, pushkin, free: !paid, priceMin: least, priceMax: paid ? (kopecks(priceMax) ?? least) : null },
      ...{ ramp: known(ramp), loop: known(loop), sign: known(sign), ticketUrl: ticketUrl === '' ? null : ticketUrl },
    },
  }
}

/** The errors of one step; of a step that asks nothing none. */
export function errorsIn(step: Step, fields: Fields, today: string): FieldErrors {
  const checked: Checked<unknown> | null =
    step === 'what'
      ? readWhat(fields)
      : step === 'where'
        ? readWhere(fields)
        : step === 'when'
          ? readWhen(fields, today, new Set())
          : step === 'terms'
            ? readTerms(fields)
            : step === 'seats'
              ? readSeatTerms(fields)
              : null
  return checked === null || checked.ok ? {} : checked.errors
}

function ruleOf({ weekdays, from, to }: { weekdays: string[]; from: string; to: string }) {
  const days = weekdays.map(Number).filter((day) => Number.isInteger(day) && day >= 1 && day <= 7)
  return { weekdays: [...new Set(days)], from, to }
}

function withLength(slots: readonly Slot[], minutes: number | null): Slot[] {
  return slots.map((slot) =>
    slot.until !== null || minutes === null ? slot : { ...slot, until: slot.minute + minutes },
  )
}

// Null where nothing stands, NaN where it is no money.
export function kopecks(text: string): number | null {
  const tidy = text.replaceAll(/[\s\u00a0₽]/g, '').replace(',', '.')
  if (tidy === '') return null
  return /^\d{1,7}(\.\d{1,2})?$/.test(tidy) ? Math.round(Number(tidy) * 100) : Number.NaN
}

export function isPage(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol)
}
