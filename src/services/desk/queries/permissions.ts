// Who may what: every route and policy asked of every door, and what each role opens beyond what everybody signed in may.
import { holderCounts, roleNames } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import { type Actor, anyone, guest, type Policy, signedIn } from '#platform/policy.ts'

export interface RoutePermission {
  door: string
  method: string
  path: string
  policy: string
  /** Word key of the sentence of who may. */
  who: string
  kind: 'anyone' | 'signedIn' | 'office'
}

export interface PolicyPermission {
  door: string
  policy: string
  who: string
}

export interface RolePermission {
  role: string
  /** People who hold it now. */
  holders: number
  /** Routes that it opens and that are closed to whoever holds no role. */
  opens: string[]
}

export interface Permissions {
  routes: RoutePermission[]
  policies: PolicyPermission[]
  roles: RolePermission[]
}

/** The whole table. Nothing in it is written down twice: it asks the routes and policies themselves. */
export async function permissions(city: City, doors: readonly Module[]): Promise<Permissions> {
  const all = doors.flatMap((door) => (door.routes ?? []).map((route) => ({ door: door.name, route })))
  const routes = all.map(({ door, route }) => ({
    ...{ door, method: route.method, path: route.path, policy: route.may.name, who: route.may.who },
    kind: kindOf(route.may),
  }))
  const counts = await holderCounts(city)
  const roles = roleNames.map((role) => ({
    role,
    holders: counts.get(role) ?? 0,
    opens: all
      .filter(({ route: { may } }) => may.allows(holding(role)) && !may.allows(holding()))
      .map(({ route }) => `${route.method} ${route.path}`),
  }))
  return { routes, policies: policiesOf(doors), roles }
}

// Those that doors name, and those that only routes know. A policy of the kernel stands with its own module, whoever else asks it;
// two of one name with other sentences both stand.
function policiesOf(doors: readonly Module[]): PolicyPermission[] {
  const known = new Map<string, PolicyPermission>()
  for (const door of doors) {
    for (const { name, who } of [...(door.policies ?? []), ...(door.routes ?? []).map(({ may }) => may)]) {
      const whose = name === anyone.name || name === signedIn.name ? 'platform' : door.name
      if (!known.has(`${name} ${who}`)) known.set(`${name} ${who}`, { door: whose, policy: name, who })
    }
  }
  return [...known.values()]
}

function kindOf(may: Policy): RoutePermission['kind'] {
  if (may.allows(guest)) return 'anyone'
  return may.allows(holding()) ? 'signedIn' : 'office'
}

function holding(role?: string): Actor {
  return { ...guest, person: 'somebody', roles: role === undefined ? [] : [{ name: role, body: null }] }
}
