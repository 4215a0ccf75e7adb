// All doors of the house in their order: the kernel from above to below, then the services; and what they are opened with.

import { cases } from '#kernel/cases/index.ts'
import { chronicle, type Seal } from '#kernel/chronicle/index.ts'
import { actorOf, identity, personFor } from '#kernel/identity/index.ts'
import { ledger } from '#kernel/ledger/index.ts'
import { media } from '#kernel/media/index.ts'
import { notifications } from '#kernel/notifications/index.ts'
import { places } from '#kernel/places/index.ts'
import { programmes } from '#kernel/programmes/index.ts'
import { threads } from '#kernel/threads/index.ts'
import type { Guarded } from '#outside/guarded/index.ts'
import type { AskLink } from '#outside/links/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { OutsideProviders } from '#outside/oidc-client/index.ts'
import type { IdentityProvider } from '#outside/oidc-provider/index.ts'
import type { Push } from '#outside/push/index.ts'
import { type SignIn, sessionCookie } from '#outside/sign-in/index.ts'
import type { Sms } from '#outside/sms/index.ts'
import type { VirusScan } from '#outside/virus-scan/index.ts'
import type { AskWitness } from '#outside/witness/index.ts'
import type { City } from '#platform/city.ts'
import type { Config } from '#platform/config.ts'
import type { Files } from '#platform/files.ts'
import type { Module, Pack } from '#platform/module.ts'
import type { Uses } from '#platform/phrases.ts'
import { type Actor, guest } from '#platform/policy.ts'
import type { Locale, Words } from '#platform/words.ts'
import { services } from './services.ts'

/** What doors are opened with: settings, files, the outside world, and the list of doors itself. */
export interface Shared {
  config: Config
  files: Files
  zone: string
  pack: Pack
  mail: Mail
  signIn: SignIn
  /** Speaks for people to other systems. */
  provider: IdentityProvider
  /** Outside providers that people may sign in by. */
  providers: OutsideProviders
  /** Null where no message centre is configured. */
  sms: Sms | null
  /** The city's own address, for links in letters. */
  origin: string
  /** Null unless the operator turned web push on. */
  push: Push | null
  /** Looks for viruses; null where no scanner is configured. */
  virusScan: VirusScan | null
  /** The keys of the record and what was published last. */
  seal: Seal
  /** Reaches the witnesses of the record. */
  askWitness: AskWitness
  /** Asks whether a page of another site is there; null where the city asks none. */
  askLink: AskLink | null
  /** Which status a guest gets at an address of the house, asked without the network. */
  inside(path: string): Promise<number>
  /** Reaches addresses that strangers gave. */
  guarded: Guarded
  /** 32 bytes that only this city can make: the same for the same purpose (HKDF, RFC 5869). */
  secretFor(purpose: string): Buffer
  doors(): readonly Module[]
  /** The catalogue, for what is said outside a visit: letters. */
  wordsIn(locale: Locale): Words
  /** Which page says which phrases. */
  uses: Uses
}

export function doorsOf(shared: Shared): Module[] {
  return [
    identity,
    places,
    media(shared.files, shared.doors),
    chronicle(shared.doors, { seal: shared.seal, ask: shared.askWitness }),
    threads(shared.doors),
    ledger,
    cases,
    programmes({
      ...shared,
      demo: shared.config.mode === 'demo',
      publicUrl: shared.config.publicUrl,
      operator: shared.config.operator,
    }),
    notifications({
      ...shared,
      returnsTo: shared.config.mail.returnsTo,
      operator: shared.config.operator,
      phoneOf: async (city, person) => (await personFor(city, person))?.phone ?? null,
    }),
    ...services(shared),
  ]
}

// In live mode the address is given; the demo's letters lead to this machine.
export function originOf(config: Config): string {
  return config.publicUrl ?? `http://${config.host === '0.0.0.0' ? 'localhost' : config.host}:${config.port}`
}

/** Who a visitor is, from her cookies. Without a session cookie nothing is asked. */
export function actorFrom(
  shared: Shared,
  house: () => City,
): (cookies: Record<string, string | undefined>, via: string) => Promise<Actor> {
  return async (cookies, via) => {
    const session = cookies[sessionCookie]
    if (!session) return { ...guest, via }
    const who = await shared.signIn.whoIs(session)
    if (!who) return { ...guest, via }
    const { person, name, level, strong, session: id } = who
    const actor = await actorOf(house(), { person, name, level, strong, session: id }, via)
    // An office asks for more than a letter: until she shows it she is a resident like others.
    return shared.config.staffFactor && !strong ? { ...actor, roles: [], asleep: actor.roles } : actor
  }
}
