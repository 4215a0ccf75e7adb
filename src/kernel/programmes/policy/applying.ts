// Who may make programmes, lead calls and look at applications.
import { atLeast, holds, policy, signedIn } from '#platform/policy.ts'

/** Whoever makes programmes by data, opens calls and checks whether applications are complete. */
export const mayManageProgrammes = policy('mayManageProgrammes', 'programmes.policy.manage', (actor) =>
  holds(actor, ['programme-manager']),
)

/** Applying asks for an account, so that it can be gone on with from any device. */
export const mayApply = { ...signedIn, name: 'mayApply', who: 'programmes.policy.apply' }

/** What a programme may ask of whoever sends. */
export const maySend = { simple: mayApply, standard: atLeast('standard'), confirmed: atLeast('confirmed') } as const
