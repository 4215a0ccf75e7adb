// What one can get done: each offer with one sentence, how long it takes and what one needs.
import { Facts } from '../facts/facts.tsx'

export type Offer = {
  href: string
  title: string
  lead: string
  facts: { name: string; value: string }[]
}

/** `level` is that of the offers' own headings. */
export function Offers({ offers, level = 3 }: { offers: readonly Offer[]; level?: 2 | 3 | undefined }) {
  const Title = level === 2 ? 'h2' : 'h3'
  return (
    <ul class="offers">
      {offers.map(({ href, title, lead, facts }) => (
        <li key={href}>
          <Title>
            <a href={href}>{title}</a>
          </Title>
          <p>{lead}</p>
          <Facts facts={facts} />
        </li>
      ))}
    </ul>
  )
}
