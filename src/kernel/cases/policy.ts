// Who may do what with cases. `body` is the case's holder.
import { type Actor, holds, policy } from '#platform/policy.ts'

export interface AtHolder {
  body: string
}

/** Roles that work at the desk with cases. */
export const caseRoles = ['dispatcher', 'performer', 'inspector'] as const
export const releasers = ['dispatcher'] as const
export const movers = ['dispatcher', 'performer'] as const
export const resolvers = ['performer', 'dispatcher', 'inspector'] as const
export const wordGivers = ['inspector'] as const

export const maySeeDesk = policy('maySeeDesk', 'cases.policy.seeDesk', (actor) => holds(actor, caseRoles))
export const mayRelease = policy<AtHolder>('mayRelease', 'cases.policy.release', (actor, { body }) =>
  holds(actor, releasers, body),
)
export const mayHandOver = policy<AtHolder>('mayHandOver', 'cases.policy.handOver', (actor, { body }) =>
  holds(actor, movers, body),
)
export const mayAnswer = policy<AtHolder>('mayAnswer', 'cases.policy.answer', (actor, { body }) =>
  holds(actor, movers, body),
)
export const mayDecline = policy<AtHolder>('mayDecline', 'cases.policy.decline', (actor, { body }) =>
  holds(actor, releasers, body),
)
export const mayResolve = policy<AtHolder>('mayResolve', 'cases.policy.resolve', (actor, { body }) =>
  holds(actor, resolvers, body),
)
export const mayGiveWord = policy<AtHolder>('mayGiveWord', 'cases.policy.giveWord', (actor, { body }) =>
  holds(actor, wordGivers, body),
)
/** After too many returns nobody else may hand over. */
export const mayEndPingPong = policy('mayEndPingPong', 'cases.policy.endPingPong', (actor) => isCityDispatcher(actor))
export const mayEditReference = policy('mayEditReference', 'cases.policy.editReference', (actor) =>
  holds(actor, ['operator']),
)

/** A role held in a body sees the cases of that body; one held in the whole city sees all. */
export function bodiesSeen(actor: Actor): readonly string[] | 'all' {
  const roles = actor.roles.filter(({ name }) => caseRoles.some((one) => one === name))
  if (roles.some(({ body }) => body === null)) return 'all'
  return roles.flatMap(({ body }) => (body === null ? [] : [body]))
}

function isCityDispatcher(actor: Actor): boolean {
  return actor.roles.some(({ name, body }) => name === 'dispatcher' && body === null)
}
