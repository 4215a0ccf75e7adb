// The Bureau's piece of a person's own page: her requests, with whom each waits for.
import { useFrame } from '#platform/http/frame.ts'
import { List } from '#web/components/list/list.tsx'
import type { Names } from '../queries/names.ts'
import type { RequestCard } from '../queries/requests.ts'
import { clockInWords, StageTag } from './request.tsx'

export function MyRequests({ cards, names }: { cards: readonly RequestCard[]; names: Names }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('bureau.mine.title')}</h2>
      <List
        items={cards.map((card) => ({
          href: href(`/bureau/requests/${card.number}`),
          title: `${words('bureau.request.number', { number: card.number })}. ${names.topics.get(card.topic) ?? card.topic}`,
          note: clockInWords(words, card),
          tag: <StageTag card={card} />,
        }))}
      />
    </section>
  )
}
