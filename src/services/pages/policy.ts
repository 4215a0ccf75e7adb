// Who may do what with the editors' pages.
import { holds, policy } from '#platform/policy.ts'

export const mayEdit = policy('pages.mayEdit', 'pages.policy.edit', (actor) => holds(actor, ['editor', 'house']))
