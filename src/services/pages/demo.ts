// The demo's part: Lena tells three pieces of news, corrects one of them, and has another ready for the day after tomorrow.
import type { DemoStory } from '#platform/module.ts'
import { days, later } from '#platform/time.ts'
import { publishPage } from './actions/publish.ts'
import { beginPage, saveVersion } from './actions/write.ts'
import { demoNews } from './demo/news.ts'

export async function tellNews(story: DemoStory): Promise<void> {
  for (const { slug, texts, daysAgo, corrected } of demoNews) {
    const lena = story.as('lena', Math.max(0, daysAgo), 11)
    const { id } = await beginPage(lena, { kind: 'news', slug, texts, basis: 'demo' })
    const opensAt = daysAgo < 0 ? later(lena.now, days(-daysAgo)) : lena.now
    await publishPage(lena, { page: id, version: 1, opensAt, closesAt: null })
    if (!corrected) continue
    const later2 = story.as('lena', daysAgo - 1, 15)
    const { number } = await saveVersion(later2, { page: id, seen: 1, texts: corrected.texts, note: corrected.note })
    await publishPage(later2, { page: id, version: number, opensAt: later2.now, closesAt: null })
  }
}
