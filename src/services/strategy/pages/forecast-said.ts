// How a forecast, two statuses and a silence are said: sentences for pages, from what the rules answer.
import type { Words } from '#platform/words.ts'
import type { PromiseLineProps } from '#web/components/promise-line/promise-line.tsx'
import type { RoadMapLabels } from '#web/components/road-map/road-map.tsx'
import type { StatusProps } from '#web/components/status/status.tsx'
import type { TagKind } from '#web/components/tag/tag.tsx'
import type { Forecast, Known, Missing } from '../rules/forecast.ts'
import { type Period, periodOf } from '../rules/report-period.ts'
import type { Silences } from '../rules/silence.ts'
import type { Computed, Official, Status } from '../rules/status.ts'

/** The band of the promise line with its words, its part of the sentence and its row of the table. `unit` as said after a number. */
export function bandOf(words: Words, { value, year }: Known, unit: string): NonNullable<PromiseLineProps['forecast']> {
  const said = spans(words, value.expected, value.from, value.to)
  return {
    ...value,
    label: words('strategy.forecast.label', said),
    said: words('strategy.forecast.sentence', { ...said, unit, year: String(year) }),
    row: {
      name: words('strategy.forecast.row', { year: String(year) }),
      value: words('strategy.forecast.amount', { ...said, unit }),
    },
  }
}

/** «К сроку 61 % обещанного, от 48 до 74»; null where a share says nothing. */
export function shareSaid(words: Words, { share }: Known): string | null {
  if (share === null) return null
  const whole = (percent: number) => numberSaid(words, percent, 0)
  return words('strategy.forecast.share', {
    expected: whole(share.expected),
    from: whole(share.from),
    to: whole(share.to),
  })
}

/** Pace, and when the promise would be kept at it. */
export function paceSaid(words: Words, { pace, reach, value }: Known, unit: string): string {
  const when =
    reach.when === 'year'
      ? words(reach.year > 2100 ? 'strategy.forecast.reach.far' : 'strategy.forecast.reach.year', {
          year: String(reach.year),
        })
      : words(`strategy.forecast.reach.${reach.when}`)
  const digits = Math.max(digitsFor([pace]), digitsFor([value.expected]))
  return words('strategy.forecast.pace', { pace: numberSaid(words, pace, digits, true), unit, when })
}

/** How it was counted, with its numbers, and a warning where few observations make it wide. */
export function methodSaid(words: Words, { method, level }: Known): string {
  const { n, first, last, freedom, quantile, spread } = method
  const how = words(method.key, {
    n,
    first: words.date(first),
    last: words.date(last),
    level: numberSaid(words, level * 100, 0),
    freedom,
    quantile: numberSaid(words, quantile, 3),
    spread: numberSaid(words, spread, digitsFor([spread]) + 1),
  })
  return freedom === 1 ? `${how} ${words('strategy.forecast.few')}` : how
}

/** Why there is no forecast: everything that is missing, in one sentence. */
export function missingSaid(words: Words, missing: readonly Missing[]): string {
  const each = missing.map((one) =>
    one.what === 'observations'
      ? words('strategy.forecast.missing.observations', { have: one.have, need: one.need })
      : words(`strategy.forecast.missing.${one.what}`),
  )
  return words('strategy.forecast.none', { what: each.join(', ') })
}

/** Percent of a plan, or that it cannot be computed. */
export function achievedSaid(words: Words, percent: string | null): string {
  if (percent === null) return words('strategy.forecast.notComputable')
  return words('strategy.forecast.achieved', { percent: numberSaid(words, Number(percent), 1) })
}

/** What the status component shows. */
export function statusView(words: Words, status: Status, forecast: Forecast, silence?: string): StatusProps {
  const share = forecast.known && status.computed !== 'reached' ? forecast.share : null
  const said = words(`strategy.status.computed.${status.computed}`)
  return {
    official: {
      label: words('strategy.status.team'),
      says: words(`strategy.status.official.${status.official ?? 'none'}`),
      kind: officialKind(status.official),
    },
    computed: {
      label: words('strategy.status.numbers'),
      says:
        share === null ? said : words('strategy.status.share', { said, percent: numberSaid(words, share.expected, 0) }),
      kind: computedKinds[status.computed],
    },
    apart: status.disagreement ? words('strategy.status.apart') : undefined,
    silence,
  }
}

/** «молчание 41 день», or undefined while nobody is silent. Days are counted from the day on which the report was due. */
export function silenceSaid(words: Words, { silent, missing, silentSince }: Silences): string | undefined {
  const first = missing.find(({ dueOn }) => dueOn === silentSince)
  return silent && first ? words('strategy.silence.tag', { n: first.daysLate }) : undefined
}

/** Each report that did not come, and each that came late, in a sentence. */
export function reportsSaid(words: Words, { missing, late }: Silences): string[] {
  return [
    ...missing.map(({ period, dueOn, daysLate }) =>
      words('strategy.silence.missing', { period: periodSaid(words, period), day: words.date(dueOn), n: daysLate }),
    ),
    ...late.map(({ period, on, daysLate }) =>
      words('strategy.silence.late', { period: periodSaid(words, period), day: words.date(on), n: daysLate }),
    ),
  ]
}

/** «III квартал 2026»; what is no period is said as it stands. */
export function periodSaid(words: Words, key: string): string {
  const period = periodOf(key)
  if (!period) return key
  if (period.cadence === 'month') return words.date(key)
  return words(`strategy.silence.period.${period.cadence}`, { n: roman(period), year: String(period.year) })
}

/** The words of a road map. */
export function roadMapLabels(words: Words): RoadMapLabels {
  return {
    states: {
      done: words('strategy.roadMap.done'),
      planned: words('strategy.roadMap.planned'),
      late: words('strategy.roadMap.late'),
      silent: words('strategy.roadMap.silent'),
    },
    today: words('strategy.roadMap.today'),
    first: words('strategy.roadMap.first'),
    table: words('strategy.roadMap.table'),
    columns: {
      milestone: words('strategy.roadMap.column.milestone'),
      when: words('strategy.roadMap.column.when'),
      first: words('strategy.roadMap.column.first'),
      state: words('strategy.roadMap.column.state'),
    },
    noMilestones: words('strategy.roadMap.noMilestones'),
    empty: { title: words('strategy.roadMap.empty'), text: words('strategy.roadMap.emptyHow') },
  }
}

function spans(words: Words, expected: number, from: number, to: number) {
  const digits = digitsFor([expected, from, to])
  return {
    expected: numberSaid(words, expected, digits),
    from: numberSaid(words, from, digits),
    to: numberSaid(words, to, digits),
  }
}

// A forecast is no more exact than this, so it is not said more exactly: three digits or whole numbers.
function digitsFor(values: readonly number[]): number {
  const size = Math.max(...values.map(Math.abs))
  return size >= 100 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3
}

function numberSaid(words: Words, value: number, digits: number, signed = false): string {
  return words
    .number(value, { maximumFractionDigits: digits, signDisplay: signed ? 'exceptZero' : 'negative' })
    .replace(/^-/, '−')
}

function officialKind(official: Official): TagKind {
  return official === null ? 'plain' : official === 'behind' ? 'late' : 'kept'
}

const computedKinds: Record<Computed, TagKind> = {
  reached: 'kept',
  'on-track': 'kept',
  near: 'ok',
  behind: 'late',
  unknown: 'plain',
}

function roman({ n }: Period): string {
  return ['I', 'II', 'III', 'IV'][n - 1] ?? String(n)
}
