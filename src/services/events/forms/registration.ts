// What registration asks an organiser: how many places, for whom and between which hours, for a series and for a single session alike.
import { type Checked, type Fields, field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { atHour, dayOf, hours, isDay, later } from '#platform/time.ts'
import type { RegistrationSaved } from '../actions/registration.ts'
import type { SeatSession } from '../queries/registration.ts'

export interface SeatTerms {
  places: number
  groupMost: number
  ageFrom: number | null
  ageTo: number | null
  /** The day from which one may register. */
  opensOn: string | null
  /** Hours before the session. */
  closesBefore: number
  nameWhy: string | null
}

const seatFields = form(
  {
    register: field.choice(['no', 'yes'], 'events.cabinet.form.register'),
    places: field.maybe(6),
    groupMost: field.maybe(2),
    ageFrom: field.maybe(3),
    ageTo: field.maybe(3),
    opensOn: field.maybe(10),
    closesBefore: field.maybe(4),
    asksName: field.tick(),
    nameWhy: field.maybe(200),
  },
  (typed): FieldErrors => {
    if (typed.register === 'no') return {}
    const { places, groupMost, ageFrom, ageTo, opensOn, closesBefore, asksName, nameWhy } = typed
    const [from, to] = [whole(ageFrom, 0, 120), whole(ageTo, 0, 120)]
    return {
      ...(whole(places, 1, 100_000) === null ? { places: { key: 'events.cabinet.form.places' } } : {}),
      ...(groupMost !== '' && whole(groupMost, 1, 20) === null
        ? { groupMost: { key: 'events.cabinet.form.group' } }
        : {}),
      ...(ageFrom !== '' && from === null ? { ageFrom: { key: 'events.cabinet.form.years' } } : {}),
      ...((ageTo !== '' && to === null) || (from !== null && to !== null && to < from)
        ? { ageTo: { key: 'events.cabinet.form.years' } }
        : {}),
      ...(opensOn !== '' && !isOurDay(opensOn) ? { opensOn: { key: 'platform.form.day' } } : {}),
      ...(closesBefore !== '' && whole(closesBefore, 0, 1000) === null
        ? { closesBefore: { key: 'events.cabinet.form.closes' } }
        : {}),
      ...(asksName && nameWhy === '' ? { nameWhy: { key: 'events.cabinet.form.nameWhy' } } : {}),
    }
  },
)

/** Null: nobody registers. */
export function readSeatTerms(fields: Fields): Checked<SeatTerms | null> {
  const checked = seatFields.check(fields)
  if (!checked.ok) return checked
  const { register, places, groupMost, ageFrom, ageTo, opensOn, closesBefore, asksName, nameWhy } = checked.value
  if (register === 'no') return { ok: true, value: null }
  return {
    ok: true,
    value: {
      ...{ places: whole(places, 1, 100_000) ?? 1, groupMost: whole(groupMost, 1, 20) ?? 4 },
      ...{ ageFrom: whole(ageFrom, 0, 120), ageTo: whole(ageTo, 0, 120), opensOn: opensOn === '' ? null : opensOn },
      ...{ closesBefore: whole(closesBefore, 0, 1000) ?? 0, nameWhy: asksName ? nameWhy : null },
    },
  }
}

/** The registration of one session by such terms. */
export function registrationOf(
  { opensOn, closesBefore, ...terms }: SeatTerms,
  session: string,
  startsAt: Date,
  zone: string,
): RegistrationSaved {
  return {
    ...{ session, ...terms, opensAt: opensOn === null ? null : atHour(opensOn, 0, zone) },
    closesAt: closesBefore === 0 ? null : later(startsAt, -hours(closesBefore)),
  }
}

/** Registration as it would have been typed. */
export function registrationTyped(registration: SeatSession | null, zone: string): Fields {
  if (!registration) return { register: 'no' }
  const { places, groupMost, ageFrom, ageTo, opensAt, closesAt, startsAt, nameWhy } = registration
  const before = closesAt === null ? 0 : Math.round((startsAt.getTime() - closesAt.getTime()) / hours(1))
  return {
    ...{ register: 'yes', places: String(places), groupMost: String(groupMost), nameWhy: nameWhy ?? '' },
    ...{ ageFrom: ageFrom === null ? '' : String(ageFrom), ageTo: ageTo === null ? '' : String(ageTo) },
    ...{ opensOn: opensAt === null ? '' : dayOf(opensAt, zone), closesBefore: String(Math.max(0, before)) },
    ...(nameWhy === null ? {} : { asksName: 'yes' }),
  }
}

function whole(text: string, least: number, most: number): number | null {
  const value = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : null
}

export function isOurDay(text: string): boolean {
  return isDay(text) && text >= '2000-01-01'
}
