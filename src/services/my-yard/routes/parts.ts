// What the routes of my yard share: the visitor's draft, and what is said of the official way.
import type { City } from '#platform/city.ts'
import type { Files } from '#platform/files.ts'
import type { Visit } from '#platform/http/route.ts'
import { keepDraft, keptDays } from '../actions.ts'
import { cityFacts } from '../pack.ts'
import type { OfficialProps } from '../pages/official.tsx'
import { draftFor, type KeptDraft } from '../queries.ts'
import type { Draft } from '../rules.ts'

/** What my yard is opened with. */
export interface Parts {
  files: Files
  /** The city's time zone. */
  zone: string
  /** The address under which the city is known; null where it is the one that was asked. */
  publicUrl: string | null
  operator: { name: string | null; inn: string | null; address: string | null }
}

const draftCookie = 'my-yard-draft'

export function draftOf(visit: Visit): Promise<KeptDraft | null> {
  return draftFor(visit.city, visit.cookie(draftCookie))
}

/** Keeps the draft and lets the visitor's browser remember it. */
export async function remember(visit: Visit, kept: KeptDraft | null, draft: Draft): Promise<void> {
  const { secret } = await keepDraft(visit.city, { secret: kept && !kept.sent ? kept.secret : null, draft })
  visit.setCookie(draftCookie, secret, { maxAge: keptDays * 86_400 })
}

export async function officialWay(city: City): Promise<OfficialProps> {
  const { officialAppeal } = await cityFacts(city)
  const tongue = city.words.locale === 'en' ? 'en' : 'ru'
  // Not the messages of «Решаем вместе»: those are no appeals either (59-FZ, art. 4).
  return { text: officialAppeal.text[tongue], url: officialAppeal.appealUrl }
}

/** The whole address of a page in the visitor's language. */
export function wholeAddress(parts: Parts, visit: Visit, path: string): string {
  const prefix = visit.locale === 'ru' ? '' : `/${visit.locale}`
  return `${parts.publicUrl ?? visit.origin}${prefix}${path}`
}

export function privateLink(parts: Parts, visit: Visit, sent: { number: string; token: string }): string {
  return wholeAddress(parts, visit, `/cases/${sent.number}?token=${sent.token}`)
}

/** Who answers for an e-mail address that somebody leaves. */
export function operatorName(parts: Parts, city: City): string {
  const { name, inn, address } = parts.operator
  if (name === null) return city.words('myYard.operator.demo')
  return [name, inn && city.words('myYard.operator.inn', { inn }), address].filter(Boolean).join(', ')
}
