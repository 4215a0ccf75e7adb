// What the cells of a file name: things of the strategy and of the city by their codes or by their exact names.

import type { Values } from '#platform/refusal.ts'
import { nearestOf, plain } from '#platform/sheets/index.ts'
import { nearestOkei, okei } from '../../rules/okei.ts'
import { ownedBy } from '../../rules/owner.ts'
import type { Named, Portfolio } from '../../rules/portfolio/compare.ts'
import type { Field, Reference } from '../../rules/portfolio/format.ts'
import { labelOf } from '../../rules/portfolio/put.ts'

export interface Meant {
  value: string | null
  error?: { key: string; values: Values; stops: boolean }
}

export interface References {
  /** What a typed name means; `before` is what stood there, whose own label always means itself. */
  meant(field: Field, typed: string, before: string | null): Meant
}

type Things = 'goal' | 'task' | 'indicator' | 'project'

/** References to the strategy as it is and to the things that the file brings. */
export function referencesTo(present: Portfolio, brought: Readonly<Record<Things, readonly Named[]>>): References {
  const known: Record<Exclude<Reference, 'okei' | 'national'>, Known> = {
    direction: knownOf(present.directions),
    goal: knownOf([...thingsOf(present, 'goals', 'name'), ...brought.goal]),
    task: knownOf([...thingsOf(present, 'tasks', 'name'), ...brought.task]),
    indicator: knownOf([...thingsOf(present, 'indicators', 'scope'), ...brought.indicator]),
    project: knownOf([...thingsOf(present, 'projects', 'name'), ...brought.project]),
    owner: knownOf(present.bodies),
  }
  const national = knownOf(present.national)
  // Looking for what is most alike takes long: a file wrong from top to bottom gets it for its first mistakes.
  let looks = 100
  const nearest = (of: Known, typed: string): string => {
    looks -= 1
    return looks < 0 ? 'none' : (nearestOf(typed, of.all)?.name ?? 'none')
  }
  const meant = (field: Field, typed: string, before: string | null): Meant => {
    if (before !== null && plain(labelOf(field, before, present)) === plain(typed)) return { value: before }
    const { refers } = field
    if (refers === undefined) return { value: typed }
    if (refers === 'okei') return okeiMeant(typed)
    if (refers === 'national') return manyMeant(national, typed, nearest)
    const found = find(known[refers], typed)
    if (found.length === 1) return { value: refers === 'owner' ? ownedBy(found[0] ?? '') : (found[0] ?? null) }
    if (found.length > 1) return wrongly('strategy.portfolio.wrong.ambiguous', { text: cut(typed) })
    const near = nearest(known[refers], typed)
    if (refers === 'owner') return ownerMeant(typed, near)
    return wrongly(`strategy.portfolio.wrong.no.${refers}`, { text: cut(typed), nearest: near })
  }
  return { meant }
}

interface Known {
  all: readonly Named[]
  ids: ReadonlySet<string>
  byName: ReadonlyMap<string, readonly string[]>
}

function knownOf(all: readonly Named[]): Known {
  const unique = [...new Map(all.map((each) => [each.id, each])).values()]
  const byName = new Map<string, string[]>()
  for (const { id, name } of unique) {
    if (name === '') continue
    const ids = byName.get(plain(name))
    if (ids) ids.push(id)
    else byName.set(plain(name), [id])
  }
  return { all: unique, ids: new Set(unique.map(({ id }) => id)), byName }
}

function thingsOf(present: Portfolio, sheet: 'goals' | 'tasks' | 'indicators' | 'projects', name: string): Named[] {
  return [...(present.rows.get(sheet) ?? [])].map(([id, row]) => ({ id, name: row[name] ?? '' }))
}

function find({ ids, byName }: Known, typed: string): readonly string[] {
  return ids.has(typed) ? [typed] : (byName.get(plain(typed)) ?? [])
}

function okeiMeant(typed: string): Meant {
  if (Object.hasOwn(okei, typed)) return { value: typed }
  return wrongly('strategy.portfolio.wrong.no.okei', { text: cut(typed), nearest: nearestOkei(typed) })
}

function manyMeant(known: Known, typed: string, nearest: (of: Known, typed: string) => string): Meant {
  const names = typed.split(/\s*[;\n]\s*/).filter((name) => name !== '')
  const ids = names.map((name) => find(known, name)[0])
  const unknown = names.find((_, index) => ids[index] === undefined)
  if (unknown !== undefined)
    return wrongly('strategy.portfolio.wrong.no.national', { text: cut(unknown), nearest: nearest(known, unknown) })
  return { value: [...new Set(ids)].sort().join(';') }
}

// A ministry or a company may answer for a promise too, so words will do; but a name nearly as the city's own is a slip.
function ownerMeant(typed: string, near: string): Meant {
  const slip = near !== 'none' && Math.abs(near.length - typed.length) <= 3 && differs(plain(near), plain(typed)) <= 3
  if (slip) return wrongly('strategy.portfolio.wrong.no.owner', { text: cut(typed), nearest: near })
  if (/^body:/.test(typed)) return wrongly('strategy.portfolio.wrong.no.owner', { text: cut(typed), nearest: 'none' })
  return { value: typed, error: { key: 'strategy.portfolio.look.owner', values: { text: cut(typed) }, stops: false } }
}

/** Letters of one that the other has not, in any order: enough to tell a slip from another name. */
function differs(one: string, other: string): number {
  const left = [...other]
  let missing = 0
  for (const letter of one) {
    const at = left.indexOf(letter)
    if (at < 0) missing += 1
    else left.splice(at, 1)
  }
  return Math.max(missing, left.length)
}

const wrongly = (key: string, values: Values): Meant => ({ value: null, error: { key, values, stops: true } })
const cut = (text: string): string => (text.length > 60 ? `${text.slice(0, 59)}…` : text)
