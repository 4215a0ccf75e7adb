// What can be asked of programmes: those that are public, and what the desk is working at.
import type { City } from '#platform/city.ts'
import { type Definition, definitionShape } from '../rules/definition.ts'
import { applyingDb } from '../tables/applying.ts'

export interface ProgrammeView {
  id: string
  version: number
  basis: 'city' | 'demo'
  definition: Definition
  publishedAt: Date
}

/** Programmes with a published version, as their newest version says; all, or those named. */
export async function publishedProgrammes(city: City, ids?: readonly string[]): Promise<ProgrammeView[]> {
  if (ids?.length === 0) return []
  let query = applyingDb(city)
    .selectFrom('programmes.versions as v')
    .innerJoin('programmes.programmes as p', 'p.id', 'v.programme')
    .distinctOn('v.programme')
    .select(['v.programme as id', 'v.version', 'v.definition', 'v.at', 'p.basis'])
    .orderBy('v.programme')
    .orderBy('v.version', 'desc')
  if (ids) query = query.where('v.programme', 'in', [...ids])
  return (await query.execute()).map(({ at, definition, ...row }) => ({
    ...row,
    definition: definitionShape.parse(definition),
    publishedAt: at,
  }))
}

/** One version of a programme; null where there is none. */
export async function versionOf(city: City, programme: string, version: number): Promise<Definition | null> {
  const row = await applyingDb(city)
    .selectFrom('programmes.versions')
    .select('definition')
    .where('programme', '=', programme)
    .where('version', '=', version)
    .executeTakeFirst()
  return row ? definitionShape.parse(row.definition) : null
}

export interface Draft {
  programme: string
  basis: 'city' | 'demo'
  revision: number
  definition: Definition
  at: Date
  /** The newest published version; null where there is none. */
  published: { version: number; definition: Definition; at: Date } | null
}

/** What the desk is working at; null where there is no such programme. */
export async function draftOf(city: City, programme: string): Promise<Draft | null> {
  const row = await applyingDb(city)
    .selectFrom('programmes.drafts as d')
    .innerJoin('programmes.programmes as p', 'p.id', 'd.programme')
    .select(['d.programme', 'd.revision', 'd.definition', 'd.at', 'p.basis'])
    .where('d.programme', '=', programme)
    .executeTakeFirst()
  if (!row) return null
  const [published] = await publishedProgrammes(city, [programme])
  return {
    ...row,
    definition: definitionShape.parse(row.definition),
    published: published
      ? { version: published.version, definition: published.definition, at: published.publishedAt }
      : null,
  }
}

export interface DeskProgramme {
  id: string
  basis: 'city' | 'demo'
  title: string
  at: Date
  version: number | null
  calls: number
}

/** All programmes for the desk, the one worked at last first. */
export async function deskProgrammes(city: City): Promise<DeskProgramme[]> {
  const rows = await applyingDb(city)
    .selectFrom('programmes.drafts as d')
    .innerJoin('programmes.programmes as p', 'p.id', 'd.programme')
    .select(['d.programme as id', 'd.definition', 'd.at', 'p.basis'])
    .select((from) => [
      from
        .selectFrom('programmes.versions as v')
        .select((of) => of.fn.max('v.version').as('version'))
        .whereRef('v.programme', '=', 'd.programme')
        .as('version'),
      from
        .selectFrom('programmes.calls as c')
        .select((of) => of.fn.countAll<string>().as('calls'))
        .whereRef('c.programme', '=', 'd.programme')
        .as('calls'),
    ])
    .orderBy('d.at', 'desc')
    .execute()
  return rows.map(({ definition, version, calls, ...row }) => ({
    ...row,
    title: definitionShape.parse(definition).title.ru,
    version,
    calls: Number(calls ?? 0),
  }))
}

export interface VersionView {
  version: number
  at: Date
  reason: string
  office: string
}

/** The versions of a programme, the newest first. */
export async function versionsOf(city: City, programme: string): Promise<VersionView[]> {
  return applyingDb(city)
    .selectFrom('programmes.versions')
    .select(['version', 'at', 'reason', 'office'])
    .where('programme', '=', programme)
    .orderBy('version', 'desc')
    .execute()
}
