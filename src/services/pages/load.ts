// Loading the pack's texts: a page appears or gets a new version only where the pack differs, and an editor's word stays.
import { action, type City } from '#platform/city.ts'
import { demand } from '#platform/policy.ts'
import { packOffice } from './actions/office.ts'
import { publishPage } from './actions/publish.ts'
import { beginPage, saveVersion } from './actions/write.ts'
import type { PackPage } from './pack.ts'
import { mayEdit } from './policy.ts'
import { deskPage } from './queries/desk.ts'
import { pageId } from './rules/kinds.ts'

/** Loads pages. What an editor has written or taken away since stays as she left it. Answers how many were new or changed. */
export const loadPages = action(
  'pages',
  async (city: City, pages: readonly PackPage[]): Promise<{ changed: number }> => {
    demand(city.actor, mayEdit, undefined)
    let changed = 0
    for (const { kind, slug, texts, position } of pages) {
      const page = pageId(kind, slug)
      const known = await deskPage(city, page)
      if (!known) {
        await beginPage(city, { kind, slug, texts, position, basis: 'city' })
        await publishPage(city, { page, version: 1, opensAt: city.now, closesAt: null })
        changed += 1
        continue
      }
      const touched = [known.last.office, ...known.publications.map(({ office }) => office)]
      if (touched.some((office) => office !== packOffice)) continue
      const { number } = await saveVersion(city, { page, seen: known.last.number, texts, note: null })
      if (number === known.last.number) continue
      await publishPage(city, { page, version: number, opensAt: city.now, closesAt: null })
      changed += 1
    }
    return { changed }
  },
)
