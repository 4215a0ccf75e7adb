// What small wins need of the house: its zone, its mail, and who answers for the addresses that people leave.
import type { Mail } from '#outside/mail/index.ts'

export interface WinHouse {
  zone: string
  demo: boolean
  mail: Mail
  /** The address residents use; null in a demo. */
  publicUrl: string | null
  /** Who answers for personal data; named in every consent. */
  operator: { name: string | null; inn: string | null; address: string | null }
}
