// Big honest numbers side by side.
import type { ComponentChildren } from 'preact'

export type Tile = {
  number: string
  unit?: string | undefined
  what: string
  where?: ComponentChildren
  href?: string | undefined
}

export function Tiles({ tiles, label }: { tiles: Tile[]; label?: string | undefined }) {
  return (
    <ul class="tiles" aria-label={label}>
      {tiles.map((tile) => (
        <li key={tile.what}>
          <p class={isLong(tile) ? 'big long' : 'big'}>
            {tile.number} {tile.unit && <small>{tile.unit}</small>}
          </p>
          <p>
            {tile.href ? (
              <a class="what" href={tile.href}>
                {tile.what}
              </a>
            ) : (
              <b>{tile.what}</b>
            )}
          </p>
          {tile.where && <p class="source">{tile.where}</p>}
        </li>
      ))}
    </ul>
  )
}

// A sum with its kopecks fills half of a phone.
const isLong = ({ number, unit = '' }: Tile) => number.length + unit.length > 9 && !/[A-Za-zА-я]{2}/.test(unit)
