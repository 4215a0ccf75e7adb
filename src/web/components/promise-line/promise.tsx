// A card around a promise: its name, its state, its line, a few words. The one card of the city, for a thing with its own life.
import type { ComponentChildren } from 'preact'

export type PromiseCardProps = {
  title: string
  href?: string | undefined
  tags?: ComponentChildren
  children: ComponentChildren
}

export function PromiseCard({ title, href, tags, children }: PromiseCardProps) {
  return (
    <article class="promise">
      <header>
        <h3>{href ? <a href={href}>{title}</a> : title}</h3>
        {tags && <div>{tags}</div>}
      </header>
      {children}
    </article>
  )
}
