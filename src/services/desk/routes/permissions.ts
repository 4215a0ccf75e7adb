// What the permission table answers: a page that everybody may read, and the same as a table file.
import { h } from 'preact'
import { bytes, page, type Visit } from '#platform/http/route.ts'
import type { Module } from '#platform/module.ts'
import { csvType, writeCsv } from '#platform/sheets/index.ts'
import { PermissionsPage } from '../pages/permissions.tsx'
import { permissions } from '../queries/permissions.ts'

export function permissionsPage(doors: () => readonly Module[]) {
  return async ({ city }: Visit) =>
    page(city.words('desk.permissions.title'), h(PermissionsPage, await permissions(city, doors())))
}

/** Every route, policy and role as a row: what it is, whose, which policy, who may. */
export function permissionsFile(doors: () => readonly Module[]) {
  return async ({ city }: Visit) => {
    const { words } = city
    const table = await permissions(city, doors())
    const rows = [
      ...table.routes.map(({ door, method, path, policy, who }) => [
        'route',
        door,
        `${method} ${path}`,
        policy,
        words(who),
      ]),
      ...table.policies.map(({ door, policy, who }) => ['policy', door, policy, policy, words(who)]),
      ...table.roles.flatMap(({ role, opens }) =>
        opens.map((route) => ['role', 'identity', route, role, words(`identity.role.${role}`)]),
      ),
    ]
    const head = ['kind', 'door', 'what', 'policy', 'who'].map((column) => ({
      title: words(`desk.permissions.column.${column}`),
    }))
    const headers = { 'content-disposition': 'attachment; filename="permissions.csv"' }
    return bytes(csvType, await writeCsv({ name: 'permissions', head, rows }), { headers })
  }
}
