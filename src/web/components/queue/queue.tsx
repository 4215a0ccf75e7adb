// A dispatcher's queue: a table on a wide screen, a list with named lines on a phone.
import type { ComponentChildren } from 'preact'

export type QueueRow = {
  key: string
  /** One for each column; the first names the row and carries its link. */
  cells: ComponentChildren[]
  late?: boolean | undefined
}

export type QueueProps = { caption: string; columns: string[]; rows: QueueRow[] }

// The roles are spelled out, since a browser forgets that a table is one as soon as it is laid out otherwise.
export function Queue({ caption, columns, rows }: QueueProps) {
  return (
    <div class="queue-frame">
      {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
      <table class="queue" role="table">
        <caption class="heard">{caption}</caption>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <thead role="rowgroup">
          {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
          <tr role="row">
            {columns.map((label) => (
              // biome-ignore lint/a11y/noRedundantRoles: see above
              <th key={label} scope="col" role="columnheader">
                {label}
              </th>
            ))}
          </tr>
        </thead>
        {/* biome-ignore lint/a11y/noRedundantRoles: see above */}
        <tbody role="rowgroup">
          {rows.map((row) => (
            <QueueLine key={row.key} row={row} columns={columns} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function QueueLine({ row, columns }: { row: QueueRow; columns: string[] }) {
  return (
    // biome-ignore lint/a11y/noRedundantRoles: see above
    <tr role="row" class={row.late ? 'late' : undefined}>
      {row.cells.map((cell, at) =>
        at === 0 ? (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <th key={columns[at]} scope="row" role="rowheader">
            {cell}
          </th>
        ) : (
          // biome-ignore lint/a11y/noRedundantRoles: see above
          <td key={columns[at]} role="cell" data-label={columns[at]}>
            {cell}
          </td>
        ),
      )}
    </tr>
  )
}
