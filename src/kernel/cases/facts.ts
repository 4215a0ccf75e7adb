// What cases announce; the subject is `case:NUMBER`.
export interface CaseFacts {
  'cases.opened': { number: string }
  'cases.released': { number: string }
  'cases.joined': { number: string }
  'cases.handed-over': { number: string; from: string; to: string }
  'cases.answered': { number: string }
  'cases.declined': { number: string }
  'cases.resolved': { number: string; resolution: string }
  'cases.confirmed': { number: string; resolution: string }
  'cases.reopened': { number: string; resolution: string; wasConfirmed: boolean }
}
