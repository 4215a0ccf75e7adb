// Places as the search finds them: districts, streets, landmarks and offices, each leading to what is told of it.
import { bodies, districts, landmarks, streets } from '#kernel/places/index.ts'
import type { City } from '#platform/city.ts'
import type { SearchDocument } from '#platform/module.ts'

/** All places of today. One statement for each of the four kinds. */
export async function placeDocuments(city: City): Promise<SearchDocument[]> {
  return [
    ...(await districts(city)).map(({ id, name, nameEn }) => ({
      subject: `district:${id}`,
      kind: 'place',
      title: `${name} ${city.words('portal.search.district')}`,
      titleEn: nameEn,
      href: `/cases?district=${encodeURIComponent(id)}`,
      district: id,
    })),
    ...(await streets(city)).map(({ name, type }) => ({
      subject: `street:${type} ${name}`,
      kind: 'place',
      title: `${type} ${name}`,
      keywords: city.words('portal.search.street'),
      href: `/small-wins?street=${encodeURIComponent(name)}`,
    })),
    ...(await landmarks(city)).map(({ id, name, names, district }) => ({
      subject: `landmark:${id}`,
      kind: 'place',
      title: name,
      keywords: names.join(', '),
      href: district === null ? '/small-wins/places' : `/cases?district=${encodeURIComponent(district)}`,
      district,
    })),
    ...(await bodies(city)).map(({ id, name, nameEn, responsibilities }) => ({
      subject: `body:${id}`,
      kind: 'body',
      title: name,
      titleEn: nameEn,
      text: responsibilities,
      href: `/cases?holder=${encodeURIComponent(id)}`,
    })),
  ]
}
