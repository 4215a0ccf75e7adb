// The demo's part: Lena publishes what residents have confirmed, and leaves the latest draft for whoever wants to try.
import type { DemoStory } from '#platform/module.ts'
import { publishWin } from './actions.ts'
import { draftFor, drafts } from './drafts.ts'

export async function tellWins(story: DemoStory): Promise<void> {
  await story.settle()
  const lena = story.as('lena', 1, 10)
  for (const { id } of (await drafts(lena)).slice(0, -1)) {
    const draft = await draftFor(lena, id)
    if (draft) await publishWin(lena, { draft: id, title: draft.title, quantity: 1, zone: story.zone })
  }
  await story.settle()
}
