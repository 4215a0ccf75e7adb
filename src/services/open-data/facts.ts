// What open data announce; the subject is `webhook:ID`.
export interface OpenDataFacts {
  /** Something is to be told to a webhook. */
  'open-data.due': { delivery: string }
  /** Nothing arrived for so long that it was paused. */
  'open-data.paused': { webhook: string }
}
