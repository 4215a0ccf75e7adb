// Remembering what was read until somebody writes it: for small things that every page asks for.
import type { City, Memory } from './city.ts'

/**
 * A question whose answer is kept until a module named by the tags is written, by any process. What a transaction has
 * written itself it asks anew. The answer is shared: nobody may change it.
 */
export function remembering<Answer>(
  tags: readonly string[],
  ask: (city: City) => Promise<Answer>,
): (city: City) => Promise<Answer> {
  const kept = new WeakMap<Memory, { mark: number; answer: Answer }>()
  return async (city) => {
    const own = tags.some((tag) => city.within.writes.has(tag))
    const memory = own ? undefined : city.within.house.memory
    const before = memory && kept.get(memory)
    for (const tag of tags) city.within.reads.add(tag)
    if (before && memory.holds(tags, before.mark)) return before.answer
    const mark = memory?.mark() ?? 0
    const answer = await ask(city)
    if (memory) kept.set(memory, { mark, answer })
    return answer
  }
}
