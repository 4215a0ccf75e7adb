// How a page opens: where we are, what this is, and one sentence about it.
import type { ComponentChildren } from 'preact'

export type PageHeadProps = {
  title: ComponentChildren
  /** The words of a title that is marked up, so that a long one among them fits a small phone. */
  says?: string
  lede?: ComponentChildren
  /** Breadcrumbs, when the page lies deeper than the menu. */
  above?: ComponentChildren
  children?: ComponentChildren
}

export function PageHead({ title, says, lede, above, children }: PageHeadProps) {
  return (
    <div class="hero">
      {above}
      <h1 class={hasLongWord(says ?? title) ? 'long' : undefined}>{title}</h1>
      {lede && <p class="lede">{lede}</p>}
      {children}
    </div>
  )
}

/** Whether a word stands in it that the smallest phone would have to cut: «предпринимательства». */
function hasLongWord(title: ComponentChildren): boolean {
  return typeof title === 'string' && title.split(/[\s-]+/).some((word) => word.length > 14)
}
