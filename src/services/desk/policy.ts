// Who may come to the desk, and who may look behind the house's machinery.
import { holds, policy } from '#platform/policy.ts'

const staff = [
  'dispatcher',
  'performer',
  'inspector',
  'editor',
  'strategist',
  'manager',
  'operator',
  'event-editor',
  'adviser',
  'programme-manager',
  'reviewer',
]

export const mayEnterDesk = policy('mayEnterDesk', 'desk.policy.enter', (actor) => holds(actor, staff))
export const mayRunHouse = policy('mayRunHouse', 'desk.policy.runHouse', (actor) => holds(actor, ['operator']))
