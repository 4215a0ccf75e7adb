// The catalogue as DCAT 3 in JSON-LD, in the shape of DCAT-AP. Its context stands in the file, so nothing outside is needed to read it.
import type { OpenSet } from '#platform/open-data/set.ts'
import type { Words } from '#platform/words.ts'
import { licences } from '../rules/licences.ts'

export interface CatalogPart {
  set: OpenSet
  rows: number
  /** When the present content was first seen; null before the first look. */
  changedAt: Date | null
  since: Date | null
  time: { from: string; to: string } | null
  box: { west: number; south: number; east: number; north: number } | null
}

export interface CatalogAbout {
  origin: string
  publisher: string
  languages: readonly { locale: string; words: Words }[]
}

const euro = 'http://publications.europa.eu/resource/authority'
const context = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  rdfs: 'http://www.w3.org/2000/01/rdf-schema#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
  locn: 'http://www.w3.org/ns/locn#',
  geo: 'http://www.opengis.net/ont/geosparql#',
}

/** The whole catalogue as a JSON-LD document. */
export function dcatOf(parts: readonly CatalogPart[], about: CatalogAbout): object {
  const home = `${about.origin}/open-data`
  const publisher = { '@id': `${home}#publisher`, '@type': 'foaf:Agent', 'foaf:name': about.publisher }
  const changed = parts.flatMap(({ changedAt }) => changedAt ?? []).sort((a, b) => b.getTime() - a.getTime())[0]
  return {
    '@context': context,
    '@id': home,
    '@type': 'dcat:Catalog',
    'dct:title': said(about, 'openData.title'),
    'dct:description': said(about, 'openData.lede'),
    'dct:publisher': publisher,
    'dct:language': [{ '@id': `${euro}/language/RUS` }, { '@id': `${euro}/language/ENG` }],
    'foaf:homepage': { '@id': home },
    ...(changed ? { 'dct:modified': instant(changed) } : {}),
    'dcat:dataset': parts.map((part) => datasetOf(part, about, publisher['@id'])),
    'dcat:service': {
      '@id': `${about.origin}/api`,
      '@type': 'dcat:DataService',
      'dct:title': said(about, 'openData.contract'),
      'dcat:endpointURL': { '@id': about.origin },
      'dcat:endpointDescription': { '@id': `${about.origin}/api/openapi.json` },
    },
  }
}

function datasetOf(part: CatalogPart, about: CatalogAbout, publisher: string) {
  const { set, changedAt, since, time } = part
  const page = `${about.origin}/open-data/${set.id}`
  return {
    '@id': page,
    '@type': 'dcat:Dataset',
    'dct:identifier': set.id,
    'dct:title': said(about, set.title),
    'dct:description': said(about, set.about),
    'dct:publisher': { '@id': publisher },
    'dct:accessRights': { '@id': `${euro}/access-right/PUBLIC` },
    'dct:accrualPeriodicity': { '@id': `${euro}/frequency/CONT` },
    'dcat:keyword': said(about, `openData.theme.${set.theme}`),
    'dcat:landingPage': { '@id': page },
    'dct:conformsTo': { '@id': `${page}.schema.json` },
    ...(since ? { 'dct:issued': instant(since) } : {}),
    ...(changedAt ? { 'dct:modified': instant(changedAt) } : {}),
    ...(time ? { 'dct:temporal': periodOf(time) } : {}),
    ...(part.box ? { 'dct:spatial': placeOf(part.box) } : {}),
    'dcat:distribution': formatsOf(set).map(([format, type]) => ({
      '@id': `${page}.${format}`,
      '@type': 'dcat:Distribution',
      'dct:title': format.toUpperCase(),
      'dcat:accessURL': { '@id': page },
      'dcat:downloadURL': { '@id': `${page}.${format}` },
      'dcat:mediaType': { '@id': `http://www.iana.org/assignments/media-types/${type}` },
      'dct:format': { '@id': `${euro}/file-type/${format === 'geojson' ? 'GEOJSON' : format.toUpperCase()}` },
      ...rightsOf(set, about),
    })),
  }
}

/** In which files a set comes, with their media types. */
export function formatsOf(set: OpenSet): [format: 'csv' | 'json' | 'geojson', type: string][] {
  const plain: [format: 'csv' | 'json' | 'geojson', type: string][] = [
    ['csv', 'text/csv'],
    ['json', 'application/json'],
  ]
  return set.place ? [...plain, ['geojson', 'application/geo+json']] : plain
}

// A licence that nobody has given is not named: rights are then said in words.
function rightsOf(set: OpenSet, about: CatalogAbout) {
  const { url } = licences[set.licence]
  const rights = { '@type': 'dct:RightsStatement', 'rdfs:label': said(about, `openData.licence.${set.licence}`) }
  return url === null ? { 'dct:rights': rights } : { 'dct:license': { '@id': url }, 'dct:rights': rights }
}

function periodOf({ from, to }: { from: string; to: string }) {
  return { '@type': 'dct:PeriodOfTime', 'dcat:startDate': dated(from), 'dcat:endDate': dated(to) }
}

function placeOf({ west, south, east, north }: NonNullable<CatalogPart['box']>) {
  const box = `POLYGON((${west} ${south},${east} ${south},${east} ${north},${west} ${north},${west} ${south}))`
  return { '@type': 'dct:Location', 'dcat:bbox': { '@type': 'geo:wktLiteral', '@value': box } }
}

function said({ languages }: CatalogAbout, key: string) {
  return languages.map(({ locale, words }) => ({ '@language': locale, '@value': words(key) }))
}

function instant(at: Date) {
  return { '@type': 'xsd:dateTime', '@value': at.toISOString() }
}

const exactness = new Map([
  [4, 'xsd:gYear'],
  [7, 'xsd:gYearMonth'],
  [10, 'xsd:date'],
])

function dated(day: string) {
  return { '@type': exactness.get(day.length) ?? 'xsd:dateTime', '@value': day }
}
