// `italmas user`: who works for the city and as what.
import { endRole, grantRole, roleNames, rolesOfAll } from '#kernel/identity/index.ts'
import { bodyFor } from '#kernel/places/index.ts'
import { machinery } from '#platform/policy.ts'
import type { OpenCity } from '../city.ts'
import type { Outcome, Say } from './order.ts'

/** Lists, grants and ends roles. */
export async function user(
  open: OpenCity,
  [what = '', email = '', role = '']: string[],
  options: Record<string, string>,
  say: Say,
): Promise<Outcome> {
  const city = open.cityFor(machinery('command'))
  const body = options.body ?? null
  if (what === 'list') {
    for (const row of await rolesOfAll(city)) {
      say({ text: `${row.email}  ${row.role}${row.body ? `  ${row.body}` : ''}`, data: row })
    }
    return 'done'
  }
  if (what === 'grant' || what === 'end') {
    if (!/^\S+@\S+$/.test(email) || !roleNames.some((name) => name === role)) {
      say({ text: `italmas user ${what} anna@example.ru ROLE; ROLE: ${roleNames.join(', ')}` })
      return 'misused'
    }
    if (body !== null && (await bodyFor(city, body)) === null) {
      say({ text: `нет такого органа / no such body: ${body}` })
      return 'failed'
    }
    if (what === 'grant') await grantRole(city, { email, role, body })
    else await endRole(city, { email, role, body })
    say({
      text: `${what === 'grant' ? 'роль дана / granted' : 'роль снята / ended'}: ${email} ${role}`,
      data: { email, role, body },
    })
    return 'done'
  }
  say({ text: 'italmas user list | grant EMAIL ROLE [--body ID] | end EMAIL ROLE [--body ID]' })
  return 'misused'
}
