// The signature picture: where it began, where it is, what was promised, and where the present pace leads.
import type { ComponentChildren } from 'preact'
import { type PlacedLabel, type PromiseValues, placeLabels, positions } from './place.ts'

export type PromiseLineProps = PromiseValues & {
  /** The whole picture as one sentence, for those who hear the page. */
  sentence: string
  /** The same numbers as a table, behind words such as «как посчитано». */
  table?: { summary: string; rows: { name: string; value: ComponentChildren }[]; note?: ComponentChildren } | undefined
}

// Distances down the picture in rem, so that it grows with the letters; across it everything is in percent.
const ROW = 1.35
const LINE = 1.2

export function PromiseLine({ sentence, table, ...values }: PromiseLineProps) {
  const at = positions(values)
  const above = wordsOf([
    [at.current, values.current, 'now'],
    [at.first, values.first, 'first'],
  ])
  const below = wordsOf([
    [at.target, values.target, 'target'],
    [at.baseline, values.baseline, 'quiet'],
  ])
  const top = rowsOf(above) * ROW + LINE + 0.1
  const height = top + LINE + rowsOf(below) * ROW
  return (
    <div class="promise-line">
      <svg role="img" aria-label={sentence} width="100%" height={rem(height)}>
        <title>{sentence}</title>
        <line class="track" x1="3%" x2="97%" y1={rem(top)} y2={rem(top)} />
        {at.forecast && <Forecast {...at.forecast} y={top} />}
        {at.baseline !== undefined && at.current !== undefined && (
          <line class="way" x1={pc(at.baseline)} x2={pc(at.current)} y1={rem(top)} y2={rem(top)} />
        )}
        {at.baseline !== undefined && (
          <line class="begin" x1={pc(at.baseline)} x2={pc(at.baseline)} y1={rem(top - 0.4)} y2={rem(top + 0.4)} />
        )}
        {at.first !== undefined && (
          <line class="moved" x1={pc(at.first)} x2={pc(at.first)} y1={rem(top - 1.15)} y2={rem(top + 0.8)} />
        )}
        <Flag x={at.target} y={top} />
        {at.current !== undefined && <circle class="now" cx={pc(at.current)} cy={rem(top)} r="0.5rem" />}
        {above.map((word) => (
          <Word key={word.kind} {...word} y={top - 1.4 - word.row * ROW} />
        ))}
        {below.map((word) => (
          <Word key={word.kind} {...word} y={top + LINE + 0.8 + word.row * ROW} />
        ))}
      </svg>
      {table && <Numbers {...table} />}
    </div>
  )
}

type Kind = 'now' | 'first' | 'target' | 'quiet'
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
function Forecast({ from, to, y }: { from: number; to: number; y: number }) {
  const width = Math.max(1.5, to - from)
  return (
    <svg class="forecast" x={pc(from)} y={rem(y - 0.5)} width={pc(width)} height="1rem" aria-hidden="true">
      <rect width="100%" height="100%" />
      <path d={HATCH} />
    </svg>
  )
}

const HATCH = Array.from({ length: 90 }, (_, n) => `M${n * 9 - 30} 32l32-32`).join('')

function Flag({ x, y }: { x: number; y: number }) {
  return (
    <>
      <line class="pole" x1={pc(x)} x2={pc(x)} y1={rem(y - 1)} y2={rem(y + 0.8)} />
      <svg x={pc(x)} y={rem(y - 1)} overflow="visible" aria-hidden="true">
        <svg aria-hidden="true" class="flag" x="-1.4rem" width="1.4rem" height="0.7rem" viewBox="0 0 24 12">
          <path d="M24 0H0l6 6-6 6h24z" />
        </svg>
      </svg>
    </>
  )
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
