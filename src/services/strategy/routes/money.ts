// Money of a project at the desk: booking it with its paper, adding to a plan after a look at what it becomes, taking back.
import { h } from 'preact'
import { typedIn } from '#platform/form.ts'
import { get, nothingTyped, page, post, type Route, redirect, type Typed, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { dayOf } from '#platform/time.ts'
import { bookMoney, unbookMoney } from '../actions/money.ts'
import { readBooking } from '../forms/project.ts'
import { readText } from '../forms/typed.ts'
import { MoneyCheckPage, MoneyPage, UnbookPage } from '../pages/money-form.tsx'
import { mayCommit } from '../policy.ts'
import { type BookingView, bookingsOf } from '../queries/money.ts'
import { projectFor } from '../queries/projects.ts'
import { negated, sumOf } from '../rules/decimal.ts'
import { total } from '../rules/money.ts'

export function moneyRoutes(house: { zone: string }): Route[] {
  const personal = { personal: true }
  const path = '/desk/strategy/projects/:id/money'
  return [
    get(path, mayCommit, (visit) => moneyPage(visit, nothingTyped), personal),
    post(path, mayCommit, (visit) => money(visit, house)),
    get(`${path}/:booking`, mayCommit, (visit) => unbookPage(visit, nothingTyped), personal),
    post(`${path}/:booking`, mayCommit, unbooking),
  ]
}

async function moneyPage(visit: Visit, typed: Typed) {
  const { project, bookings } = await asked(visit)
  return page(visit.city.words('strategy.staff.money.title'), h(MoneyPage, { project, bookings, typed }), {
    keep: 0,
    status: Object.keys(typed.errors).length > 0 ? 422 : 200,
  })
}

const names = ['kind', 'year', 'fund', 'roubles', 'document', 'reason', 'source', 'sourceDate']

async function money(visit: Visit, house: { zone: string }) {
  const { city, fields } = visit
  const { project, bookings } = await asked(visit)
  const step = typedIn(fields, 'step')
  if (step === 'edit') return moneyPage(visit, { values: fields, errors: {} })
  const read = readBooking(fields, project.id, dayOf(city.now, house.zone))
  if (!read.ok) return moneyPage(visit, { values: fields, errors: read.errors })
  const booking = read.value
  const was = booking.kind === 'planned' ? total(alike(bookings, booking), 'planned') : null
  if (was !== null) {
    if (!booking.reason)
      return moneyPage(visit, { values: fields, errors: { reason: { key: 'strategy.staff.form.noReason' } } })
    const seen = bookings.at(-1)?.id ?? ''
    const stale = step === 'confirm' && typedIn(fields, 'seen') !== seen
    if (step !== 'confirm' || stale) {
      const sent = Object.fromEntries(names.map((name) => [name, typedIn(fields, name)]))
      const becomes = sumOf([was, booking.roubles])
      return page(
        city.words('strategy.staff.check.title'),
        h(MoneyCheckPage, { project, booking, was, becomes, sent: { ...sent, seen }, stale }),
        { keep: 0, status: stale ? 409 : 200 },
      )
    }
  }
  await bookMoney(city, { bookings: [booking] })
  return redirect(`/desk/strategy/projects/${project.id}/money`)
}

async function unbookPage(visit: Visit, typed: Typed) {
  const { project, bookings } = await asked(visit)
  const booking = bookings.find(({ id, corrects }) => id === visit.params.booking && corrects === null)
  if (!booking) throw refuse.missing('strategy.refusal.noBooking')
  if (booking.corrected) throw refuse.conflict('strategy.refusal.alreadyUnbooked')
  const was = total(alike(bookings, booking), booking.kind) ?? booking.roubles
  const becomes = sumOf([was, negated(booking.roubles)])
  return page(
    visit.city.words('strategy.staff.money.takeBackTitle'),
    h(UnbookPage, { project, booking, was, becomes, typed }),
    { keep: 0, status: Object.keys(typed.errors).length > 0 ? 422 : 200 },
  )
}

async function unbooking(visit: Visit) {
  const { city, fields } = visit
  const { project, bookings } = await asked(visit)
  const id = visit.params.booking ?? ''
  if (!bookings.some((each) => each.id === id)) throw refuse.missing('strategy.refusal.noBooking')
  const reason = readText(fields, 'reason', 1000)
  if ('error' in reason) return unbookPage(visit, { values: fields, errors: { reason: reason.error } })
  if (reason.value === '')
    return unbookPage(visit, { values: fields, errors: { reason: { key: 'strategy.staff.form.noReason' } } })
  await unbookMoney(city, { id, reason: reason.value })
  return redirect(`/desk/strategy/projects/${project.id}/money`)
}

function alike(bookings: BookingView[], { year, fund }: Pick<BookingView, 'year' | 'fund'>): BookingView[] {
  return bookings.filter((each) => each.year === year && each.fund === fund)
}

async function asked({ city, params }: Visit) {
  const project = await projectFor(city, params.id ?? '')
  if (!project) throw refuse.missing('strategy.refusal.noProject')
  return { project, bookings: await bookingsOf(city, [project.id]) }
}
