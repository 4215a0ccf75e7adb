// What programmes, calls and applications announce. Subjects are `programme:ID`, `call:ID` and `application:UUID`; no fact names a person.
export interface ApplyingFacts {
  'programmes.published': { programme: string; version: number }
  'programmes.call-published': { call: string; programme: string }
  'programmes.call-opened': { call: string; programme: string }
  'programmes.call-closed': { call: string; programme: string }
  'programmes.deadline-moved': { call: string; programme: string; move: string }
  'programmes.application-sent': { application: string; call: string; nth: number }
  'programmes.application-taken-back': { application: string; call: string }
  'programmes.application-incomplete': { application: string; call: string; state: string }
  'programmes.application-complete': { application: string; call: string }
  'programmes.application-withdrawn': { application: string; call: string }
  /** A document was found to carry something bad, or could be looked at at last. */
  'programmes.document-scanned': { application: string; document: string; scan: string }
}
