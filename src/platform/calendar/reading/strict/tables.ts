// What RFC 5545 (with RFC 7986) allows where: properties of components, their number, value types and clauses.

export type ValueType =
  | 'TEXT'
  | 'TEXTS'
  | 'DATE-TIME'
  | 'DATE'
  | 'PERIOD'
  | 'DURATION'
  | 'RECUR'
  | 'INTEGER'
  | 'FLOAT'
  | 'UTC-OFFSET'
  | 'URI'
  | 'CAL-ADDRESS'
  | 'BINARY'
  | 'BOOLEAN'
  | 'TIME'
  /** A text that is compared sign by sign with a parameter, which knows no escapes. */
  | 'NAME'
  /** RFC 9253. */
  | 'UID'

export interface PropertyRule {
  clause: string
  /** The first is what holds without VALUE. */
  types: readonly ValueType[]
  /** Several values with commas between. */
  list?: boolean
  /** The components it may stand in; everywhere when left out. */
  within?: readonly string[]
  /** The words it may say, by component or for all. */
  says?: readonly string[]
  from?: number
  to?: number
  /** Its times are in UTC always. */
  utc?: boolean
}

const [event, todo, journal, busy, alarm] = ['VEVENT', 'VTODO', 'VJOURNAL', 'VFREEBUSY', 'VALARM']
const observances = ['STANDARD', 'DAYLIGHT']
const entries = [event, todo, journal]

export const propertyRules: Readonly<Record<string, PropertyRule>> = {
  CALSCALE: { clause: '3.7.1', types: ['TEXT'], within: ['VCALENDAR'], says: ['GREGORIAN'] },
  METHOD: { clause: '3.7.2', types: ['TEXT'], within: ['VCALENDAR'] },
  PRODID: { clause: '3.7.3', types: ['TEXT'], within: ['VCALENDAR'] },
  VERSION: { clause: '3.7.4', types: ['TEXT'], within: ['VCALENDAR'] },
  ATTACH: { clause: '3.8.1.1', types: ['URI', 'BINARY'], within: [...entries, alarm] },
  CATEGORIES: { clause: '3.8.1.2', types: ['TEXTS'] },
  CLASS: { clause: '3.8.1.3', types: ['TEXT'], within: entries },
  COMMENT: { clause: '3.8.1.4', types: ['TEXT'] },
  DESCRIPTION: { clause: '3.8.1.5', types: ['TEXT'] },
  GEO: { clause: '3.8.1.6', types: ['FLOAT'] },
  LOCATION: { clause: '3.8.1.7', types: ['TEXT'] },
  'PERCENT-COMPLETE': { clause: '3.8.1.8', types: ['INTEGER'], within: [todo], from: 0, to: 100 },
  PRIORITY: { clause: '3.8.1.9', types: ['INTEGER'], within: [event, todo], from: 0, to: 9 },
  RESOURCES: { clause: '3.8.1.10', types: ['TEXTS'], within: [event, todo] },
  STATUS: { clause: '3.8.1.11', types: ['TEXT'] },
  SUMMARY: { clause: '3.8.1.12', types: ['TEXT'] },
  COMPLETED: { clause: '3.8.2.1', types: ['DATE-TIME'], within: [todo], utc: true },
  DTEND: { clause: '3.8.2.2', types: ['DATE-TIME', 'DATE'], within: [event, busy] },
  DUE: { clause: '3.8.2.3', types: ['DATE-TIME', 'DATE'], within: [todo] },
  DTSTART: { clause: '3.8.2.4', types: ['DATE-TIME', 'DATE'] },
  DURATION: { clause: '3.8.2.5', types: ['DURATION'] },
  FREEBUSY: { clause: '3.8.2.6', types: ['PERIOD'], list: true, within: [busy], utc: true },
  TRANSP: { clause: '3.8.2.7', types: ['TEXT'], within: [event], says: ['OPAQUE', 'TRANSPARENT'] },
  TZID: { clause: '3.8.3.1', types: ['NAME'], within: ['VTIMEZONE'] },
  TZNAME: { clause: '3.8.3.2', types: ['TEXT'], within: observances },
  TZOFFSETFROM: { clause: '3.8.3.3', types: ['UTC-OFFSET'], within: observances },
  TZOFFSETTO: { clause: '3.8.3.4', types: ['UTC-OFFSET'], within: observances },
  TZURL: { clause: '3.8.3.5', types: ['URI'], within: ['VTIMEZONE'] },
  ATTENDEE: { clause: '3.8.4.1', types: ['CAL-ADDRESS'] },
  CONTACT: { clause: '3.8.4.2', types: ['TEXT'] },
  ORGANIZER: { clause: '3.8.4.3', types: ['CAL-ADDRESS'] },
  'RECURRENCE-ID': { clause: '3.8.4.4', types: ['DATE-TIME', 'DATE'], within: entries },
  'RELATED-TO': { clause: '3.8.4.5', types: ['TEXT', 'URI', 'UID'] },
  URL: { clause: '3.8.4.6', types: ['URI'] },
  UID: { clause: '3.8.4.7', types: ['TEXT'] },
  EXDATE: { clause: '3.8.5.1', types: ['DATE-TIME', 'DATE'], list: true, within: entries },
  RDATE: {
    clause: '3.8.5.2',
    types: ['DATE-TIME', 'DATE', 'PERIOD'],
    list: true,
    within: [...entries, ...observances],
  },
  RRULE: { clause: '3.8.5.3', types: ['RECUR'], within: [...entries, ...observances] },
  ACTION: { clause: '3.8.6.1', types: ['TEXT'], within: [alarm] },
  REPEAT: { clause: '3.8.6.2', types: ['INTEGER'], within: [alarm], from: 0 },
  TRIGGER: { clause: '3.8.6.3', types: ['DURATION', 'DATE-TIME'], within: [alarm], utc: true },
  CREATED: { clause: '3.8.7.1', types: ['DATE-TIME'], within: entries, utc: true },
  DTSTAMP: { clause: '3.8.7.2', types: ['DATE-TIME'], utc: true },
  'LAST-MODIFIED': { clause: '3.8.7.3', types: ['DATE-TIME'], utc: true },
  SEQUENCE: { clause: '3.8.7.4', types: ['INTEGER'], within: entries, from: 0 },
}

