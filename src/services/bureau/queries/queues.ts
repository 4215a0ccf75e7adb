// Topics that people choose from, and the queues of advisers, in their order and the reader's language.
import type { City } from '#platform/city.ts'
import { bureauReference, type QueueFields, queueShape, topicShape } from '../pack.ts'

export interface Topic {
  code: string
  label: string
}

export async function topics(city: City): Promise<Topic[]> {
  const rows = await bureauReference.inForce(city, 'topic', topicShape)
  return rows
    .toSorted((one, other) => one.body.position - other.body.position)
    .map(({ body }) => ({ code: body.code, label: inTongue(city, body.label) }))
}

export interface QueueView extends Omit<QueueFields, 'label'> {
  label: string
}

export async function queues(city: City): Promise<QueueView[]> {
  const rows = await bureauReference.inForce(city, 'queue', queueShape)
  return rows.map(({ body }) => ({ ...body, label: inTongue(city, body.label) }))
}

function inTongue(city: City, { ru, en }: { ru: string; en: string }): string {
  return city.words.locale === 'en' ? en : ru
}
