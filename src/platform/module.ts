// What a module brings to the house: the shape of every door. The house builds menu, pages and tables by asking each one.
import type { ComponentChildren } from 'preact'
import type { City } from './city.ts'
import type { Heard, Reaction } from './facts/reaction.ts'
import type { Files } from './files.ts'
import type { KeyGate } from './http/keys.ts'
import type { Route } from './http/route.ts'
import type { OpenSet } from './open-data/set.ts'
import type { Phrases } from './phrases.ts'
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

/** A kind of personal data, said to whom it belongs. All texts are word keys but `correct`. */
export interface PersonalKind {
  label: string
  /** On what ground the city holds it: a consent, or the law and the municipal function that need none. */
  basis: string
  /** It is held by her consent alone, and goes with it. */
  byConsent?: true
  /** How long it is kept; without it until she is forgotten. */
  kept?: string
  /** What stays when she is forgotten, without her, and why; without it nothing stays. */
  stays?: string
  /** Where she may correct it herself, without the language prefix. */
  correct?: string
}

/** One look of the staff at what is not public. */
export interface Look {
  at: Date
  /** The office in words: «диспетчер города». */
  office: string
  /** Word key of why an office looks there. */
  why: string
  /** What was looked at: «Сообщение № 2026-000123». */
  what: string
  href?: string
}

export interface Retention {
  /** `module.rows`: names the period among the city's retention periods, and the rows in the destruction log. */
  category: string
  /** Word key: what is removed. */
  label: string
  /**
   * Removes at most `most` things whose purpose was reached before the instant, in bounded statements. Answers how many. Left out
   * where the module's own sweep knows better when the purpose ended, and notes it itself.
   */
  remove?(city: City, asked: { before: Date; most: number }): Promise<number>
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

/** What a module gives to the city's search: kinds of documents, and the documents of its subjects. */
export interface SearchOffer {
  kinds: readonly SearchKind[]
  /** All subjects that may have a document, in pages of a size that can be asked for at once. */
  subjects(city: City): AsyncIterable<readonly string[]>
  /** The documents of these subjects as they stand now, in Russian; a subject without one is not to be found. */
  documents(city: City, subjects: readonly string[]): Promise<readonly SearchDocument[]>
  /** Which facts change which of its subjects; what no fact tells of is found by the night's look at all of them. */
  changes?: readonly SearchChange[]
}

export interface SearchKind {
  kind: string
  /** Word key of what several of them are called: «Обещания». */
  label: string
  order: number
}

export interface SearchChange {
  fact: string
  /** The fact's own subject where it is not said. */
  subjects?(city: City, heard: Heard): readonly string[] | Promise<readonly string[]>
}

/** Who may open a document: anyone, who holds a role (in the whole city, or in one body), or whose handle it is. */
export type Audience = 'anyone' | `role:${string}` | `handle:${string}`

/** One thing that has a page, as the search shows and finds it. */
export interface SearchDocument {
  /** `case:2026-000123`. */
  subject: string
  kind: string
  title: string
  titleEn?: string | null | undefined
  text?: string | null | undefined
  /** Other words by which people look for it; never shown. */
  keywords?: string | null | undefined
  /** The language of its words where it is not Russian. */
  lang?: string | null | undefined
  /** Its page, without the language prefix. */
  href: string
  /** Where it is, in words. */
  place?: string | null | undefined
  /** The district's id. */
  district?: string | null | undefined
  /** The day by which it is dated: `2026-03-18`. */
  day?: string | null | undefined
  /** Anyone where nothing is said. */
  audience?: readonly Audience[] | undefined
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
