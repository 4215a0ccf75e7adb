// What the account announces; the subject is `data-request:NUMBER`, and no fact says whose it is.
export interface AccountFacts {
  'account.asked': { request: number }
  'account.extended': { request: number }
  'account.answered': { request: number }
}
