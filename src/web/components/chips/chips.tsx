// Quick choices, each one press: on or off, with how much it would leave.
import type { Link } from '../../layout.tsx'

export type Chip = Link & {
  /** It is chosen: a press takes it off. */
  on: boolean
  /** How much it would leave; left out where nobody counted. */
  count?: string | undefined
}

export function Chips({ label, chips }: { label: string; chips: Chip[] }) {
  return (
    <nav class="chips" aria-label={label}>
      <ul>
        {chips.map(({ href, label: name, on, count, lang }) => (
          <li key={href}>
            <a class={on ? 'chip on' : 'chip'} href={href} aria-current={on ? 'true' : undefined} lang={lang}>
              {on && <span aria-hidden="true">✓ </span>}
              {name}
              {count !== undefined && <span class="chip-count">{count}</span>}
            </a>
          </li>
        ))}
      </ul>
    </nav>
  )
}
