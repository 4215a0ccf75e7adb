// Decisions about people and organisations: role names, sign-in limits, numbers of organisations.

/** The offices of the city. */
export const roleNames = ['dispatcher', 'inspector', 'performer', 'editor', 'strategist', 'operator'] as const
export type RoleName = (typeof roleNames)[number]

export function isRoleName(name: string): name is RoleName {
  return roleNames.some((known) => known === name)
}
