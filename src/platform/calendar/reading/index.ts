// Reading calendars of any origin: bytes to series of events, series to single times within some days, and what breaks RFC 5545.
export { type Aside, type AsideKind, asideKey, asideKinds } from './aside.ts'
export type { EventPart, EventStatus } from './event.ts'
export { type Days, mostOfAll, mostOfOne, type Occurrence, occurrencesIn } from './occurrences.ts'
export { type ReadCalendar, readCalendar, type Series } from './read.ts'
export { timesOfRule } from './recurrence/times.ts'
export { type Violation, type ViolationKind, violationKey, violationKinds, violationsOf } from './strict/index.ts'
export type { EventTexts } from './texts.ts'
