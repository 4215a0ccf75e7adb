// What a door gives to the front page and the catalogue: what one can get done, what comes, what is followed.

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
