// A conversation with the yard bot, written down.
import type { ComponentChildren } from 'preact'

export type ChatLine = {
  /** city speaks from the left, the person from the right. */
  from: 'city' | 'person'
  /** Who speaks, in words: «Двор», «Вы». */
  name: string
  children: ComponentChildren
}

export function Chat({ lines, label }: { lines: ChatLine[]; label: string }) {
  return (
    <div role="log" aria-label={label}>
      <ol class="chat">
        {lines.map((line, at) => (
          <li key={at} class={line.from}>
            <span class="source">{line.name}</span>
            <div class="said">{line.children}</div>
          </li>
        ))}
      </ol>
    </div>
  )
}
