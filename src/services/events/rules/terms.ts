// The words that events are told in: kinds, topics, age marks, states; each is a code here and a phrase in words.

/** Age marks of law 436-FZ; there are no others. */
export const ages = ['0+', '6+', '12+', '16+', '18+'] as const
export type Age = (typeof ages)[number]

export const kinds = [
  'concert',
  'play',
  'opera',
  'ballet',
  'circus',
  'exhibition',
  'festival',
  'holiday',
  'film',
  'lecture',
  'workshop',
  'meeting',
  'tour',
  'fair',
  'sport',
  'action',
  'other',
] as const
export type Kind = (typeof kinds)[number]

export const topics = [
  'music',
  'theatre',
  'dance',
  'art',
  'history',
  'books',
  'cinema',
  'science',
  'crafts',
  'food',
  'fashion',
  'sport',
  'nature',
  'family',
  'udmurt',
  'city',
] as const
export type Topic = (typeof topics)[number]

/** What became of a session: as announced, at another time, not at all, or put off with no new day. */
export const statuses = ['scheduled', 'moved', 'cancelled', 'postponed'] as const
export type Status = (typeof statuses)[number]

/** Only what is published is seen by everybody. */
export const states = ['draft', 'moderation', 'published', 'hidden'] as const
export type State = (typeof states)[number]

/** How exactly a time is said; only `time` has an hour, and nothing coarser than `day` names the day. */
export const precisions = ['time', 'day', 'weekend', 'month', 'year', 'unknown'] as const
export type Said = (typeof precisions)[number]

/** Where the list shows a day of an event: under the day, as what is running, or as what has no day yet. */
export const shapes = ['day', 'running', 'vague'] as const
export type Shape = (typeof shapes)[number]

export const bases = ['press', 'feed', 'organiser', 'city', 'demo'] as const
export type Basis = (typeof bases)[number]

export const sourceKinds = ['press', 'organiser', 'editor', 'demo', 'ical', 'jsonld', 'json', 'table'] as const
export type SourceKind = (typeof sourceKinds)[number]

export const changeKinds = [
  'published',
  'added',
  'moved',
  'cancelled',
  'postponed',
  'restored',
  'changed',
  'hidden',
] as const
export type ChangeKind = (typeof changeKinds)[number]
