// A person's applications as they are listed, with their calls and programmes.
import type { City } from '#platform/city.ts'
import { textIn } from '../rules/definition.ts'
import { type OwnApplication, ownApplications } from './applications.ts'
import { type CallView, callsOf } from './calls.ts'
import { publishedProgrammes } from './programmes.ts'

export interface ListedApplication {
  own: OwnApplication
  call: CallView
  programme: string
}

/** Her applications, the latest first, in four queries. */
export async function listedApplications(city: City, person: string): Promise<ListedApplication[]> {
  const applications = await ownApplications(city, person)
  if (applications.length === 0) return []
  const calls = new Map((await callsOf(city)).map((call) => [call.id, call]))
  const ids = applications.flatMap(({ call }) => calls.get(call)?.programme ?? [])
  const named = await publishedProgrammes(city, [...new Set(ids)])
  const titles = new Map(named.map(({ id, definition }) => [id, textIn(definition.title, city.words.locale).text]))
  return applications.flatMap((own) => {
    const call = calls.get(own.call)
    return call ? [{ own, call, programme: titles.get(call.programme) ?? '' }] : []
  })
}
