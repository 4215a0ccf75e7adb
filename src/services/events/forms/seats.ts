// What people may send about a seat. What the session itself allows its action says.
import { type Form, field, form, typedIn } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { type Need, needs } from '../rules/seats.ts'
import { readSeries, type Slot } from '../rules/series.ts'

export interface SeatForm {
  size: number
  name: string
  needs: Need[]
  email: string
  agree: boolean
  wait: boolean
}

/** `asks`: what this session's organiser asks for; a guest leaves an address and agrees to letters, without which she has no link. */
export function seatForm(asks: { name: boolean; ages: boolean; guest: boolean }): Pick<Form<SeatForm>, 'check'> {
  const typed = form(
    {
      size: field.whole(1, 20),
      name: field.maybe(120),
      needs: field.several(),
      ages: field.tick(),
      email: field.email(),
      agree: field.tick(),
      wait: field.tick(),
    },
    ({ name, ages, email, agree }): FieldErrors => ({
      ...(asks.ages && !ages ? { ages: { key: 'events.seats.form.ages' } } : {}),
      ...(asks.name && name === '' ? { name: { key: 'events.seats.form.name' } } : {}),
      ...(asks.guest && email === '' ? { email: { key: 'events.seats.form.email' } } : {}),
      ...(asks.guest && !agree ? { agree: { key: 'events.seats.form.agree' } } : {}),
    }),
  )
  return {
    check: (fields) => {
      const checked = typed.check(fields)
      if (!checked.ok) return checked
      const { ages: _, ...value } = checked.value
      return { ok: true, value: { ...value, needs: needs.filter((need) => value.needs.includes(need)) } }
    },
  }
}

export const whyForm = form({ why: field.text(300, 'events.seats.form.why') })

/** One time as an organiser writes it, with the reason that everybody reads. */
export function moveForm(
  today: string,
): Pick<Form<{ to: Slot; hall: string; reason: string; following: boolean }>, 'check'> {
  const typed = form({
    to: field.text(60, 'events.cabinet.form.to'),
    hall: field.maybe(100),
    reason: field.text(300, 'events.seats.form.why'),
    following: field.tick(),
  })
  return {
    check: (fields) => {
      const checked = typed.check(fields)
      const said = typedIn(fields, 'to')
      const { slots, mistakes } = readSeries(said, today)
      const [slot] = slots
      const [mistake] = mistakes
      const wrong: FieldErrors =
        said === ''
          ? {}
          : mistake
            ? { to: { key: mistake.key, values: mistake.values } }
            : slots.length === 1
              ? {}
              : { to: { key: 'events.cabinet.form.oneTime' } }
      if (!checked.ok) return { ok: false, errors: { ...checked.errors, ...wrong } }
      if (!slot || Object.keys(wrong).length > 0) return { ok: false, errors: wrong }
      return { ok: true, value: { ...checked.value, to: slot } }
    },
  }
}

/** An editor's verdict; whoever does not publish says why. */
export const verdictForm = form(
  { verdict: field.choice(['published', 'returned', 'hidden']), why: field.maybe(500) },
  ({ verdict, why }): FieldErrors =>
    verdict !== 'published' && why === '' ? { why: { key: 'events.review.form.why' } } : {},
)

/** Following: a guest leaves her address and agrees to letters. */
export function followForm(guest: boolean): Form<{ email: string; agree: boolean }> {
  return form(
    { email: field.email(), agree: field.tick() },
    ({ email, agree }): FieldErrors => ({
      ...(guest && email === '' ? { email: { key: 'events.seats.form.email' } } : {}),
      ...(guest && !agree ? { agree: { key: 'events.seats.form.agree' } } : {}),
    }),
  )
}
