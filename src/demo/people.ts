// The people of the demo: invented residents and staff, whom a visitor may be.
import type { RoleName } from '#kernel/identity/index.ts'

export interface DemoPerson {
  /** What POST /demo/be takes. */
  id: string
  email: string
  roles: { role: RoleName; body: string | null }[]
}

export const people: readonly DemoPerson[] = [
  { id: 'anna', email: 'anna@demo.example', roles: [] },
  { id: 'marat', email: 'marat@demo.example', roles: [] },
  { id: 'zoya', email: 'zoya@demo.example', roles: [] },
  { id: 'boris', email: 'boris@demo.example', roles: [{ role: 'dispatcher', body: null }] },
  { id: 'igor', email: 'igor@demo.example', roles: [{ role: 'performer', body: 'bod-015' }] },
  { id: 'vera', email: 'vera@demo.example', roles: [{ role: 'inspector', body: null }] },
  { id: 'lena', email: 'lena@demo.example', roles: [{ role: 'editor', body: null }] },
  { id: 'sergey', email: 'sergey@demo.example', roles: [{ role: 'strategist', body: null }] },
  { id: 'oleg', email: 'oleg@demo.example', roles: [{ role: 'manager', body: 'bod-015' }] },
  { id: 'ruslan', email: 'ruslan@demo.example', roles: [{ role: 'event-editor', body: null }] },
  { id: 'polina', email: 'polina@demo.example', roles: [] },
  { id: 'timur', email: 'timur@demo.example', roles: [] },
  { id: 'tamara', email: 'tamara@demo.example', roles: [{ role: 'adviser', body: null }] },
  { id: 'dina', email: 'dina@demo.example', roles: [{ role: 'programme-manager', body: null }] },
  { id: 'pavel', email: 'pavel@demo.example', roles: [{ role: 'reviewer', body: null }] },
  { id: 'kira', email: 'kira@demo.example', roles: [{ role: 'reviewer', body: null }] },
  { id: 'nina', email: 'nina@demo.example', roles: [{ role: 'operator', body: null }] },
]
