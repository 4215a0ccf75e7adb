// One thing of which something is promised, whatever its kind: its name, its terms, and what they are judged by.
import type { City } from '#platform/city.ts'
import type { Term, TermKind } from '../rules/terms.ts'
import { milestonesOf } from './milestones.ts'
import { projectFor } from './projects.ts'
import { type PromiseView, promiseFor } from './promises.ts'
import { termsOf } from './terms.ts'

export interface Named {
  name: string
  nameEn: string | null
}

export interface Thing extends Named {
  kind: TermKind
  id: string
  subject: string
  terms: ReadonlyMap<string, Term>
  /** What its numbers are in; null where it has none. */
  unit: Pick<PromiseView, 'unit' | 'unitEn' | 'unitForms'> | null
  polarity: PromiseView['polarity']
  /** What it belongs to, or where its numbers begin: a promise must lie within. */
  within: { start: string | null; due: string | null }
  /** The project of a milestone; its own id for a project. */
  project: string | null
}

const nowhere = { start: null, due: null }

/** A thing with its terms; null when there is none. */
export async function thingFor(city: City, kind: TermKind, id: string): Promise<Thing | null> {
  const subject = `${kind}:${id}`
  if (kind === 'milestone') return milestoneThing(city, id)
  const terms = (await termsOf(city, [subject])).get(subject) ?? new Map<string, Term>()
  const base = { kind, id, subject, terms }
  if (kind === 'project') {
    const project = await projectFor(city, id)
    if (!project) return null
    return { ...base, name: project.name, nameEn: project.nameEn, ...plain, within: nowhere, project: id }
  }
  const promise = await promiseFor(city, id)
  if (!promise) return null
  const { name, nameEn, unit, unitEn, unitForms, polarity, baseline } = promise
  const began = baseline?.year ?? null
  return {
    ...base,
    ...{ name, nameEn, polarity },
    unit: { unit, unitEn, unitForms },
    within: { start: began === null ? null : String(began), due: null },
    project: null,
  }
}

const plain = { unit: null, polarity: 'up' } as const

async function milestoneThing(city: City, id: string): Promise<Thing | null> {
  const [milestone] = await milestonesOf(city, { ids: [id] })
  if (!milestone) return null
  const { name, nameEn, unit, unitEn, terms, project } = milestone
  const above = (await termsOf(city, [`project:${project}`])).get(`project:${project}`)
  return {
    ...{ kind: 'milestone', id, subject: `milestone:${id}`, terms, name, nameEn, project, polarity: 'up' },
    unit: unit === null ? null : { unit, unitEn, unitForms: null },
    within: { start: above?.get('start')?.now.value ?? null, due: above?.get('due')?.now.value ?? null },
  }
}
