// How a case is said in words: its state, its deadline, and how often that was moved.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { CaseView } from '../queries/case.ts'
import type { Status } from '../rules.ts'

const kinds: Record<Status, TagKind> = { open: 'plain', resolved: 'ok', confirmed: 'kept', declined: 'plain' }

/** The state in words and shape. */
export function StatusTag({ status, late = false }: { status: Status; late?: boolean }): ComponentChildren {
  const { words } = useFrame()
  if (late) return <Tag kind="late">{words('cases.status.late')}</Tag>
  return <Tag kind={kinds[status]}>{words(`cases.status.${status}`)}</Tag>
}

/** «до 27 ноября 2026, норма: ГОСТ …», or the city's own orientation. */
export function dueInWords(words: Words, due: Pick<CaseView, 'due' | 'dueKind' | 'dueCovers' | 'norm'>): string {
  const day = words('cases.due.until', { day: words.date(due.due, 'time') })
  const covers = due.dueCovers === 'answer' ? ` (${words('cases.due.answer')})` : ''
  const kind = due.dueKind === 'norm' ? words('cases.due.norm', { norm: due.norm ?? '' }) : words('cases.due.guide')
  return `${day}${covers}, ${kind}`
}

/** «срок переносили 2 раза, первый срок: …», or nothing when it was never moved. */
export function movedInWords(words: Words, view: Pick<CaseView, 'moved' | 'firstDue'>): string | null {
  if (view.moved === 0) return null
  return words('cases.due.moved', { count: view.moved, first: words.date(view.firstDue) })
}
