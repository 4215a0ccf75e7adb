// One project's line on a road map: its time as a thin bar, its milestones as shapes, and the day it is today.
import { Shape } from './glyph.tsx'
import type { RoadMilestone, RoadProject } from './road-map.tsx'
import { lanesOf, placeOf, type Span, type Year } from './span.ts'

// Distances down the picture in rem, so that it grows with the letters; across it everything is in percent.
const LANE = 1.1
const BAR = 0.9
const FLAG = 0.75

type StripProps = { project: RoadProject; span: Span; years: Year[]; today: string | null; sentence: string }

export function Strip({ project, span, years, today, sentence }: StripProps) {
  const inside = project.milestones
    .map((milestone) => ({ milestone, at: placeOf(milestone.on, span) }))
    .filter(({ at }) => at >= 0 && at <= 100)
  const lanes = lanesOf(inside.map(({ at }) => at))
  const height = BAR + 0.5 + Math.max(0, ...lanes) * LANE
  const days = [project.begins, project.ends, ...project.milestones.map(({ on }) => on)].filter(
    (day) => day !== undefined,
  )
  const places = days.map((day) => placeOf(day, span))
  return (
    <svg class="road-strip" role="img" aria-label={sentence} width="100%" height={rem(height)}>
      {years.map(({ year, from }) => (
        <line key={year} class="year" x1={pc(from)} x2={pc(from)} y1="0" y2="100%" />
      ))}
      <Bar project={project} span={span} />
      {today !== null && <Today at={placeOf(today, span)} />}
      {inside.map(({ milestone, at }, n) => (
        <Mark key={n} milestone={milestone} at={at} y={BAR + (lanes[n] ?? 0) * LANE} span={span} />
      ))}
      {places.some((at) => at < 0) && <Beyond x="0%" path="M8-6L2 0l6 6" />}
      {places.some((at) => at > 100.1) && <Beyond x="100%" path="M-8-6l6 6-6 6" />}
    </svg>
  )
}

/** The years above the lines of a group, and where today is. The lines say their days themselves, so nobody hears it. */
export function Scale({
  span,
  years,
  today,
  label,
}: {
  span: Span
  years: Year[]
  today: string | null
  label: string
}) {
  const at = today === null ? -1 : placeOf(today, span)
  const anchor = at < 15 ? 'start' : at > 85 ? 'end' : 'middle'
  return (
    <svg class="road-scale" width="100%" height="2.6rem" aria-hidden="true">
      {years.map(({ year, from, to }) => (
        <g key={year}>
          <line class="year" x1={pc(from)} x2={pc(from)} y1="1.3rem" y2="100%" />
          <text x={pc((from + to) / 2)} y="2.2rem" text-anchor="middle">
            {year}
          </text>
        </g>
      ))}
      {at >= 0 && at <= 100 && (
        <>
          <line class="today" x1={pc(at)} x2={pc(at)} y1="1.2rem" y2="100%" />
          <text class="today" x={pc(at)} y="0.9rem" text-anchor={anchor}>
            {label}
          </text>
        </>
      )}
    </svg>
  )
}

function Bar({ project: { begins, ends }, span }: { project: RoadProject; span: Span }) {
  if (begins === undefined || ends === undefined) return null
  const [from, to] = [Math.max(0, placeOf(begins, span)), Math.min(100, placeOf(ends, span))]
  if (from >= to) return null
  return <line class="bar" x1={pc(from)} x2={pc(to)} y1={rem(BAR)} y2={rem(BAR)} />
}

function Today({ at }: { at: number }) {
  if (at < 0 || at > 100) return null
  return <line class="today" x1={pc(at)} x2={pc(at)} y1="0" y2="100%" />
}

// The dashed flag stays where the milestone was promised first, and a dashed line leads to where it stands now.
function Mark({ milestone, at, y, span }: { milestone: RoadMilestone; at: number; y: number; span: Span }) {
  const first = milestone.first && placeOf(milestone.first.on, span)
  return (
    <>
      {first !== undefined && <Moved from={first} to={at} y={y} />}
      <Shape state={milestone.state} x={pc(at)} y={rem(y)} />
    </>
  )
}

function Moved({ from, to, y }: { from: number; to: number; y: number }) {
  const [begin, top] = [within(from), rem(y - FLAG)]
  return (
    <>
      <line class="moved" x1={pc(begin)} x2={pc(to)} y1={top} y2={top} />
      <line class="moved" x1={pc(to)} x2={pc(to)} y1={top} y2={rem(y)} />
      {from === begin && (
        <svg class="at" x={pc(from)} y={top} aria-hidden="true">
          <line class="moved" y1="0" y2="1.1rem" />
          <svg x="-0.9rem" width="0.9rem" height="0.6rem" viewBox="0 0 18 12" aria-hidden="true">
            <path class="moved" d="M18 1H1l5 5-5 5h17" />
          </svg>
        </svg>
      )}
    </>
  )
}

function Beyond({ x, path }: { x: string; path: string }) {
  return (
    <svg class="at" x={x} y={rem(BAR)} aria-hidden="true">
      <path class="beyond" d={path} />
    </svg>
  )
}

const within = (place: number): number => Math.min(100, Math.max(0, place))
const pc = (percent: number): string => `${Math.round(percent * 10) / 10}%`
const rem = (length: number): string => `${Math.round(length * 100) / 100}rem`
