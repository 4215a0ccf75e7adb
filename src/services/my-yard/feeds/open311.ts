// The city in the words of Open311 GeoReport v2: services, their attributes, and cases as requests.
import type { CaseCard, CaseView } from '#kernel/cases/index.ts'
import type { Words } from '#platform/words.ts'
import type { ServiceFacts } from '../pack.ts'

type Tongue = 'ru' | 'en'

export function tongueOf(words: Words): Tongue {
  return words.locale === 'en' ? 'en' : 'ru'
}

/** A service in the list of services. */
export function serviceIn(service: ServiceFacts, tongue: Tongue) {
  return {
    service_code: service.code,
    service_name: service.name[tongue],
    description: service.description[tongue],
    metadata: service.attributes.length > 0,
    type: service.type,
    keywords: service.keywords.join(', '),
    group: service.group[tongue],
  }
}

/** What may be asked besides, with the keys of the lists. */
export function definitionOf(service: ServiceFacts, tongue: Tongue) {
  return {
    service_code: service.code,
    attributes: [...service.attributes]
      .sort((a, b) => a.order - b.order)
      .map((attribute) => ({
        variable: attribute.variable,
        code: attribute.code,
        datatype: attribute.datatype,
        required: attribute.required,
        datatype_description: attribute.datatype_description?.[tongue] ?? null,
        order: attribute.order,
        description: attribute.description[tongue],
        values: attribute.values.map(({ key, name }) => ({ key, name: name[tongue] })),
      })),
  }
}

/** A case as a request: words and photo only when released, the stage in words beside open or closed. */
export function requestOf(card: CaseCard | CaseView, words: Words, origin: string) {
  const photo = 'photo' in card ? card.photo : (card.photos.find(({ kind }) => kind === 'report') ?? null)
  return {
    service_request_id: card.number,
    status: card.status === 'open' ? ('open' as const) : ('closed' as const),
    status_notes: words(`cases.status.${card.late ? 'late' : card.status}`),
    service_name: card.title,
    service_code: card.topic,
    description: card.text,
    agency_responsible: card.holder.name,
    service_notice: null,
    requested_datetime: instant(card.openedAt),
    updated_datetime: instant(card.updatedAt),
    expected_datetime: instant(card.due),
    address: card.place,
    address_id: null,
    zipcode: null,
    lat: card.lat,
    long: card.lon,
    media_url: photo ? `${origin}${photo.large}` : null,
  }
}

// Whole seconds, as in the standard's examples: some programs read nothing finer.
function instant(at: Date): string {
  return at.toISOString().replace(/\.\d+Z$/, 'Z')
}

/** What discovery tells a program: where this speaks, and in what. */
export function discoveryOf(told: { address: string; contact: string; changed: string }) {
  return {
    changeset: told.changed,
    contact: told.contact,
    key_service: '',
    endpoints: [
      {
        specification: 'http://wiki.open311.org/GeoReport_v2',
        url: told.address,
        changeset: told.changed,
        type: 'production',
        formats: ['application/json', 'text/xml'],
      },
    ],
  }
}
