// How cases are called on a thread: nothing of one that no dispatcher has released but its number.
import type { City } from '#platform/city.ts'
import type { Named } from '#platform/module.ts'
import { cardRows } from './queries/cards.ts'
import { topicLabels } from './queries/holder.ts'

export async function namedCases(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const numbers = subjects.map((subject) => subject.slice('case:'.length))
  const rows = await cardRows(city).where('c.number', 'in', numbers).execute()
  const labels = await topicLabels(
    city,
    rows.map(({ topic }) => topic),
  )
  return new Map(
    rows.map(({ number, topic, place, status, release }) => {
      const what = city.words('cases.thread.what')
      const numbered = city.words('cases.page.number', { number })
      if (release === null) return [`case:${number}`, { what, title: numbered }]
      const title = `${labels.get(topic) ?? topic}, ${place}`
      return [`case:${number}`, { what, title, note: `${numbered}, ${city.words(`cases.status.${status}`)}` }]
    }),
  )
}
