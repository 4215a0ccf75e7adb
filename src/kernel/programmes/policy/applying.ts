// Who may make programmes, lead calls and look at applications.
import { holds, policy } from '#platform/policy.ts'

/** Whoever makes programmes by data, opens calls and checks whether applications are complete. */
export const mayManageProgrammes = policy('mayManageProgrammes', 'programmes.policy.manage', (actor) =>
  holds(actor, ['programme-manager']),
)

/** Applying asks for an account, so that it can be gone on with from any device. */
export const mayApply = policy('mayApply', 'programmes.policy.apply', (actor) => actor.person !== null)
