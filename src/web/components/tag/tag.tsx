// A state in a few words: its shape and its words say it, the colour only helps.
import type { ComponentChildren } from 'preact'

/** kept: done; ok: under way, watch it; late: past its day; silent: nobody has reported; plain: simply a fact. */
export type TagKind = 'kept' | 'ok' | 'late' | 'silent' | 'plain'

export type TagProps = { kind?: TagKind | undefined; children: ComponentChildren }

export function Tag({ kind = 'plain', children }: TagProps) {
  return <span class={`tag ${kind}`}>{children}</span>
}
