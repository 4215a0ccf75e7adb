// What is kept of a consent to letters as evidence: the text she read, who answers for the address, where and in which browser it was said.
import { agreesToLetters, eventsPurpose, handleOf, hasConsent } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { Visit } from '#platform/http/route.ts'
import type { LettersConsent } from '../actions/seats.ts'
import type { EventsHouse } from './house.ts'

export function consentGiven(house: EventsHouse, visit: Visit): LettersConsent {
  const { operator } = house
  const userAgent = visit.header('user-agent') ?? null
  return { text: consentText(house, visit.city), operator, userAgent, ip: visit.ip }
}

export function consentText({ operator }: EventsHouse, city: City): string {
  const inn = operator.inn && city.words('events.consent.inn', { inn: operator.inn })
  const named = [operator.name, inn, operator.address].filter((part) => part !== null && part !== '').join(', ')
  return city.words(eventsPurpose.text, { operator: named || city.words('events.consent.demoOperator') })
}

/** Whether she has agreed to such letters, here or to all. */
export async function hasLetters(city: City): Promise<boolean> {
  const { person } = city.actor
  if (person === null) return false
  if (await agreesToLetters(city, person)) return true
  const handle = await handleOf(city, 'events', person)
  return handle !== null && (await hasConsent(city, handle, eventsPurpose.code))
}
