// A person's own reports and those she joined, as a piece of her page.
import { useFrame } from '#platform/http/frame.ts'
import type { CaseCard } from '../queries/cards.ts'
import { CaseList } from './cases.tsx'

export function MyCases({ cards }: { cards: CaseCard[] }) {
  const { words } = useFrame()
  return (
    <section>
      <h2>{words('cases.mine.title')}</h2>
      {cards.length === 0 ? <p class="quiet">{words('cases.mine.empty')}</p> : <CaseList cards={cards} />}
    </section>
  )
}
