// Events in the JSON of Linked Events (City of Helsinki): texts in several languages, places, keywords, offers and super-events.
import { type Draft, type ReadingOptions, settle } from './draft.ts'
import type { FoundState, Reading } from './found.ts'
import { jsonOf, nothing } from './json-list.ts'
import { valueAt, valuesAt } from './mapping.ts'
import { type moneyOf, pricesIn, stateOf, yesNoOf } from './values.ts'

/** Of several languages, the one that this city's people read first. */
const languages = ['ru', 'udm', 'en', 'fi', 'sv']

/** Reads `data[]`, or a single event. What its owner deleted or has not published is not there. */
export function readLinkedEvents(text: string, options: ReadingOptions): Reading {
  const read = jsonOf(text)
  if ('wrong' in read) return read.wrong
  const list = valueAt(read.data, 'data') ?? (valueAt(read.data, 'start_time') === undefined ? undefined : [read.data])
  if (!Array.isArray(list)) return nothing('noList', { path: 'data' })
  const there = list.filter(
    (item) => valueAt(item, 'deleted') !== true && valueAt(item, 'publication_status') !== 'draft',
  )
  return settle(
    // A recurring whole only stands for its parts, which come themselves.
    there
      .filter(
        (item) => !(valueAt(item, 'super_event_type') === 'recurring' && valuesAt(item, 'sub_events[]').length > 0),
      )
      .map(draftOf),
    options,
  )
}

function draftOf(item: unknown, at: number): Draft {
  const offers = valuesAt(item, 'offers[]')
  const prices = offers.map((offer) => pricesIn(inWords(valueAt(offer, 'price')) ?? ''))
  const free = offers.some((offer) => valueAt(offer, 'is_free') === true) ? true : offers.length > 0 ? false : null
  const kopecks = prices.flatMap(({ min, max }) => [min, max]).filter((money) => money !== null)
  const sorted = kopecks.toSorted((a, b) => amount(a) - amount(b))
  const whole = textOf(valueAt(item, 'super_event.@id | super_event.id | super_event'))
  return {
    uid: textOf(valueAt(item, 'id | @id')) ?? `${inWords(valueAt(item, 'name')) ?? ''}#${at}`,
    line: at + 1,
    title: inWords(valueAt(item, 'name')),
    description: inWords(valueAt(item, 'description')) ?? inWords(valueAt(item, 'short_description')),
    kind: inWords(valueAt(item, 'keywords.0.name')),
    topics: valuesAt(item, 'keywords[].name').map(inWords),
    sessions: [
      {
        start: timeOf(item, 'start_time', 'has_start_time'),
        end: timeOf(item, 'end_time', 'has_end_time'),
        status: stateSaid(item),
        previousStart: valueAt(item, 'previous_start_time'),
      },
    ],
    venue: {
      name: inWords(valueAt(item, 'location.name')),
      address: [inWords(valueAt(item, 'location.street_address')), inWords(valueAt(item, 'location.address_locality'))]
        .filter(Boolean)
        .join(', '),
      ...{
        lon: valueAt(item, 'location.position.coordinates.0'),
        lat: valueAt(item, 'location.position.coordinates.1'),
      },
      hall: inWords(valueAt(item, 'location_extra_info')),
    },
    age: valueAt(item, 'audience_min_age'),
    free,
    prices: { min: sorted[0] ?? null, max: sorted.at(-1) ?? null },
    ticketUrl: offers.map((offer) => inWords(valueAt(offer, 'info_url'))).find((url) => url !== null),
    url: inWords(valueAt(item, 'info_url')) ?? inWords(valueAt(item, 'external_links.0.link')),
    image: valueAt(item, 'images.0.url'),
    organiser: inWords(valueAt(item, 'provider')) ?? inWords(valueAt(item, 'publisher.name')),
    language: inWords(valueAt(item, 'in_language.0.name')) ?? valueAt(item, 'in_language.0.id | in_language.0'),
    access: { signLanguage: yesNoOf(valueAt(item, 'sign_language')) },
    status: stateSaid(item),
    modifiedAt: valueAt(item, 'last_modified_time'),
    series: whole?.split('/').filter(Boolean).at(-1) ?? null,
  }
}

const amount = (money: NonNullable<ReturnType<typeof moneyOf>>): number => ('kopecks' in money ? money.kopecks : -1)

function timeOf(item: unknown, name: string, hasTime: string): unknown {
  const said = valueAt(item, name)
  return typeof said === 'string' && valueAt(item, hasTime) === false ? said.slice(0, 10) : said
}

function stateSaid(item: unknown): FoundState | null {
  return stateOf(valueAt(item, 'event_status'))
}

/** A text, or of one in several languages the one that is read here first. */
function inWords(said: unknown): string | null {
  if (typeof said !== 'object' || said === null) return textOf(said)
  const own = Object.entries(said)
  for (const language of languages) {
    const text = textOf(own.find(([name]) => name === language)?.[1])
    if (text) return text
  }
  return own.map(([, text]) => textOf(text)).find((text) => text !== null) ?? null
}

const textOf = (said: unknown): string | null =>
  typeof said === 'string' && said !== '' ? said : typeof said === 'number' ? String(said) : null
