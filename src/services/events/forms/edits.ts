// What an editor writes over the words of sources: fields of an event, and the time or state of one session.
import { type Checked, type Fields, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { EventFields } from '../rules/fields.ts'
import { readHours } from '../rules/series.ts'
import { ages, kinds, statuses } from '../rules/terms.ts'
import { isPage, kopecks } from './cabinet.ts'

/** Fields that are yes, no, or said by nobody. */
export const answered = ['ramp', 'loop', 'sign_language', 'pushkin_card'] as const
const answers = ['', 'yes', 'no'] as const
export const prices = ['', 'free', 'paid'] as const

const fields = form(
  {
    title: field.text(300, 'events.cabinet.form.title'),
    kind: field.choice(kinds, 'events.cabinet.form.kind'),
    description: field.maybe(20_000),
    artists: field.maybe(5000),
    organiser: field.maybe(300),
    place: field.maybe(300),
    hall: field.maybe(200),
    age: field.choice(['', ...ages]),
    price: field.choice(prices),
    priceMin: field.maybe(12),
    priceMax: field.maybe(12),
    ticket_url: field.maybe(2000),
    ramp: field.choice(answers),
    loop: field.choice(answers),
    sign_language: field.choice(answers),
    pushkin_card: field.choice(answers),
  },
  ({ price, priceMin, priceMax, ticket_url }): FieldErrors => {
    const [least, most] = [kopecks(priceMin), kopecks(priceMax)]
    return {
      ...(price !== 'free' && Number.isNaN(least) ? { priceMin: { key: 'events.cabinet.form.money' } } : {}),
      ...(price !== 'free' && Number.isNaN(most) ? { priceMax: { key: 'events.cabinet.form.money' } } : {}),
      ...(least !== null && most !== null && most < least ? { priceMax: { key: 'events.cabinet.form.priceMax' } } : {}),
      ...(ticket_url !== '' && !isPage(ticket_url) ? { ticket_url: { key: 'events.cabinet.form.url' } } : {}),
    }
  },
)

/** What differs from `before`, in which the form came; the place as words, since a venue is known only to the city. */
export function readEdit(
  typed: Fields,
  before: Fields,
): Checked<{ fields: Partial<EventFields>; place: string | undefined }> {
  const checked = fields.check(typed)
  if (!checked.ok) return checked
  const { value } = checked
  const isNew = (...names: string[]) => names.some((name) => typedIn(typed, name) !== typedIn(before, name))
  const paid = value.price !== 'free'
  return {
    ok: true,
    value: {
      place: isNew('place') ? value.place : undefined,
      fields: {
        ...(isNew('title') ? { title: value.title } : {}),
        ...(isNew('kind') ? { kind: value.kind } : {}),
        ...(isNew('description') ? { description: value.description || null } : {}),
        ...(isNew('artists') ? { artists: linesIn(value.artists) } : {}),
        ...(isNew('organiser') ? { organiser: value.organiser || null } : {}),
        ...(isNew('hall') ? { hall: value.hall || null } : {}),
        ...(isNew('age') ? { age: value.age || null } : {}),
        ...(isNew('price', 'priceMin', 'priceMax')
          ? {
              free: value.price === '' ? null : !paid,
              price_min: paid ? kopecks(value.priceMin) : null,
              price_max: paid ? kopecks(value.priceMax) : null,
            }
          : {}),
        ...(isNew('ticket_url') ? { ticket_url: value.ticket_url || null } : {}),
        ...Object.fromEntries(
          answered.flatMap((name) => (isNew(name) ? [[name, value[name] === '' ? null : value[name] === 'yes']] : [])),
        ),
      },
    },
  }
}

const linesIn = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')

/** An event as it would have been typed; `venue` is the name of its venue. */
export function editTyped(event: EventFields, venue: string | null): Fields {
  const roubles = (price: number | null) => (price === null ? '' : String(price / 100))
  const answer = (value: boolean | null) => (value === null ? '' : value ? 'yes' : 'no')
  return {
    ...{ title: event.title, kind: event.kind, description: event.description ?? '' },
    ...{ artists: event.artists.join('\n'), organiser: event.organiser ?? '' },
    ...{ place: venue ?? event.place ?? '', hall: event.hall ?? '', age: event.age ?? '' },
    price: event.free === null ? '' : event.free ? 'free' : 'paid',
    ...{ priceMin: roubles(event.price_min), priceMax: roubles(event.price_max), ticket_url: event.ticket_url ?? '' },
    ...Object.fromEntries(answered.map((name) => [name, answer(event[name])])),
  }
}

const sessionFields = form(
  {
    session: field.text(300, 'events.edit.form.session'),
    day: field.maybe(10),
    hour: field.maybe(20),
    status: field.choice(['', ...statuses]),
    reason: field.maybe(300),
  },
  ({ day, hour, status, reason }): FieldErrors => ({
    ...(day !== '' && !(isDay(day) && day >= '2000-01-01') ? { day: { key: 'platform.form.day' } } : {}),
    ...(hour !== '' && readHours(hour)?.length !== 1 ? { hour: { key: 'events.cabinet.form.hours' } } : {}),
    ...(hour !== '' && day === '' ? { day: { key: 'platform.form.day' } } : {}),
    ...(day === '' && status === '' ? { status: { key: 'events.edit.form.nothing' } } : {}),
    ...(reason !== '' && status === '' ? { reason: { key: 'events.edit.form.reason' } } : {}),
  }),
)

export const readSessionEdit = (typed: Fields) => sessionFields.check({ status: '', ...typed })

export const editBackForm = form({ place: field.maybe(300), field: field.text(20) })
