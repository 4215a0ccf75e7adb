// What people are told about: the topics of all doors, each once, security last since nothing is chosen there.
import type { Module } from '#platform/module.ts'
import { securityTopic } from './rules.ts'

/** What offices are told of their work. */
export const workTopic = 'notifications.topic.work'

export interface Topic {
  /** A word key. */
  key: string
  /** Its short name in addresses and fields. */
  code: string
}

/** Asks each door; a topic of which nothing is ever told is not there. */
export function topicsOf(doors: readonly Module[]): Topic[] {
  const keys = [...new Set(doors.flatMap((door) => (door.notices ?? []).map(({ topic }) => topic)))]
  const order = (key: string) => (key === securityTopic ? 1 : 0)
  return keys
    .sort((one, other) => order(one) - order(other))
    .map((key) => ({ key, code: key.split('.').at(-1) ?? key }))
}
