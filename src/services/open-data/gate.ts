// The gate for keys: who holds one, remembered until any key changes, and the permits this process holds of each.
import { type City, schemaOf } from '#platform/city.ts'
import type { KeyGate, KeyHolder } from '#platform/http/keys.ts'
import { hashSecret } from '#platform/ids.ts'
import { takePermits } from './actions/permits.ts'
import { holderOf, quotas } from './queries/keys.ts'
import { pieceOf, type Quotas, quotaLeft, quotaOf, type Span, spanStart } from './rules/quotas.ts'

const spans = ['minute', 'day'] as const
const mostRemembered = 10_000

/** Opens the gate; `cityNow` gives the city as it is at each request. */
export function openGate(cityNow: () => City): KeyGate {
  const known = new Map<string, { holder: KeyHolder; mark: number }>()
  const held = new Map<string, Held>()

  return {
    async holder(key) {
      const city = cityNow()
      const { memory } = city.within.house
      const name = hashSecret(key)
      const kept = known.get(name)
      if (kept && memory?.holds([schemaOf('open-data')], kept.mark)) return kept.holder
      const mark = memory?.mark() ?? 0
      const holder = await holderOf(city, key)
      // Wrong keys are not remembered: a flood of them would push the good ones out.
      if (holder === null) return null
      if (known.size >= mostRemembered) known.clear()
      known.set(name, { holder, mark })
      return holder
    },
    async take(holder) {
      const city = cityNow()
      const limits = await quotas(city)
      for (const span of spans) await provide(city, holder, span, limits)
      // From here on nothing waits, so that two requests cannot spend the same permit.
      const pockets = spans.map((span) => held.get(`${span} ${holder.id}`))
      const ok = pockets.every((pocket) => pocket !== undefined && pocket.left > 0)
      if (ok) for (const pocket of pockets) if (pocket) pocket.left -= 1
      return {
        ok,
        quotas: spans.map((span, at) => quotaLeft(span, limits, pockets[at]?.left ?? 0, city.now)),
      }
    },
  }

  /** Takes a new piece where this process has none left for the present span. */
  async function provide(city: City, holder: KeyHolder, span: Span, limits: Quotas): Promise<void> {
    const name = `${span} ${holder.id}`
    const starts = spanStart(span, city.now)
    const before = held.get(name)
    if (before?.starts === starts.getTime() && (before.left > 0 || before.end)) return
    const quota = quotaOf(span, limits)
    const piece = pieceOf(quota)
    const given = await takePermits(city, { key: holder.id, span, starts, piece, quota })
    if (held.size >= mostRemembered) held.clear()
    // Another request may have asked meanwhile: what each was given adds up.
    const now = held.get(name)
    const left = now?.starts === starts.getTime() ? now.left + given : given
    held.set(name, { starts: starts.getTime(), left, end: given < piece })
  }
}

interface Held {
  starts: number
  left: number
  /** The quota gave no whole piece any more: asking again before the next span is of no use. */
  end: boolean
}
