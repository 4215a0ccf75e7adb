// What the Bureau announces. The subject is `bureau-request:NUMBER` or `measure:ID`; nobody's words are in a fact.
export interface BureauFacts {
  'bureau.asked': { request: number; queue: string }
  'bureau.handed-over': { request: number; queue: string }
  /** The adviser needs to know more; the clock stands still. */
  'bureau.asked-back': { request: number }
  'bureau.replied': { request: number }
  'bureau.answered': { request: number }
  /** She is asked whether it helped. */
  'bureau.outcome-asked': { request: number; day: number }
  /** The term of an answer has passed: its advisers are told once. */
  'bureau.term-passed': { request: number; queue: string }
  'bureau.measure-changed': { measure: string; version: number }
}
