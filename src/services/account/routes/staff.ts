// The operator's page of who proves herself how, and taking a lost second factor from somebody.
import { h } from 'preact'
import { mayRemoveFactors, removeFactors, staffFactors } from '#kernel/identity/index.ts'
import {
  type Answer,
  get,
  nothingTyped,
  page,
  post,
  type Route,
  redirect,
  type Typed,
  type Visit,
} from '#platform/http/route.ts'
import { Refusal } from '#platform/refusal.ts'
import { removalForm } from '../forms.ts'
import { StaffPage } from '../pages/staff.tsx'

export function staffRoutes(): Route[] {
  return [
    get('/desk/account', mayRemoveFactors, (visit) => list(visit, nothingTyped, 200), {
      personal: true,
      query: ['done'],
    }),
    post('/desk/account/removal', mayRemoveFactors, remove),
  ]
}

async function list(visit: Visit, typed: Typed, status: number): Promise<Answer> {
  const { city } = visit
  const props = { staff: await staffFactors(city), typed, done: visit.query.done === 'removal' }
  return page(city.words('account.staff.title'), h(StaffPage, props), { status })
}

async function remove(visit: Visit): Promise<Answer> {
  const form = removalForm.check(visit.fields)
  if (!form.ok) return list(visit, { values: visit.fields, errors: form.errors }, 422)
  try {
    await removeFactors(visit.city, form.value)
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind !== 'conflict') throw error
    return list(visit, { values: visit.fields, errors: { person: { key: error.key } } }, 409)
  }
  return redirect('/desk/account?done=removal')
}
