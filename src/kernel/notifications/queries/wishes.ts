// All that the page of preferences shows of a person: where she can be reached, what she chose, and what stands in the way.
import {
  agreeing,
  handlesOf,
  hasConsent,
  letterPurposes,
  personFor,
  shortHash,
  textsPurpose,
} from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { ChannelName } from '../channels/index.ts'
import type { NotificationParts } from '../parts.ts'
import { type Device, devicesOf } from './devices.ts'
import { choicesOf, readerOfPerson, rests, type Settings, settingsOf } from './readers.ts'

export interface Wishes {
  settings: Settings
  /** `topic channel` to what she chose. */
  choices: ReadonlyMap<string, boolean>
  /** The channels that reach her now, besides her own page. */
  channels: readonly ChannelName[]
  /** Null where she signs in without one. */
  email: string | null
  /** Letters to her address came back. */
  rests: boolean
  /** Her confirmed number, where the operator sends texts; null otherwise. */
  phone: string | null
  textsAgreed: boolean
  devices: readonly Device[]
}

export async function wishesOf(city: City, { sms, phoneOf, push }: NotificationParts, person: string): Promise<Wishes> {
  const reader = await readerOfPerson(city, person)
  const email = (await personFor(city, person))?.email ?? null
  const handles = (await handlesOf(city, person)).map(({ handle }) => handle)
  let letters = false
  for (const { code } of letterPurposes) letters ||= (await agreeing(city, { handles, purpose: code })).size > 0
  const phone = sms && phoneOf ? await phoneOf(city, person) : null
  const textsAgreed = reader !== null && phone !== null && (await hasConsent(city, reader, textsPurpose.code))
  const devices = push ? await devicesOf(city, reader) : []
  const channels: ChannelName[] = []
  if (letters) channels.push('mail')
  if (textsAgreed) channels.push('sms')
  if (devices.length > 0) channels.push('push')
  return {
    ...{ channels, email, phone, textsAgreed, devices },
    settings: await settingsOf(city, reader),
    choices: await choicesOf(city, reader),
    rests: reader !== null && email !== null && (await rests(city, reader, shortHash(email))),
  }
}
