// Pages and feeds that are not small are read in a thread, one at a time, with bounds on time and memory, while the city goes on answering.
import { type Bounds, inThread } from '#platform/thread.ts'
import type { ReadingOptions } from './draft.ts'
import type { Reading } from './found.ts'
import { nothing } from './json-list.ts'
import { nextIn, readText, type SentText, type TextAsked } from './texts.ts'

// A page that is nested on purpose takes the square of its depth: below this the worst takes a tenth of a second.
const small = 50_000
// The largest honest feed, 60 MB of JSON, takes a third of this time on two busy cores.
const bounds: Bounds = { mostMs: 120_000, mostMegabytes: 1024 }

// Tests run from the sources, the city from its bundle, where the build puts the thread's own file beside main.js.
const program = new URL(import.meta.url.endsWith('.ts') ? './texts-work.ts' : './texts-work.js', import.meta.url)

type Within = Bounds & { small: number }
const usual: Within = { small, ...bounds }

/** As `readText`. What wants more than any honest text is set aside as a whole; `within` is for tests. */
export function readTextApart(sent: SentText, options: ReadingOptions, within = usual): Promise<Reading> {
  return apart({ ...sent, what: 'events', options }, () => readText(sent, options), nothing('tooHeavy'), within)
}

/** As `nextIn`. */
export function nextApart(sent: SentText): Promise<string | null> {
  return apart({ ...sent, what: 'next' }, () => nextIn(sent), null, usual)
}

let last: Promise<unknown> = Promise.resolve()

async function apart<Said>(asked: TextAsked, here: () => Said, heavy: Said, within: Within): Promise<Said> {
  if (asked.body.length <= within.small) return here()
  const turn = last.then(() => inThread<Said>(program, asked, within))
  last = turn.catch(() => undefined)
  const answer = await turn
  return answer === 'too-heavy' ? heavy : answer.said
}
