// The demo's part: Lena publishes what residents have confirmed, says what did not hold and puts a place right, and leaves the
// latest draft for whoever wants to try.
import type { DemoStory } from '#platform/module.ts'
import { dayOf } from '#platform/time.ts'
import { correctWin } from './actions/corrections.ts'
import { publishWin } from './actions/drafts.ts'
import { tellSetback } from './actions/setbacks.ts'
import { draftFor, drafts } from './queries/drafts.ts'
import { winFor } from './queries/win.ts'

export async function tellWins(story: DemoStory): Promise<void> {
  await story.settle()
  const lena = story.as('lena', 1, 10)
  const told: string[] = []
  for (const { id } of (await drafts(lena)).slice(0, -1)) {
    const draft = await draftFor(lena, id)
    if (!draft) continue
    await publishWin(lena, { draft: id, title: draft.title, quantity: 1, zone: story.zone })
    told.push(id)
  }
  await story.settle()
  await tellTurns(story, told)
  await story.settle()
}

// The first win did not hold, and the last one stood at the wrong entrance: both are said as loudly as the wins were.
async function tellTurns(story: DemoStory, told: readonly string[]): Promise<void> {
  const lena = story.as('lena', 1, 12)
  const first = told[0] === undefined ? null : await winFor(lena, told[0])
  const last = told.at(-1)
  if (!first || last === undefined) return
  await tellSetback(lena, {
    reason: 'broke',
    title: `Не продержалось: ${first.title.toLowerCase()}`,
    note: 'Осмотр показал, что неисправность вернулась. Подрядчик переделает по гарантии.',
    place: '',
    category: first.category,
    district: null,
    day: dayOf(lena.now, story.zone),
    about: first.id,
    source: null,
    case: first.case,
  })
  const place = (await winFor(lena, last))?.place
  if (place)
    await correctWin(lena, {
      win: last,
      field: 'place',
      right: `${place}, со стороны двора`,
      note: 'Житель заметил, что на снимке другая сторона дома.',
      zone: story.zone,
    })
}
