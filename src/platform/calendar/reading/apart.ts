// Large calendars are read in a thread, one at a time, with bounds on time and memory, while the city goes on answering.
import { inThread } from '../../thread.ts'
import type { Days } from './occurrences.ts'
import { type Told, toldIn } from './told.ts'

// Below this a thread takes longer to start than the file to read.
const small = 300_000
// The largest feed that is fetched, 60 MB, takes a tenth of this time and two thirds of this memory on two busy cores.
const mostMs = 120_000
const mostMegabytes = 1024

let last: Promise<unknown> = Promise.resolve()

/**
 * Reads a calendar and expands it over some days. What wants more time or memory than any honest file is set aside as a whole
 * (`tooHeavy`); `bounds` are for tests.
 */
export async function told(
  bytes: Uint8Array,
  days: Days,
  bounds: { small?: number; mostMs?: number; mostMegabytes?: number } = {},
): Promise<Told> {
  const asked = { small, mostMs, mostMegabytes, ...bounds }
  if (bytes.length <= asked.small) return toldIn(bytes, days)
  const turn = last.then(() => inThread<Told>(program, { bytes, days }, asked))
  last = turn.catch(() => undefined)
  const answer = await turn
  return answer === 'too-heavy' ? tooHeavy : answer.said
}

// Tests run from the sources, the city from its bundle, where the build puts the thread's own file beside main.js.
const program = new URL(import.meta.url.endsWith('.ts') ? './work.ts' : './ical-work.js', import.meta.url)

const tooHeavy: Told = {
  events: [],
  aside: [{ line: null, component: null, uid: null, kind: 'tooHeavy', values: {} }],
  isCalendar: true,
}
