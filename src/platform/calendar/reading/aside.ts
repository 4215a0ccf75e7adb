// What could not be taken in from a calendar, and why: a kind that has words in every language (`platform.calendar.aside.*`).

export const asideKinds = [
  'notACalendar',
  'unreadableLine',
  'unclosed',
  'noStart',
  'badDate',
  'unknownZone',
  'endBeforeStart',
  'endOtherKind',
  'badDuration',
  'badRule',
  'badRulePart',
  'oldRule',
  'neverRule',
  'foreignScale',
  'tooMany',
  'tooManyInAll',
  'tooFar',
  'noUid',
  'older',
] as const
export type AsideKind = (typeof asideKinds)[number]

export interface Aside {
  line: number | null
  /** VEVENT, or the property that was left out of it: `VEVENT/RRULE`. */
  component: string | null
  uid: string | null
  kind: AsideKind
  values: Record<string, string | number>
}

/** The word key that says a kind. */
export function asideKey(kind: AsideKind): string {
  return `platform.calendar.aside.${kind}`
}

/** What a stranger wrote, short enough for a line on the screen. */
export function shown(text: string): string {
  const line = text.replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, ' ').trim()
  return line.length > 80 ? `${line.slice(0, 79)}…` : line
}
