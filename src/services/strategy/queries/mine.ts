// What the strategy knows of a person, for her own page: her questions, what she follows, where she took part.
import type { City } from '#platform/city.ts'
import { type OccasionView, occasionsOf, tookPartIn } from './occasions.ts'
import { type QuestionCard, questionsBy } from './questions.ts'
import { type Followed, followedBy, readerOf } from './readers.ts'

export interface MineView {
  questions: QuestionCard[]
  followed: Followed[]
  tookPart: OccasionView[]
}

export async function mineOf(city: City, { person, zone }: { person: string; zone: string }): Promise<MineView> {
  const reader = await readerOf(city, { token: null, person })
  if (!reader || reader.handles.length === 0) return { questions: [], followed: [], tookPart: [] }
  const took = await tookPartIn(city, reader)
  return {
    questions: await questionsBy(city, { handles: reader.handles, zone }),
    // Her own questions stand above; what she asked is followed by itself.
    followed: (await followedBy(city, reader)).filter(({ why }) => why !== 'asked'),
    tookPart: took.length === 0 ? [] : (await occasionsOf(city)).filter(({ id }) => took.includes(id)),
  }
}
