// What a module brings to the house: the shape of every door. The house builds menu, pages and tables by asking each one.
import type { ComponentChildren } from 'preact'
import type { City } from './city.ts'
import type { Heard, Reaction } from './facts/reaction.ts'
import type { Files } from './files.ts'
import type { KeyGate } from './http/keys.ts'
import type { Route } from './http/route.ts'
import type { Coming, FollowedThing, NearPlace, ServiceOffer, Situation } from './offers.ts'
import type { OpenSet } from './open-data/set.ts'
import type { Look, PersonalKind, Retention } from './personal.ts'
import type { Phrases } from './phrases.ts'
import type { Policy } from './policy.ts'
import type { Values } from './refusal.ts'
import type { SearchOffer } from './search.ts'

export {
  type Coming,
  type FollowedThing,
  type NearPlace,
  type OfferReader,
  offerReaders,
  type ServiceOffer,
  type Situation,
} from './offers.ts'
export type { Look, PersonalKind, Retention } from './personal.ts'
export type { Audience, SearchChange, SearchDocument, SearchKind, SearchOffer } from './search.ts'

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
  /** Pages for everybody that a device keeps from the first visit on, for the time without network. */
  offline?: readonly string[]
  /**
   * Phrases in Udmurt that lie over the words of the files, and where phrases are said. Asked before each page, so the answer must
   * be remembered (platform/memory.ts).
   */
  phrases?(city: City): Promise<Phrases>
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
  /** What of its public data it offers to everybody, as tables: shown and exported at /open-data. */
  openData?: readonly OpenSet[]
  /** Which of its facts other systems may subscribe to, and what they are told: public things only. */
  webhooks?: readonly PublicFact[]
  /** Who opens with a key, and how much they may: one module of the house knows. */
  keys?(now: () => City): KeyGate
  /** The personal data this module holds of a handle. */
  personal?: {
    export(city: City, handle: string): Promise<unknown>
    erase(city: City, handle: string): Promise<number>
    /** What the kinds of the export are, by their names in it (`all` where it is a list): what it is, on what basis, what stays. */
    kinds?: Readonly<Record<string, PersonalKind>>
    /** Which office looked at what is not public of this handle, the newest first; staff have no names here. */
    looked?(city: City, handle: string): Promise<Look[]>
  }
  /** What of this module the city's search finds. */
  search?: SearchOffer
  /** What the clock removes once its purpose is reached: by rows, never by person. The periods are dated reference data. */
  retention?: readonly Retention[]
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

/** A fact that everybody may know, in the shape in which other systems get it. */
export interface PublicFact {
  fact: string
  /** A word key. */
  about: string
  /** What they are told: public values only, never a handle. Null where this one is not for everybody. */
  told(city: City, fact: Heard): Promise<Readonly<Record<string, unknown>> | null>
}

export interface Notice {
  fact: string
  /** Word key of what it is about; people choose by topics what reaches them where. */
  topic: string
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
  /** By the channels she chose, or only on the person's page. */
  urgent: boolean
  /** True for an answer to what she has done this minute: it waits for no hour and no digest. */
  asked?: boolean
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
