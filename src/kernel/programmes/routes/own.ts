// An applicant's own application with all that its pages need; somebody else's does not exist for her.
import type { City } from '#platform/city.ts'
import type { Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { titleOf } from '../pages/mine.tsx'
import { said } from '../pages/said.tsx'
import { gapsOf, type OwnApplication, ownApplication, pagesOf } from '../queries/applications.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import type { Answers } from '../rules/answers.ts'
import type { Definition } from '../rules/definition.ts'

export interface OwnOpen {
  own: OwnApplication
  call: CallView & { definition: Definition }
  pages: Awaited<ReturnType<typeof pagesOf>>
  /** Of all pages together. */
  answers: Answers
  /** What was named as missing: `field:ID` or `document:ID`, and the sentence. */
  gaps: ReadonlyMap<string, string>
  title: string
}

/** The application of the address, or the one named. Throws `missing`. */
export async function openOwn(
  visit: Pick<Visit, 'city' | 'params'>,
  id = visit.params.application ?? '',
): Promise<OwnOpen> {
  const { city } = visit
  const own = await ownApplication(city, personIn(city), id)
  const call = own && (await callFor(city, own.call))
  if (!own || !call) throw refuse.missing('programmes.refusal.noApplication')
  const pages = await pagesOf(city, own.id)
  return {
    ...{ own, call, pages },
    answers: Object.assign({}, ...[...pages.values()].map(({ answers }) => answers)),
    gaps: new Map((await gapsOf(city, own.id)).map(({ subject, said: what }) => [subject, what])),
    title: titleOf(city.words, own, said(city.words, call.title)),
  }
}

/** Whoever is signed in; the policy of the route has seen to it. */
export function personIn({ actor }: Pick<City, 'actor'>): string {
  if (actor.person === null) throw refuse.notAllowed('platform.refusal.notAllowed')
  return actor.person
}
