// What people may send about a seat. What the session itself allows its action says.
import { type Form, field, form } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { type Need, needs } from '../rules/seats.ts'

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
