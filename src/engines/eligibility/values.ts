// Answers checked against what a question may answer, and turned into what the engine counts with.
import { isList } from './cells.ts'
import { dayNumber, dayText } from './days.ts'
import { type Domain, endsOfDomain } from './partitions.ts'
import type { Scalar } from './spans.ts'
import type { Value } from './types.ts'

/** A value as the engine counts with it (days as numbers); null when the domain has no such value. */
export function valueIn(domain: Domain, value: Value): Scalar | null {
  switch (domain.kind) {
    case 'yes-no':
      return typeof value === 'boolean' ? value : null
    case 'number':
    case 'money':
      return typeof value === 'number' && isNumberIn(domain, value) ? value : null
    case 'day':
      return typeof value === 'string' ? dayNumber(value) : null
    case 'one':
      return typeof value === 'string' && domain.options?.includes(value) ? value : null
    case 'several':
      return isList(value) && value.every((one) => domain.options?.includes(one)) ? [...new Set(value)].sort() : null
    case 'code':
      if (typeof value !== 'string' || !/^[0-9A-Za-zА-Яа-я.-]{1,40}$/u.test(value)) return null
      return !domain.options || domain.options.includes(value) ? value : null
  }
}

/** The way back: what people and pages see. */
export function valueOut(domain: Domain, value: Scalar): Value {
  return domain.kind === 'day' && typeof value === 'number' ? dayText(value) : value
}

function isNumberIn(domain: Domain, value: number): boolean {
  if (!Number.isFinite(value)) return false
  const { from, to } = endsOfDomain(domain)
  if (value < from || value > to) return false
  if (domain.whole && !Number.isInteger(value)) return false
  return domain.kind !== 'money' || !domain.answered || Math.abs(Math.round(value * 100) / 100 - value) < 1e-9
}