/** STATUS says other words in each component (3.8.1.11). */
export const statuses: Readonly<Record<string, readonly string[]>> = {
  VEVENT: ['TENTATIVE', 'CONFIRMED', 'CANCELLED'],
  VTODO: ['NEEDS-ACTION', 'COMPLETED', 'IN-PROCESS', 'CANCELLED'],
  VJOURNAL: ['DRAFT', 'FINAL', 'CANCELLED'],
}

export interface ComponentRule {
  clause: string
  /** Exactly once. */
  must: readonly string[]
  /** Once at most. */
  once: readonly string[]
  /** Pairs that exclude each other. */
  either?: readonly (readonly [string, string])[]
  within: readonly string[]
}

const told = [
  'CLASS',
  'CREATED',
  'LAST-MODIFIED',
  'ORGANIZER',
  'RECURRENCE-ID',
  'SEQUENCE',
  'STATUS',
  'SUMMARY',
  'URL',
  'DTSTART',
]
const observance: ComponentRule = {
  clause: '3.6.5',
  must: ['DTSTART', 'TZOFFSETTO', 'TZOFFSETFROM'],
  once: [],
  within: ['VTIMEZONE'],
}

export const componentRules: Readonly<Record<string, ComponentRule>> = {
  VCALENDAR: { clause: '3.6', must: ['PRODID', 'VERSION'], once: ['CALSCALE', 'METHOD'], within: [] },
  VEVENT: {
    clause: '3.6.1',
    must: ['DTSTAMP', 'UID'],
    once: [...told, 'DESCRIPTION', 'GEO', 'LOCATION', 'PRIORITY', 'TRANSP', 'DTEND', 'DURATION'],
    either: [['DTEND', 'DURATION']],
    within: ['VCALENDAR'],
  },
  VTODO: {
    clause: '3.6.2',
    must: ['DTSTAMP', 'UID'],
    once: [...told, 'COMPLETED', 'DESCRIPTION', 'GEO', 'LOCATION', 'PERCENT-COMPLETE', 'PRIORITY', 'DUE', 'DURATION'],
    either: [['DUE', 'DURATION']],
    within: ['VCALENDAR'],
  },
  VJOURNAL: { clause: '3.6.3', must: ['DTSTAMP', 'UID'], once: told, within: ['VCALENDAR'] },
  VFREEBUSY: {
    clause: '3.6.4',
    must: ['DTSTAMP', 'UID'],
    once: ['CONTACT', 'DTSTART', 'DTEND', 'ORGANIZER', 'URL'],
    within: ['VCALENDAR'],
  },
  VTIMEZONE: { clause: '3.6.5', must: ['TZID'], once: ['LAST-MODIFIED', 'TZURL'], within: ['VCALENDAR'] },
  STANDARD: observance,
  DAYLIGHT: observance,
  VALARM: { clause: '3.6.6', must: ['ACTION', 'TRIGGER'], once: ['DURATION', 'REPEAT'], within: ['VEVENT', 'VTODO'] },
}
