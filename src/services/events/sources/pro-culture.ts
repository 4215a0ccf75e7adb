// How the export of PRO.Культура.РФ becomes ours. Field names are as remembered of its open API: a source's own mapping may overrule any.
import type { Mapping } from './mapping.ts'

export const proCulture: Mapping = {
  list: 'events | data | items | .',
  id: '_id | id',
  title: 'name | title',
  description: 'description | shortDescription',
  kind: 'category.name | category.sysName | category',
  topics: 'tags[].name | tags',
  sessions: { list: 'seances', start: 'start', end: 'end' },
  venue: {
    name: 'places.0.name | organization.name',
    address: 'places.0.address.fullAddress | places.0.address.street | places.0.address',
    // GeoJSON: the longitude comes first.
    lon: 'places.0.mapPosition.coordinates.0 | places.0.address.mapPosition.coordinates.0',
    lat: 'places.0.mapPosition.coordinates.1 | places.0.address.mapPosition.coordinates.1',
  },
  age: 'ageRestriction',
  free: 'isFree',
  priceMin: 'price',
  priceMax: 'maxPrice | price',
  pushkinCard: 'isPushkinsCard | pushkinCard',
  ticketUrl: 'saleLink',
  url: 'externalInfo.0.url | url',
  image: 'image.url | image.path | image',
  organiser: 'organization.name | organization',
  status: 'eventStatus',
  modifiedAt: 'updateDate',
}

/** Guides of city life that answer in pages of `results`, with dates in seconds and prices in words. */
export const cityGuide: Mapping = {
  list: 'results',
  next: 'next',
  id: 'id',
  title: 'title | short_title',
  description: 'body_text | description',
  kind: 'categories.0',
  topics: 'tags',
  sessions: { list: 'dates', start: 'start', end: 'end', unit: 'seconds' },
  venue: {
    name: 'place.title | place.name',
    address: 'place.address',
    lat: 'place.coords.lat',
    lon: 'place.coords.lon',
  },
  age: 'age_restriction',
  free: 'is_free',
  price: 'price',
  url: 'site_url',
  image: 'images.0.image',
  performers: 'participants[].agent.title',
  modifiedAt: 'publication_date',
}
