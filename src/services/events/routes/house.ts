// What events need of the house.
import type { AskFeed } from '#outside/feeds/index.ts'
import type { Guarded } from '#outside/guarded/index.ts'
import type { Mail } from '#outside/mail/index.ts'
import type { Files } from '#platform/files.ts'
import type { Pack } from '#platform/module.ts'

export interface EventsHouse {
  zone: string
  demo: boolean
  files: Files
  /** Reaches the addresses of sources. */
  guarded: Guarded
  /** Asks sources for what they have. */
  feeds: AskFeed
  /** The files of the city's sources. */
  pack: Pack
  mail: Mail
  /** The city's own address, for links in feeds and letters. */
  origin: string
  operator: { name: string | null; inn: string | null; address: string | null }
}
