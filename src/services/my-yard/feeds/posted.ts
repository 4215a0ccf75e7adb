// What a program posts by Open311, checked: every error at once, each with the code the standard gives it.
import { type Fields, isReadable, typedIn } from '#platform/form.ts'
import type { Words } from '#platform/words.ts'
import type { ServiceFacts } from '../pack.ts'
import { textLimit } from '../rules.ts'
import { tongueOf } from './open311.ts'

export interface Posted {
  service: ServiceFacts
  description: string
  address: string
  point: { lat: number; lon: number } | null
  attributes: Record<string, string>
}

export interface Open311Error {
  code: number
  description: string
}

/** The post read, or every error in it. The place itself is read by the city's places. */
export function readPosted(
  fields: Fields,
  services: readonly ServiceFacts[],
  words: Words,
): { ok: Posted } | { errors: Open311Error[] } {
  const errors: Open311Error[] = []
  const wrong = (key: string, values?: Record<string, string | number>) =>
    errors.push({ code: 400, description: words(`myYard.open311.wrong.${key}`, values) })
  const code = typedIn(fields, 'service_code')
  const service = services.find((each) => each.code === code)
  if (code === '') wrong('noService')
  else if (!service)
    errors.push({ code: 404, description: words('myYard.open311.wrong.service', { code: code.slice(0, 60) }) })
  if (!Object.values(fields).flat().every(isReadable)) wrong('unreadable')
  const description = typedIn(fields, 'description')
  if (description.length > textLimit) wrong('tooLong', { most: textLimit })
  const point = pointIn(fields)
  if (point === 'wrong') wrong('point')
  const address = typedIn(fields, 'address_string')
  if (address.length > 500) wrong('address')
  if (address === '' && point === null) wrong(typedIn(fields, 'address_id') === '' ? 'nowhere' : 'addressId')
  const attributes = service ? attributesIn(fields, service, words, wrong) : {}
  if (!service || point === 'wrong' || errors.length > 0) return { errors }
  return { ok: { service, description: description || service.name[tongueOf(words)], address, point, attributes } }
}

function pointIn(fields: Fields): { lat: number; lon: number } | 'wrong' | null {
  const [lat, lon] = [typedIn(fields, 'lat'), typedIn(fields, 'long')]
  if (lat === '' && lon === '') return null
  const number = /^-?\d{1,3}(\.\d{1,15})?$/
  return number.test(lat) && number.test(lon) ? { lat: Number(lat), lon: Number(lon) } : 'wrong'
}

type Wrong = (key: string, values?: Record<string, string | number>) => unknown

function attributesIn(fields: Fields, service: ServiceFacts, words: Words, wrong: Wrong): Record<string, string> {
  const tongue = tongueOf(words)
  const found: Record<string, string> = {}
  for (const attribute of service.attributes.filter(({ variable }) => variable)) {
    const { code, datatype, required, values } = attribute
    const given = [fields[`attribute[${code}]`] ?? [], fields[`attribute[${code}][]`] ?? []]
      .flat()
      .map(tidy)
      .filter((value) => value !== '')
    const told = { code, description: attribute.description[tongue] }
    if (given.length === 0) {
      if (required) wrong('required', told)
      continue
    }
    const fits = given.every((value) => isOfType(value, datatype, values))
    if (!fits || (given.length > 1 && datatype !== 'multivaluelist'))
      wrong(values.length > 0 ? 'choice' : 'attribute', { ...told, keys: values.map(({ key }) => key).join(', ') })
    else found[code] = given.join(', ')
  }
  return found
}

function isOfType(
  value: string,
  datatype: ServiceFacts['attributes'][number]['datatype'],
  values: readonly { key: string }[],
): boolean {
  if (datatype === 'singlevaluelist' || datatype === 'multivaluelist') return values.some(({ key }) => key === value)
  if (datatype === 'number') return /^-?\d{1,15}(\.\d{1,15})?$/.test(value)
  if (datatype === 'datetime')
    return /^\d{4}-\d{2}-\d{2}(T[\d:.]+(Z|[+-]\d{2}:\d{2})?)?$/.test(value) && !Number.isNaN(Date.parse(value))
  return value.length <= (datatype === 'text' ? textLimit : 200)
}

function tidy(value: string): string {
  return value.normalize('NFC').replaceAll('\r\n', '\n').trim()
}
