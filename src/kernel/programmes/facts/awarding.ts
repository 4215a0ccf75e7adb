// What review and award announce. Subjects are `call:ID` and `application:UUID`; no fact names a person.
export interface AwardingFacts {
  'programmes.review-begun': { call: string; applications: number }
  'programmes.review-given': { call: string; assignment: string }
  /** A reviewer said that she may not judge, and the application went to another. */
  'programmes.review-passed-on': { call: string; assignment: string; because: string }
  'programmes.review-sent': { call: string; application: string }
  'programmes.protocol-prepared': { call: string; protocol: string }
  'programmes.protocol-returned': { call: string; protocol: string }
  'programmes.protocol-confirmed': { call: string; protocol: string }
  'programmes.awarded': { application: string; call: string; amount: number | null; cause: string }
  'programmes.refused': { application: string; call: string; cause: string }
  'programmes.reserved': { application: string; call: string; place: number; cause: string }
  'programmes.appealed': { application: string; call: string; appeal: string }
  'programmes.appeal-decided': { application: string; call: string; appeal: string; outcome: string }
  'programmes.agreement-sent': { application: string; call: string }
  'programmes.agreed': { application: string; call: string }
  'programmes.declined': { application: string; call: string }
  'programmes.proof-brought': { application: string; call: string; milestone: string }
  'programmes.proof-judged': { application: string; call: string; milestone: string; verdict: string }
  'programmes.milestone-due': { application: string; call: string; milestone: string; kind: string }
  'programmes.paid': { application: string; call: string; amount: number }
  'programmes.returned': { application: string; call: string; amount: number }
  'programmes.reported': { application: string; call: string }
  'programmes.report-judged': { application: string; call: string; verdict: string }
  'programmes.closed': { application: string; call: string }
}
