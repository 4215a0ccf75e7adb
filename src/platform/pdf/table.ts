// Draws tables: columns as wide as their words need, rows whole on one page, the head again on each page.
import type { Block, PdfColumn, Told } from './content.ts'
import { type Line, linesOf, type Measure, widthsOf } from './lines.ts'
import { FOOT, INK, LEFT, LINE, leading, PALE, type Paper, RULE, type Tag, TOP } from './paper.ts'

const SIZE = 9
const PAD = 4

/** The table, on as many pages as it takes. A row that is higher than a page is the only one that is parted. */
export function drawTable(paper: Paper, parent: Tag, table: Block & { kind: 'table' }): void {
  const { columns, rows, rowHeads = false } = table
  const measure = paper.measure(SIZE)
  const columnWidths = widthsFor(columns, rows, measure)
  const cells = (row: readonly Told[], bold: boolean): Cell[] => {
    let x = LEFT
    return columns.map((column, index) => {
      const width = columnWidths[index] ?? 0
      const lines = linesOf(row[index] ?? '', width - 2 * PAD, measure, bold)
      const cell = { x, width, align: column.align ?? 'left', lines }
      x += width
      return cell
    })
  }
  const head = cells(
    columns.map(({ title }) => title),
    true,
  )
  const tag = paper.tag('Table', parent)
  const bodyRows = rows.map((row) => cells(row, false))
  const captionHeight = drawCaption(paper, tag, table.caption, heightOf(head) + heightOf(bodyRows[0] ?? []))
  paper.need(captionHeight + heightOf(head) + Math.min(heightOf(bodyRows[0] ?? []), FOOT - TOP - heightOf(head)))
  drawHead(paper, head, paper.tag('TR', paper.tag('THead', tag)))
  const body = paper.tag('TBody', tag)
  for (const row of bodyRows) drawRow(paper, paper.tag('TR', body), row, head, rowHeads)
  paper.y += 10
}

interface Cell {
  x: number
  width: number
  align: 'left' | 'right'
  lines: Line[]
}

function drawCaption(paper: Paper, tag: Tag, caption: string | undefined, after: number): number {
  if (!caption) return 0
  const lines = linesOf(caption, LINE, paper.measure(10), true)
  const height = lines.length * leading(10)
  paper.need(Math.min(height + 4 + after, FOOT - TOP))
  paper.write(paper.tag('Caption', tag), 'Caption', lines, { x: LEFT, size: 10, color: INK })
  paper.y += 4
  return 0
}

/** With a row element the head is content; without one it is repeated, and no reader hears it twice. */
function drawHead(paper: Paper, head: Cell[], row: Tag | null): void {
  const height = heightOf(head)
  paper.beside(() => {
    paper.doc.rect(LEFT, paper.y, LINE, height).fill(PALE)
    if (!row) for (const cell of head) paper.bare(cell.lines, styleOf(cell, paper.y))
  })
  if (row)
    for (const cell of head)
      paper.place(paper.tag('TH', row, { scope: 'Column' }), 'TH', cell.lines, styleOf(cell, paper.y))
  paper.y += height
}

function drawRow(paper: Paper, tag: Tag, row: Cell[], head: Cell[], rowHeads: boolean): void {
  const tags = row.map((_, index) =>
    rowHeads && index === 0 ? paper.tag('TH', tag, { scope: 'Row' }) : paper.tag('TD', tag),
  )
  let rest = row
  const room = FOOT - TOP - heightOf(head)
  while (true) {
    if (paper.need(Math.min(heightOf(rest), room))) drawHead(paper, head, null)
    const fitting = Math.floor((FOOT - paper.y - 2 * PAD) / leading(SIZE))
    const now = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(0, fitting) }))
    for (const [index, cell] of now.entries()) {
      const holder = tags[index]
      if (holder) paper.place(holder, rowHeads && index === 0 ? 'TH' : 'TD', cell.lines, styleOf(cell, paper.y))
    }
    paper.y += heightOf(now)
    paper.beside(() => {
      const { y } = paper
      paper.doc
        .moveTo(LEFT, y)
        .lineTo(LEFT + LINE, y)
        .lineWidth(0.5)
        .strokeColor(RULE)
        .stroke()
    })
    rest = rest.map((cell) => ({ ...cell, lines: cell.lines.slice(fitting) }))
    if (rest.every(({ lines }) => lines.length === 0)) return
  }
}

const styleOf = (cell: Cell, y: number) => ({
  x: cell.x + PAD,
  y: y + PAD,
  width: cell.width - 2 * PAD,
  size: SIZE,
  color: INK,
  align: cell.align,
})

function heightOf(cells: readonly Cell[]): number {
  return Math.max(1, ...cells.map(({ lines }) => lines.length)) * leading(SIZE) + 2 * PAD
}

/** By their shares when all have one, else by their words: none narrower than its longest word as long as the page allows it. */
function widthsFor(columns: readonly PdfColumn[], rows: readonly (readonly Told[])[], measure: Measure): number[] {
  const shares = columns.map(({ share }) => share ?? 0)
  if (shares.every((share) => share > 0)) return scaled(shares)
  const wanted = columns.map((column, index) => {
    const all = [
      widthsOf(column.title, measure, true),
      ...rows.slice(0, 500).map((row) => widthsOf(row[index] ?? '', measure)),
    ]
    return {
      word: Math.max(...all.map(({ word }) => word)) + 2 * PAD + 1,
      whole: Math.max(...all.map(({ whole }) => whole)) + 2 * PAD + 1,
    }
  })
  const words = wanted.reduce((sum, { word }) => sum + word, 0)
  if (words >= LINE) return scaled(wanted.map(({ word }) => word))
  const more = wanted.reduce((sum, { whole, word }) => sum + whole - word, 0)
  if (more <= LINE - words) return scaled(wanted.map(({ whole }) => whole))
  return wanted.map(({ whole, word }) => word + ((whole - word) / more) * (LINE - words))
}

function scaled(shares: number[]): number[] {
  const sum = shares.reduce((all, share) => all + share, 0)
  return shares.map((share) => (share / sum) * LINE)
}
