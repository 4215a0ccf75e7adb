// A list with thin rules: when (or how much) on the left, what on the right.
import type { ComponentChildren } from 'preact'

export type ListItem = {
  /** Said as people say it: «вчера», «до 13 дек», «+0,4». */
  lead?: ComponentChildren
  /** The exact moment in ISO 8601, where the lead is a time. */
  at?: string | undefined
  /** The exact moment in words, shown on demand. */
  exactly?: string | undefined
  href?: string | undefined
  title: ComponentChildren
  note?: ComponentChildren
  tag?: ComponentChildren
}

export type ListProps = { items: ListItem[]; ordered?: boolean | undefined; label?: string | undefined }

export function List({ items, ordered = false, label }: ListProps) {
  const Tagged = ordered ? 'ol' : 'ul'
  const leads = items.some((item) => item.lead !== undefined)
  return (
    <Tagged class={leads ? 'list led' : 'list'} aria-label={label}>
      {items.map((item) => (
        <li key={item.href}>
          {leads && <Lead {...item} />}
          <div>
            {item.href ? (
              <a class="what" href={item.href}>
                {item.title}
              </a>
            ) : (
              <span class="what">{item.title}</span>
            )}
            {item.note && <div class="source">{item.note}</div>}
            {item.tag && <div>{item.tag}</div>}
          </div>
        </li>
      ))}
    </Tagged>
  )
}

function Lead({ lead, at, exactly }: ListItem) {
  if (!at) return <span class="lead number">{lead}</span>
  return (
    <time class="lead" dateTime={at} title={exactly}>
      {lead}
    </time>
  )
}
