// All doors of the house in their order: the kernel from above to below, then the services; and what they are opened with.
import type { City } from '#platform/city.ts'
import type { Config } from '#platform/config.ts'
import type { Files } from '#platform/files.ts'
import type { Module, Pack } from '#platform/module.ts'
import { type Actor, guest } from '#platform/policy.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { SignIn } from '#outside/sign-in/index.ts'
import { identity } from '#kernel/identity/index.ts'
import { places } from '#kernel/places/index.ts'
import { services } from './services.ts'

/** What doors are opened with: settings, files, the outside world, and the list of doors itself. */
export interface Shared {
  config: Config
  files: Files
  zone: string
  pack: Pack
  mail: Mail
  signIn: SignIn
  doors(): readonly Module[]
}

export function doorsOf(shared: Shared): Module[] {
  return [identity, places, ...services(shared)]
}

/** Who a visitor is, from her cookies. */
export function actorFrom(_shared: Shared, _house: () => City): (cookies: Record<string, string | undefined>, via: string) => Promise<Actor> {
  return async () => guest
}
