// The shapes of a milestone's states, told apart without colour: a full circle, a hollow one, a square, a dashed circle.

/** done: proven; planned: ahead; late: its day is past without proof; silent: its day is past and nobody has reported. */
export type MarkState = 'done' | 'planned' | 'late' | 'silent'

/** The shape alone, for a word to stand beside it. */
export function Glyph({ state }: { state: MarkState }) {
  return (
    <svg class="road-glyph" width="1.1rem" height="1.1rem" aria-hidden="true">
      <Shape state={state} x="50%" y="0.55rem" />
    </svg>
  )
}

/** The shape with its middle at a place in the picture. */
export function Shape({ state, x, y }: { state: MarkState; x: string; y: string }) {
  if (state !== 'late') return <circle class={state} cx={x} cy={y} r="0.42rem" />
  return (
    <svg class="at" x={x} y={y} aria-hidden="true">
      <rect class="late" x="-0.4rem" y="-0.4rem" width="0.8rem" height="0.8rem" />
    </svg>
  )
}
