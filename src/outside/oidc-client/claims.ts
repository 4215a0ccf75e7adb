// What a provider says of a person, read by the operator's map: how surely it is her, and what is kept.
import { type Level, levels } from '#platform/policy.ts'
import type { Keepable, Provider } from './settings.ts'

export type Claims = Readonly<Record<string, unknown>>

/** How surely a provider says it is her: by the claim that the operator named; `amr` and other lists count by their best value. */
export function levelIn({ level }: Pick<Provider, 'level'>, claims: Claims): Level {
  if (level === undefined) return 'simple'
  const said = at(claims, level.claim)
  const known = [said].flat().flatMap((one) => {
    const meant = level.values[String(one)]
    return meant === undefined ? [] : [levels.indexOf(meant)]
  })
  return levels[Math.max(...known)] ?? level.otherwise
}

/** The surest level a provider can show. */
export function bestLevel({ level }: Pick<Provider, 'level'>): Level {
  if (level === undefined) return 'simple'
  const all = [level.otherwise, ...Object.values(level.values)].map((one) => levels.indexOf(one))
  return levels[Math.max(...all)] ?? 'simple'
}

/** What the operator wants kept of the claims, by our names; what is not said or cannot be read is left out. */
export function keptOf(
  { claims: map, keep }: Pick<Provider, 'claims' | 'keep'>,
  claims: Claims,
): Record<string, string> {
  const readers: Record<Keepable, () => string | null> = {
    name: () => nameIn(map, claims),
    email: () => textAt(claims, map.email)?.toLowerCase() ?? null,
    phone: () => textAt(claims, map.phone),
    birthdate: () => dayIn(textAt(claims, map.birthdate.claim), map.birthdate.format),
    snils: () => textAt(claims, map.snils),
    inn: () => textAt(claims, map.inn),
  }
  return Object.fromEntries(
    keep.flatMap((name) => {
      const value = readers[name]()
      return value === null ? [] : [[name, value]]
    }),
  )
}

/** The subject under the operator's name for it; null where there is none. */
export function subjectIn({ claims: map }: Pick<Provider, 'claims'>, claims: Claims): string | null {
  const said = at(claims, map.sub)
  return typeof said === 'number' && Number.isSafeInteger(said) ? String(said) : textAt(claims, map.sub)
}

/** Russian custom: name and patronymic are how a person is called. */
function nameIn(map: Provider['claims'], claims: Claims): string | null {
  const parts = [map.given_name, map.middle_name].map((name) => textAt(claims, name))
  return parts.filter((part) => part !== null).join(' ') || null
}

function dayIn(text: string | null, format: Provider['claims']['birthdate']['format']): string | null {
  if (text === null) return null
  const [, year, month, day] =
    format === 'yyyy-MM-dd'
      ? (/^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [])
      : reordered(/^(\d\d)\.(\d\d)\.(\d{4})$/.exec(text))
  const iso = `${year}-${month}-${day}`
  const at = new Date(`${iso}T00:00:00Z`)
  return Number.isNaN(at.getTime()) || at.toISOString().slice(0, 10) !== iso ? null : iso
}

function reordered(found: RegExpExecArray | null): (string | undefined)[] {
  return found === null ? [] : [found[0], found[3], found[2], found[1]]
}

// «urn:esia:sbj.urn:esia:sbj:oid» is a claim within a claim.
function at(claims: Claims, path: string): unknown {
  if (path in claims) return claims[path]
  const dot = path.indexOf('.')
  const inner = dot < 0 ? undefined : claims[path.slice(0, dot)]
  return typeof inner === 'object' && inner !== null ? at({ ...inner }, path.slice(dot + 1)) : undefined
}

const most = 300

function textAt(claims: Claims, path: string): string | null {
  const said = at(claims, path)
  if (typeof said !== 'string') return null
  const text = said
    .normalize('NFC')
    .replaceAll(/[\p{Cc}\p{Cf}\ufffd]/gu, '')
    .trim()
  return text === '' || text.length > most || !text.isWellFormed() ? null : text
}
