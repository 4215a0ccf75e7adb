// The page of one source, which several addresses answer with.
import { h } from 'preact'
import type { City } from '#platform/city.ts'
import { page, type Typed } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { sourceTyped } from '../forms/source.ts'
import { SourcePage } from '../pages/source.tsx'
import { asideOf, runsOf, type SourceView, sourceViews } from '../queries/sources.ts'

export async function sourceIn(city: City, id: string): Promise<SourceView> {
  const [source] = await sourceViews(city, { id })
  if (!source) throw refuse.missing('events.refusal.noSource')
  return source
}

/** `keeps` is false for its owner, who only looks. */
export async function onePage(city: City, id: string, typed: Typed, keeps = true) {
  const source = await sourceIn(city, id)
  const runs = await runsOf(city, id)
  const aside = runs[0] ? await asideOf(city, runs[0].id) : []
  const wrong = Object.keys(typed.errors).length > 0
  const values = { ...sourceTyped(source), ...typed.values }
  const title = city.words('events.source.title', { name: source.name })
  const props = { source, runs, aside, typed: { ...typed, values }, keeps }
  return page(title, h(SourcePage, props), { status: wrong ? 422 : 200, keep: 0 })
}
