// A table of data; on a narrow screen it scrolls sideways in its own frame, never the page.
import type { ComponentChildren } from 'preact'

export type Column = { label: string; numeric?: boolean | undefined }

export type DataTableProps = {
  caption: string
  /** The page says the name above the table already, so the caption is for the ear. */
  named?: boolean | undefined
  columns: Column[]
  /** The first cell of a row names it. */
  rows: ComponentChildren[][]
}

export function DataTable({ caption, named, columns, rows }: DataTableProps) {
  return (
    // A frame that scrolls must be reachable by keyboard, and then it needs a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame scrolls
    <section class="table-frame" tabIndex={0} aria-label={caption}>
      <table>
        <caption class={named ? 'heard' : undefined}>{caption}</caption>
        <thead>
          <tr>
            {columns.map(({ label, numeric }) => (
              <th key={label} scope="col" class={numeric ? 'numeric' : undefined}>
                {label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, at) => (
            <tr key={at}>
              {row.map((cell, column) => {
                const key = columns[column]?.label
                const numeric = columns[column]?.numeric ? 'numeric' : undefined
                return column === 0 ? (
                  <th key={key} scope="row" class={numeric}>
                    {cell}
                  </th>
                ) : (
                  <td key={key} class={numeric}>
                    {cell}
                  </td>
                )
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
