// Who may what, for an auditor: roles with what they open, policies in sentences, and every route with its policy.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Permissions } from '../queries/permissions.ts'

export function PermissionsPage({ routes, policies, roles }: Permissions) {
  const { words, href } = useFrame()
  const closed = routes.filter(({ kind }) => kind !== 'anyone')
  const column = (name: string) => ({ label: words(`desk.permissions.column.${name}`) })
  return (
    <>
      <PageHead
        title={words('desk.permissions.title')}
        lede={words('desk.permissions.lede', {
          routes: routes.length,
          closed: closed.length,
          policies: policies.length,
        })}
      >
        <LinkButton kind="plain" href={href('/permissions.csv')}>
          {words('desk.permissions.csv')}
        </LinkButton>
      </PageHead>
      <section>
        <h2>{words('desk.permissions.roles')}</h2>
        <p>{words('desk.permissions.rolesLede')}</p>
        {roles.map(({ role, holders, opens }) => (
          <details key={role}>
            <summary>
              {words(`identity.role.${role}`)} · {words('desk.permissions.holders', { n: holders })} ·{' '}
              {words('desk.permissions.opens', { n: opens.length })}
            </summary>
            <ul>
              {opens.map((route) => (
                <li key={route}>
                  <code>{route}</code>
                </li>
              ))}
            </ul>
          </details>
        ))}
      </section>
      <section>
        <h2>{words('desk.permissions.policies')}</h2>
        <DataTable
          caption={words('desk.permissions.policies')}
          columns={[column('policy'), column('door'), column('who')]}
          rows={policies.map(({ policy, door, who }) => [<code key="policy">{policy}</code>, door, words(who)])}
        />
      </section>
      <section>
        <h2>{words('desk.permissions.routes')}</h2>
        <DataTable
          caption={words('desk.permissions.routes')}
          columns={[column('what'), column('door'), column('policy'), column('who')]}
          rows={routes.map(({ method, path, door, policy, who }) => [
            <code key="what">{`${method} ${path}`}</code>,
            door,
            policy,
            words(who),
          ])}
        />
      </section>
    </>
  )
}
