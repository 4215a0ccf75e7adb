// What the topic, the measure and the queues of requests are called, asked once for many.
import type { City } from '#platform/city.ts'
import { measures } from './measures.ts'
import { queues, topics } from './queues.ts'

export interface Names {
  topics: ReadonlyMap<string, string>
  measures: ReadonlyMap<string, string>
  queues: ReadonlyMap<string, string>
}

export async function namesOf(city: City, zone: string): Promise<Names> {
  return {
    topics: new Map((await topics(city)).map(({ code, label }) => [code, label])),
    measures: new Map((await measures(city, zone)).map(({ id, fields }) => [id, fields.name])),
    queues: new Map((await queues(city)).map(({ code, label }) => [code, label])),
  }
}

export async function requestNames(city: City, request: { topic: string; measure: string | null }, zone: string) {
  const names = await namesOf(city, zone)
  return {
    topic: names.topics.get(request.topic) ?? request.topic,
    measure: request.measure === null ? null : (names.measures.get(request.measure) ?? request.measure),
    queues: names.queues,
  }
}
