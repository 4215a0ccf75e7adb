// The signature picture: where it began, where it is, what was promised, and where the present pace leads.
import type { ComponentChildren } from 'preact'
import { type PlacedBand, type PlacedLabel, type PromiseValues, placeLabels, positions } from './place.ts'

export type PromiseLineProps = PromiseValues & {
  /** The whole picture as one sentence, for those who hear the page; what was first promised and the forecast add theirs. */
  sentence: string
  /** The same numbers as a table, behind words such as «как посчитано». */
  table?: { summary: string; rows: { name: string; value: ComponentChildren }[]; note?: ComponentChildren } | undefined
}

// Distances down the picture in rem, so that it grows with the letters; across it everything is in percent.
const ROW = 1.35
const LINE = 1.2

export function PromiseLine({ sentence, table, ...values }: PromiseLineProps) {
  const at = positions(values)
  const told = [values.first, values.forecast]
  const whole = [sentence, ...told.map((each) => each?.said)].filter(Boolean).join('; ')
  const above = wordsOf([
    [at.current, values.current, 'now'],
    [at.first, values.first, 'first'],
  ])
  const below = wordsOf([
    [at.target, values.target, 'target'],
    [
      at.forecast && (at.forecast.expected ?? (at.forecast.from + at.forecast.to) / 2),
      labelled(values.forecast),
      'pace',
    ],
    [at.baseline, values.baseline, 'quiet'],
  ])
  const top = rowsOf(above) * ROW + LINE + 0.1
  const height = top + LINE + rowsOf(below) * ROW
  return (
    <div class="promise-line">
      <svg role="img" aria-label={whole} width="100%" height={rem(height)}>
        <title>{whole}</title>
        <line class="track" x1="3%" x2="97%" y1={rem(top)} y2={rem(top)} />
        {at.forecast && <Forecast {...at.forecast} y={top} />}
        {at.baseline !== undefined && at.current !== undefined && (
          <line class="way" x1={pc(at.baseline)} x2={pc(at.current)} y1={rem(top)} y2={rem(top)} />
        )}
        {at.baseline !== undefined && (
          <line class="begin" x1={pc(at.baseline)} x2={pc(at.baseline)} y1={rem(top - 0.4)} y2={rem(top + 0.4)} />
        )}
        {at.first !== undefined && <Flag kind="moved" x={at.first} y={top} />}
        <Flag kind="flag" x={at.target} y={top} />
        {at.current !== undefined && <circle class="now" cx={pc(at.current)} cy={rem(top)} r="0.5rem" />}
        {above.map((word) => (
          <Word key={word.kind} {...word} y={top - 1.4 - word.row * ROW} />
        ))}
        {below.map((word) => (
          <Word key={word.kind} {...word} y={top + LINE + 0.8 + word.row * ROW} />
        ))}
      </svg>
      {table && <Numbers {...table} rows={[...table.rows, ...told.flatMap((each) => (each?.row ? [each.row] : []))]} />}
    </div>
  )
}

type Kind = 'now' | 'first' | 'target' | 'pace' | 'quiet'
type PlacedWord = PlacedLabel & { text: string; kind: Kind }

function wordsOf(marks: [number | undefined, { label: string } | undefined, Kind][]): PlacedWord[] {
  const shown = marks.flatMap(([at, mark, kind]) => (at === undefined || !mark ? [] : [{ at, text: mark.label, kind }]))
  const placed = placeLabels(shown)
  return shown.flatMap(({ text, kind }, n) => {
    const place = placed[n]
    return place ? [{ ...place, text, kind }] : []
  })
}

function rowsOf(words: PlacedWord[]): number {
  return Math.max(0, ...words.map((word) => word.row + 1))
}

function Word({ at, anchor, text, kind, y }: PlacedWord & { y: number }) {
  return (
    <text class={kind} x={pc(at)} y={rem(y)} text-anchor={anchor}>
      {text}
    </text>
  )
}

// The band is drawn from slanted strokes of its own: a shared pattern would need an id, and a page has many lines.
// An end that lies outside the picture is left without its edge, and an arrow says that it goes on.
function Forecast({ from, to, expected, openFrom, openTo, y }: PlacedBand & { y: number }) {
  const width = Math.max(1.5, to - from)
  const left = Math.min(from, 97 - width)
  return (
    <g class="forecast">
      <svg x={pc(left)} y={rem(y - 0.5)} width={pc(width)} height="1rem" aria-hidden="true">
        <rect width="100%" height="100%" />
        <path d={HATCH} />
      </svg>
      {!openFrom && <Edge x={left} y={y} />}
      {!openTo && <Edge x={left + width} y={y} />}
      {openFrom && <Arrow x={left} y={y} path="M2 1l-8 8 8 8" />}
      {openTo && <Arrow x={left + width} y={y} path="M-2 1l8 8-8 8" />}
      {expected !== undefined && (
        <line class="expected" x1={pc(expected)} x2={pc(expected)} y1={rem(y - 0.7)} y2={rem(y + 0.7)} />
      )}
    </g>
  )
}

const HATCH = `M-30 32${'l32-32m-23 32'.repeat(150)}`

function Edge({ x, y }: { x: number; y: number }) {
  return <line x1={pc(x)} x2={pc(x)} y1={rem(y - 0.5)} y2={rem(y + 0.5)} />
}

function Arrow({ x, y, path }: { x: number; y: number; path: string }) {
  return (
    <svg x={pc(x)} y={rem(y - 0.53)} overflow="visible" aria-hidden="true">
      <path class="arrow" d={path} />
    </svg>
  )
}

// What was first promised flies dashed and hollow, what is promised now full: told apart without colour.
function Flag({ kind, x, y }: { kind: 'flag' | 'moved'; x: number; y: number }) {
  const moved = kind === 'moved'
  return (
    <>
      <line class={moved ? 'moved' : 'pole'} x1={pc(x)} x2={pc(x)} y1={rem(y - 1)} y2={rem(y + 0.8)} />
      <svg x={pc(x)} y={rem(y - 1)} overflow="visible" aria-hidden="true">
        <svg
          aria-hidden="true"
          class={kind}
          x="-1.4rem"
          width="1.4rem"
          height="0.7rem"
          viewBox="0 0 24 12"
          overflow="visible"
        >
          <path d={moved ? 'M24 1H2l5 5-5 5h22' : 'M24 0H0l6 6-6 6h24z'} />
        </svg>
      </svg>
    </>
  )
}

function labelled(forecast: PromiseValues['forecast']): { label: string } | undefined {
  return forecast?.label === undefined ? undefined : { label: forecast.label }
}

function Numbers({ summary, rows, note }: NonNullable<PromiseLineProps['table']>) {
  return (
    <details>
      <summary>{summary}</summary>
      <table>
        <tbody>
          {rows.map(({ name, value }) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              <td>{value}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {note && <p class="source">{note}</p>}
    </details>
  )
}

const pc = (percent: number): string => `${Math.round(percent * 10) / 10}%`
const rem = (length: number): string => `${Math.round(length * 100) / 100}rem`
