// One place where a file breaks RFC 5545: the clause, the line, and what is wrong as a kind that has words in every language.

export const violationKinds = [
  'blankLine',
  'control',
  'encoding',
  'fold',
  'mark',
  'noProperty',
  'parameter',
  'outside',
  'noBegin',
  'noEnd',
  'noCalendar',
  'empty',
  'place',
  'propertyPlace',
  'missing',
  'twice',
  'exclusive',
  'value',
  'valueType',
  'word',
  'notUtc',
  'zoned',
  'noZone',
  'noObservance',
  'endType',
  'endBefore',
  'idType',
  'untilType',
  'rule',
  'together',
] as const
export type ViolationKind = (typeof violationKinds)[number]

export interface Violation {
  /** `3.8.2.4`, of RFC 5545. */
  clause: string
  line: number
  kind: ViolationKind
  /** What the sentence names: always `what`, and `value` where a value is wrong. */
  values: { what: string; value: string }
}

/** The word key that says a kind. */
export function violationKey(kind: ViolationKind): string {
  return `platform.calendar.strict.${kind}`
}

export type Tell = (clause: string, line: number, kind: ViolationKind, what: string, value?: string) => void
