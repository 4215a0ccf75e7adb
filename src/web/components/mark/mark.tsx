// The mark of Italmas: a globeflower, two rings of petals drawn by arithmetic.

/** The two rings: how many petals, how far their middle lies from the centre, how large they are, where the first stands. */
const RINGS = [
  { petals: 8, distance: 10.8, width: 5.5, length: 8.5, firstAt: 0, fill: '#f5b800' },
  { petals: 8, distance: 6.5, width: 4, length: 6, firstAt: 22.5, fill: '#ffd34d' },
] as const

const INK = '#17202a'
const SIDE = 48
const MIDDLE = SIDE / 2

export type MarkProps = { size?: number | undefined; label?: string | undefined }

/** The flower as a picture beside words (then it has no label and is silent) or instead of them. */
export function Mark({ size = 36, label }: MarkProps) {
  const frame = { class: 'mark', width: size, height: size, viewBox: `0 0 ${SIDE} ${SIDE}` }
  return label ? (
    <svg {...frame} role="img" aria-label={label}>
      <title>{label}</title>
      <Flower />
    </svg>
  ) : (
    <svg {...frame} aria-hidden="true">
      <Flower />
    </svg>
  )
}

/** The flower as a file of its own: favicon, share picture, stamp on a receipt. */
export function markSvg(size: number = SIDE): string {
  const drawn = petals().map(
    (p) =>
      `<ellipse cx="${p.cx}" cy="${p.cy}" rx="${p.rx}" ry="${p.ry}" fill="${p.fill}" stroke="${INK}" stroke-width="1.2" transform="${p.transform}"/>`,
  )
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 ${SIDE} ${SIDE}">${drawn.join('')}<circle cx="${MIDDLE}" cy="${MIDDLE}" r="4.2" fill="${INK}"/></svg>`
}

function Flower() {
  return (
    <>
      {petals().map((petal) => (
        <ellipse key={petal.transform} {...petal} stroke={INK} stroke-width="1.2" />
      ))}
      <circle cx={MIDDLE} cy={MIDDLE} r="4.2" fill={INK} />
    </>
  )
}

function petals() {
  return RINGS.flatMap((ring) =>
    Array.from({ length: ring.petals }, (_, n) => ({
      cx: MIDDLE,
      cy: MIDDLE - ring.distance,
      rx: ring.width,
      ry: ring.length,
      fill: ring.fill,
      transform: `rotate(${ring.firstAt + (n * 360) / ring.petals} ${MIDDLE} ${MIDDLE})`,
    })),
  )
}
