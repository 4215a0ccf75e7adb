// The way back up: the pages above this one.
import type { Link } from '../../layout.tsx'

export function Breadcrumbs({ label, links }: { label: string; links: Link[] }) {
  return (
    <nav class="breadcrumbs" aria-label={label}>
      <ol>
        {links.map((link) => (
          <li key={link.href}>
            <a href={link.href}>{link.label}</a>
          </li>
        ))}
      </ol>
    </nav>
  )
}
