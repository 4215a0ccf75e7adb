// A decision as a card: yes, no or not known yet, why, how much, and what would change it.
import type { ComponentChildren } from 'preact'
import type { Words } from '#platform/words.ts'
import { Tag } from '#web/components/tag/tag.tsx'
import type { SaidDecision } from '../rules/say.ts'

export interface DecisionCardProps {
  words: Words
  said: SaidDecision
  title: ComponentChildren
  level?: 2 | 3
  /** The heading above says the verdict already, of this card and of those beside it. */
  grouped?: boolean
  /** What one can do next. */
  children?: ComponentChildren
}

const kinds = { yes: 'kept', no: 'plain', unknown: 'ok' } as const

export function DecisionCard({ words, said, title, level = 2, grouped = false, children }: DecisionCardProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class="decision">
      <Heading>{title}</Heading>
      {(!grouped || said.amount) && (
        <p>
          {!grouped && <Tag kind={kinds[said.verdict]}>{said.title}</Tag>}
          {said.amount && <strong> {said.amount}</strong>}
        </p>
      )}
      {said.because.length > 0 && (
        <ul>
          {said.because.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {said.missing.length > 0 && (
        <p>
          {words('programmes.terms.missing', { count: said.missing.length })}{' '}
          {said.missing.map(({ ask }) => ask).join(' ')}
        </p>
      )}
      {said.change && <p>{said.change}</p>}
      {said.faults.map((fault) => (
        <p key={fault} class="source">
          {fault}
        </p>
      ))}
      {children}
    </section>
  )
}
