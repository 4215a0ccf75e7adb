// Venues: which of the city's halls, parks and squares the words of a poster mean, and which hall in it.
import { fold, sameWord } from './letters.ts'

export interface VenueNames {
  id: string
  name: string
  names: readonly string[]
}

export interface VenueMeant<V extends VenueNames> {
  venue: V
  /** What else the words say of the place inside it: «малая сцена». */
  hall: string | null
}

/**
 * Answers the one venue that a poster's words mean, or null when they mean none or more than one. Quotes, case, titles
 * («государственный», «им. П. И.») and the usual short forms («ДК», «ВЦ») do not matter; what follows a comma, and words of rooms
 * («малая сцена»), are the hall, unless they are an address.
 */
export function venueMeant<V extends VenueNames>(text: string, venues: readonly V[]): VenueMeant<V> | null {
  const written = text.slice(0, 300).trim()
  const whole = oneMeant(written, venues)
  if (whole) return whole
  const comma = written.indexOf(',')
  if (comma < 0) return null
  const rest = written.slice(comma + 1).trim()
  const meant = oneMeant(written.slice(0, comma), venues)
  return (
    meant && {
      venue: meant.venue,
      hall: [meant.hall, isAddress(rest) ? null : rest].filter(Boolean).join(', ') || null,
    }
  )
}

/** Words that say nothing of which venue it is. */
const titles =
  /^(им|имени|гос|государственн|муниципальн|республиканск|республик|удмуртии|ур|рф|г|город|ижевск|модельн|гбук|мбук|мауук|ано)/
/** Words of rooms and parts of a venue. */
const rooms =
  /^(зал|сцен|мал|больш|основн|фойе|этаж|корпус|холл|читальн|концертн|камерн|зон|зелен|площадк|летн|эстрад|аудитори|кабинет|вход|крыш|двор|\d)/

const short: readonly [RegExp, string][] = [
  [/(дворец|дворца|дом|дома) культуры/g, 'дк'],
  [/(^|[^\p{L}])вц(?![\p{L}])/gu, '$1выставочный центр'],
  [/(^|[^\p{L}])вз(?![\p{L}])/gu, '$1выставочный зал'],
  [/(^|[^\p{L}])дши(?![\p{L}])/gu, '$1детская школа искусств'],
  [/(^|[^\p{L}])мвк(?![\p{L}])/gu, '$1музейно выставочный комплекс'],
  [/музейный комплекс/g, 'музейно выставочный комплекс'],
  [/(^|[^\p{L}])б-ка(?![\p{L}])/gu, '$1библиотека'],
  [/удмуртской республики/g, ''],
]

function tokens(text: string): string[] {
  const long = short.reduce((written, [form, full]) => written.replace(form, full), fold(text))
  const all = [...long.matchAll(/[\p{L}\d]+/gu)].map(([word]) => word)
  const telling = all.filter((word) => (word.length > 1 || /\d/.test(word)) && !titles.test(word))
  return telling.length > 0 ? telling : all
}

type Fit = 'same' | 'room' | 'part'

function oneMeant<V extends VenueNames>(text: string, venues: readonly V[]): VenueMeant<V> | null {
  const asked = tokens(text)
  if (asked.length === 0) return null
  const fits = venues.flatMap((venue) => {
    const found = [venue.name, ...venue.names].map((name) => fitOf(asked, tokens(name))).filter((fit) => fit !== null)
    return found.length === 0 ? [] : [{ venue, fit: best(found) }]
  })
  for (const fit of ['same', 'room', 'part'] as const) {
    const those = fits.filter((each) => each.fit.kind === fit)
    // Of two that fit as well, neither is meant.
    if (those.length > 1) return null
    if (those[0]) return { venue: those[0].venue, hall: those[0].fit.hall }
  }
  return null
}

function best(fits: readonly { kind: Fit; hall: string | null }[]) {
  const order: readonly Fit[] = ['same', 'room', 'part']
  return fits.reduce((one, other) => (order.indexOf(other.kind) < order.indexOf(one.kind) ? other : one))
}

// same: the same words; room: the venue's words and words of a room; part: some of the venue's words.
function fitOf(asked: readonly string[], name: readonly string[]): { kind: Fit; hall: string | null } | null {
  const more = asked.filter((word) => !name.some((other) => sameWord(word, other)))
  const less = name.filter((word) => !asked.some((other) => sameWord(word, other)))
  if (more.length === 0) return { kind: less.length === 0 ? 'same' : 'part', hall: null }
  return less.length === 0 && more.every((word) => rooms.test(word)) ? { kind: 'room', hall: more.join(' ') } : null
}

function isAddress(text: string): boolean {
  return /(^|[^\p{L}])(ул|улица|пр|пр-т|проспект|пер|переулок|шоссе|ш|наб|мкр|пл|площадь)([^\p{L}]|$)|^\d+[а-я]?$/iu.test(
    text,
  )
}
