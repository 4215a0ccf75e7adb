// What somebody may do for an organisation.

/** manage: invite and end representatives; apply: file applications and reports; sign: agree to terms in its name. */
export const powerCodes = ['manage', 'apply', 'sign'] as const
export type Power = (typeof powerCodes)[number]

export function isPower(code: string): code is Power {
  return powerCodes.some((known) => known === code)
}

/** Whether a power holds on a day: believed by somebody, begun, not ended, and not run out. Its last day counts. */
export function isHeldOn(
  power: { confirmedAt: Date | null; endedAt: Date | null; since: string; until: string | null },
  day: string,
): boolean {
  return (
    power.confirmedAt !== null &&
    power.endedAt === null &&
    power.since <= day &&
    (power.until === null || day <= power.until)
  )
}
