// What notifications need of the house and of the outside.
import type { Mail } from '#outside/mail/index.ts'
import type { Push } from '#outside/push/index.ts'
import type { Sms } from '#outside/sms/index.ts'
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import type { Locale, Words } from '#platform/words.ts'

export interface NotificationParts {
  mail: Mail
  /** Where letters are returned; null where nobody reads what comes back. */
  returnsTo: string | null
  /** Null where the operator sends no texts. */
  sms: Sms | null
  /** The confirmed number of a person, as E.164 writes it; null where nobody can confirm one. */
  phoneOf: ((city: City, person: string) => Promise<string | null>) | null
  /** Null unless the operator turned it on. */
  push: Push | null
  /** The city's own address, for links in letters. */
  origin: string
  /** The zone of the city's clocks. */
  zone: string
  /** Who answers for personal data; named in every consent. */
  operator: { name: string | null; inn: string | null; address: string | null }
  doors(): readonly Module[]
  wordsIn(locale: Locale): Words
}
