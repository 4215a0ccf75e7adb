// Which part of a long list this is, and how to reach the rest.
import type { Link } from '../../layout.tsx'

export type PaginationProps = {
  label: string
  /** In words: «31–60 из 138». */
  here: string
  earlier?: Link | undefined
  later?: Link | undefined
}

export function Pagination({ label, here, earlier, later }: PaginationProps) {
  if (!earlier && !later) return null
  return (
    <nav class="pages" aria-label={label}>
      {earlier && (
        <a class="button plain" rel="prev" href={earlier.href}>
          {earlier.label}
        </a>
      )}
      <span class="quiet">{here}</span>
      {later && (
        <a class="button plain" rel="next" href={later.href}>
          {later.label}
        </a>
      )}
    </nav>
  )
}
