// What the team says and what the numbers say, side by side: nothing is averaged, and where they differ it is shown.
import { type Tolerance, usualTolerance } from './achievement.ts'
import type { Forecast } from './forecast.ts'

/** What those who answer for a promise say of it; null when they said nothing. */
export type Official = 'on-track' | 'behind' | 'done' | null

/** 'near' is short of the promise within the tolerance. */
export type Computed = 'reached' | 'on-track' | 'near' | 'behind' | 'unknown'

export interface Status {
  official: Official
  computed: Computed
  disagreement: boolean
}

/** Both statuses. What is reached today is reached, whatever the pace; without a forecast the rest is unknown. */
export function statusFor(forecast: Forecast, official: Official, tolerance: Tolerance = usualTolerance): Status {
  const computed = computedFor(forecast, tolerance)
  return { official, computed, disagreement: disagreement(official, computed) }
}

/**
 * True when the team says that all goes well and the numbers say that it does not, or the reverse. «Done» is also contradicted
 * by a number that is merely on its way. Silence and the unknown contradict nothing.
 */
export function disagreement(official: Official, computed: Computed): boolean {
  if (official === 'on-track') return computed === 'behind'
  if (official === 'done') return computed === 'behind' || computed === 'near' || computed === 'on-track'
  return official === 'behind' && (computed === 'on-track' || computed === 'reached')
}

function computedFor(forecast: Forecast, { keptFrom, nearFrom }: Tolerance): Computed {
  if (forecast.reached) return 'reached'
  if (!forecast.known) return 'unknown'
  if (forecast.kept) return 'on-track'
  if (forecast.share === null) return 'behind'
  // A number to hit is missed from either side: 120 % of the way is as far off as 80 %.
  const { expected } = forecast.share
  const way = forecast.polarity === 'target' ? 100 - Math.abs(expected - 100) : expected
  return way >= keptFrom ? 'on-track' : way >= nearFrom ? 'near' : 'behind'
}
