// How a page opens: where we are, what this is, and one sentence about it.
import type { ComponentChildren } from 'preact'

export type PageHeadProps = {
  title: ComponentChildren
  lede?: ComponentChildren
  /** Breadcrumbs, when the page lies deeper than the menu. */
  above?: ComponentChildren
  children?: ComponentChildren
}

export function PageHead({ title, lede, above, children }: PageHeadProps) {
  return (
    <div class="hero">
      {above}
      <h1 class={hasLongWord(title) ? 'long' : undefined}>{title}</h1>
      {lede && <p class="lede">{lede}</p>}
      {children}
    </div>
  )
}

/** Whether a word stands in it that the smallest phone would have to cut: «предпринимательства». */
function hasLongWord(title: ComponentChildren): boolean {
  return typeof title === 'string' && title.split(/[\s-]+/).some((word) => word.length > 14)
}
