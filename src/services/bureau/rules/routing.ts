// Whose queue a request goes to: the one that names its measure, then its topic, then its level; otherwise the one that takes the rest.
import type { Level } from './measure.ts'

export interface Queue {
  code: string
  topics: readonly string[]
  levels: readonly Level[]
  measures: readonly string[]
}

export interface Asked {
  topic: string
  measure: string | null
  levels: readonly Level[]
}

/** The queue for a request; of equally near ones the first. Null where there is no queue at all. */
export function queueFor<Any extends Queue>(asked: Asked, queues: readonly Any[]): Any | null {
  const near = queues.map((queue) => ({ queue, rank: nearness(asked, queue) })).filter(({ rank }) => rank > 0)
  const [first] = near.toSorted((one, other) => other.rank - one.rank)
  if (first) return first.queue
  return queues.find(isForTheRest) ?? queues[0] ?? null
}

function nearness({ topic, measure, levels }: Asked, queue: Queue): number {
  if (measure !== null && queue.measures.includes(measure)) return 3
  if (queue.topics.includes(topic)) return 2
  return levels.length > 0 && levels.every((level) => queue.levels.includes(level)) ? 1 : 0
}

function isForTheRest({ topics, levels, measures }: Queue): boolean {
  return topics.length + levels.length + measures.length === 0
}
