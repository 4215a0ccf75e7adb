// The five ways the house says no; each carries a word key, so it can be translated, tested and shown in any channel.

export type RefusalKind = 'missing' | 'not-allowed' | 'invalid' | 'conflict' | 'unavailable'
export type Values = Record<string, string | number | boolean | Date>
export interface FieldError {
  key: string
  values?: Values
}
export type FieldErrors = Record<string, FieldError>

const statuses: Record<RefusalKind, number> = {
  missing: 404,
  'not-allowed': 403,
  invalid: 422,
  conflict: 409,
  unavailable: 503,
}

/** A refusal is an answer, not a bug: it is shown to the person and is not logged as an error. */
export class Refusal extends Error {
  readonly kind: RefusalKind
  readonly key: string
  readonly values: Values
  readonly fields: FieldErrors

  constructor(kind: RefusalKind, key: string, values: Values = {}, fields: FieldErrors = {}) {
    super(`${kind}: ${key}`)
    this.name = 'Refusal'
    this.kind = kind
    this.key = key
    this.values = values
    this.fields = fields
  }

  get status(): number {
    return statuses[this.kind]
  }
}

export const refuse = {
  missing: (key: string, values?: Values) => new Refusal('missing', key, values),
  notAllowed: (key: string, values?: Values) => new Refusal('not-allowed', key, values),
  invalid: (fields: FieldErrors, key = 'platform.refusal.invalid') => new Refusal('invalid', key, {}, fields),
  conflict: (key: string, values?: Values) => new Refusal('conflict', key, values),
  unavailable: (key: string, values?: Values) => new Refusal('unavailable', key, values),
}
