// What a module brings to the house: the shape of every door. The house builds menu, pages and tables by asking each one.
import type { ComponentChildren } from 'preact'
import type { City } from './city.ts'
import type { Heard, Reaction } from './facts/reaction.ts'
import type { Files } from './files.ts'
import type { Route } from './http/route.ts'
import type { Policy } from './policy.ts'
import type { Values } from './refusal.ts'

export interface Module {
  /** The folder, the URL, the schema (with _), the words prefix (in camel case). */
  name: string
  floor: 'kernel' | 'services'
  /** Its folder below src, where it is not `floor/name`. */
  folder?: string
  routes?: readonly Route[]
  reactions?: readonly Reaction[]
  policies?: readonly Policy<never>[]
  menu?: readonly MenuItem[]
  /** Links on the staff page, each shown to whom its policy allows. */
  deskMenu?: readonly (MenuItem & { may: Policy })[]
  /** Pieces of the front page; those of one part are shown in `order`. */
  front?: readonly FrontOffer[]
  /** What one can get done here: the catalogue of services and the life situations show it. */
  offers?: readonly ServiceOffer[]
  /** Situations of life that offers answer: whoever keeps texts about them brings them. */
  situations?(city: City): Promise<Situation[]>
  /** What is urgent in the place that somebody chose for the front page. */
  near?: { order: number; piece(city: City, place: NearPlace): Promise<ComponentChildren> }
  /** What a person follows here, for the front page; the latest first. */
  follows?(city: City, person: string): Promise<FollowedThing[]>
  /** What is to come in these days, the first and the last among them: promises that fall due, and what happens. */
  coming?(city: City, days: { from: string; to: string }): Promise<Coming[]>
  /** A piece of a person's own page. */
  mine?: { order: number; piece(city: City, person: string): Promise<ComponentChildren> }
  /** Subjects of facts and entries that have a page here: `case` → `/cases/`. */
  subjects?: Readonly<Record<string, string>>
  /** How things of `subjects` are called, asked once for many; what is not there is left out. */
  named?(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>>
  /** Which facts tie two things together: the threads ask each door. */
  links?: readonly LinkRule[]
  /** Whom a fact concerns and what they are told. */
  notices?: readonly Notice[]
  /** The personal data this module holds of a handle. */
  personal?: {
    export(city: City, handle: string): Promise<unknown>
    erase(city: City, handle: string): Promise<number>
  }
  /** Which of these files of the store this module still needs: the night's sweep leaves them. */
  files?(city: City, shas: readonly string[]): Promise<Iterable<string>>
  /** Whether what this module answers for is well: shown at /desk/house and by `italmas doctor`. */
  health?(city: City): Promise<Health[]>
  /** Loads this module's part of the city pack by actions; running it again changes nothing. */
  pack?(city: City, pack: Pack): Promise<void>
  /** Tells this module's part of the demo story, by actions. */
  demo?(story: DemoStory): Promise<void>
}

export interface Health {
  ok: boolean
  /** Word key of the sentence. */
  key: string
  values: Values
}

export interface FrontOffer {
  order: number
  /** hero: what one can do at once; top: over the whole width; wide and narrow: the two columns below. */
  part: 'hero' | 'top' | 'wide' | 'narrow'
  piece(city: City): Promise<ComponentChildren>
}

/** Whom an offer is for: anyone who lives here, whoever checks the city, whoever makes programs. */
export const offerReaders = ['resident', 'checker', 'maker'] as const
export type OfferReader = (typeof offerReaders)[number]

/** Something that can be done now. Every text is a word key. */
export interface ServiceOffer {
  href: string
  label: string
  /** One sentence: what one gets. */
  hint: string
  /** Slugs of the situations it answers. */
  situations: readonly string[]
  who: readonly OfferReader[]
  /** How long it takes. */
  takes: string
  /** What one needs for it. */
  needs: string
  /** Here, or here and in person. */
  way: 'online' | 'both'
  order: number
}

export interface Situation {
  slug: string
  href: string
  title: string
  lead: string
  /** The language of its words where it is not the reader's. */
  lang?: string | undefined
}

/** A district or a street. */
export interface NearPlace {
  kind: 'district' | 'street'
  /** The district's id, or the street as the city calls it. */
  id: string
  /** As the city calls it, in Russian. */
  name: string
}

export interface FollowedThing {
  href: string
  title: string
  lang?: string | undefined
  /** Where it stands, in a few words. */
  note?: string | undefined
}

export interface Coming {
  /** The day: `2026-11-30`; the last one of what is known to the month or year only. */
  on: string
  href: string
  title: string
  lang?: string | undefined
  /** What it is, in a few words: «веха проекта …». */
  note?: string | undefined
  /** promise: what falls due; happening: what takes place. */
  kind: 'promise' | 'happening'
}

export interface MenuItem {
  href: string
  /** A word key. */
  label: string
  order: number
}

/** A thing in the reader's words; nothing in them is for some eyes only. */
export interface Named {
  /** «Сообщение № 2026-000123», «Показатель». */
  what: string
  title: string
  /** The language of the title where it is not the reader's. */
  lang?: string | undefined
  /** Where it stands, in a few words. */
  note?: string | undefined
}

export interface LinkRule {
  fact: string
  /** The links that these facts, all of this kind, tell of; what else it needs it asks once for all of them. */
  of(city: City, facts: readonly Heard[]): Promise<readonly Link[]>
}

/** One thing led to another. Both are subjects: a kind of `subjects` and an id, never words of a person. */
export interface Link {
  from: string
  to: string
  /** `small-wins.grown` is said by `smallWins.link.grown`, its end by `smallWins.link.grown.ended`. */
  kind: string
  /** The fact that says so, and when. */
  fact: Pick<Heard, 'id' | 'at'>
  /** It no longer holds; that it did stays told. */
  ends?: boolean
  /** The day it happened, where the source of the fact names one: `2025-09-17`. */
  day?: string | null
}

export interface Notice {
  fact: string
  /** Handles of this module that the fact concerns, with what each is told. */
  told(city: City, fact: { subject: string; data: unknown }): Promise<Told[]>
}

export interface Told {
  handle: string
  /** Word key of the sentence. */
  key: string
  values: Record<string, string | number>
  /** Where it leads, without the language prefix. */
  href: string
  /** E-mail at once, or only on the person's page. */
  urgent: boolean
  /** What else it leads to: the receipt of what happened, the page where it is stopped. */
  also?: readonly AlsoLink[]
  /** Word key of why it came to this very person, where the module has more reasons than one. */
  why?: string
}

export interface AlsoLink {
  /** A word key. */
  label: string
  /** Without the language prefix. */
  href: string
}

/** The city pack: JSON files of one city. */
export interface Pack {
  /** The file's rows; throws when the file is not there. */
  read(file: string): unknown
  has(file: string): boolean
  /** A path inside the pack. */
  path(file: string): string
}

/** The demo's stage: a city in which named people act on given days. */
export interface DemoStory {
  files: Files
  zone: string
  /** The city as a person sees it, so many days (and hours) before the first start. */
  as(person: string, daysAgo: number, hour?: number): City
  /** Lets every reaction that is due happen. */
  settle(): Promise<void>
}
