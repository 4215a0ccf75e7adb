// A few words set apart: something to know, something that went well or wrong, or danger to life.
import type { ComponentChildren } from 'preact'

/** emergency is for 112 and nothing else: it is announced at once and looks like nothing else on the page. */
export type NoticeKind = 'know' | 'done' | 'wrong' | 'emergency'

export type NoticeProps = { kind?: NoticeKind | undefined; title?: string | undefined; children: ComponentChildren }

export function Notice({ kind = 'know', title, children }: NoticeProps) {
  const role = kind === 'emergency' ? 'alert' : kind === 'done' ? 'status' : undefined
  return (
    <div class={`notice ${kind}`} role={role}>
      {title && <p class="notice-title">{title}</p>}
      {children}
    </div>
  )
}
