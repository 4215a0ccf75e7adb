// Tagged PDF documents: read aloud in order, with headings to jump by, and the same bytes for the same content.
import type { Block, PdfContent, PdfSection, Told } from './content.ts'
import { openFonts } from './fonts.ts'
import { linesOf } from './lines.ts'
import { drawMark } from './mark.ts'
import { HEIGHT, INK, LEFT, LINE, leading, openPaper, type Paper, POND, QUIET, RULE, type Tag, WIDTH } from './paper.ts'
import { drawTable } from './table.ts'

export type { Block, PdfColumn, PdfContent, PdfSection, Piece, Told } from './content.ts'

export const pdfType = 'application/pdf'

/**
 * The document as bytes: PDF 1.7 on A4, tagged (ISO 14289-1, «PDF/UA»), with language, title, bookmarks, page numbers and the
 * fonts within. `fonts` is the folder where the build has put them. Throws an error when there are none, or an `href` is no URL.
 */
export async function pdfDocument(content: PdfContent, { fonts }: { fonts?: string } = {}): Promise<Uint8Array> {
  const opened = openFonts(fonts)
  const paper = openPaper(content, opened)
  const bytes = collected(paper)
  drawTitle(paper, content)
  for (const block of content.lead ?? []) drawBlock(paper, paper.root, block)
  let above: PDFKit.PDFOutline | null = null
  for (const section of content.sections) {
    const tag = paper.tag('Sect', paper.root)
    const mark: PDFKit.PDFOutline = drawHeading(paper, tag, section, above)
    if (section.level !== 3) above = mark
    for (const block of section.blocks) drawBlock(paper, tag, block)
  }
  drawFeet(paper, content)
  paper.doc.end()
  return await bytes
}

function collected({ doc }: Paper): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Buffer) => chunks.push(chunk))
    doc.on('end', () => resolve(new Uint8Array(Buffer.concat(chunks))))
    doc.on('error', reject)
  })
}

const TITLE = 20
const TEXT = 10.5
const MARK = 36

function drawTitle(paper: Paper, { title, mark }: PdfContent): void {
  const x = mark ? LEFT + MARK + 12 : LEFT
  if (mark) paper.beside(() => drawMark(paper.doc, mark, { x: LEFT, y: paper.y - 4, side: MARK }))
  const lines = linesOf(title, LINE + LEFT - x, paper.measure(TITLE), true)
  paper.write(paper.tag('H1', paper.root), 'H1', lines, { x, size: TITLE, color: INK })
  paper.y += 12
}

function drawHeading(paper: Paper, parent: Tag, section: PdfSection, above: PDFKit.PDFOutline | null) {
  const { title, level = 2 } = section
  const size = level === 2 ? 15 : 12
  const lines = linesOf(title, LINE, paper.measure(size), true)
  paper.y += level === 2 ? 12 : 6
  // A heading never stands alone at the foot of a page.
  paper.need(lines.length * leading(size) + 4 + 4 * leading(TEXT))
  const place = { expanded: level === 2, top: Math.max(0, paper.y - 12), left: WIDTH }
  const mark = (level === 3 && above ? above : paper.doc.outline).addItem(title, place)
  paper.write(paper.tag(`H${level}`, parent), `H${level}`, lines, { x: LEFT, size, color: level === 2 ? POND : INK })
  paper.y += 4
  return mark
}

function drawBlock(paper: Paper, parent: Tag, block: Block): void {
  switch (block.kind) {
    case 'text':
      drawText(paper, parent, block.text, block.quiet ? QUIET : INK)
      return
    case 'list':
      drawList(paper, parent, block)
      return
    case 'facts':
      drawFacts(paper, parent, block.facts)
      return
    case 'table':
      drawTable(paper, parent, block)
  }
}

function drawText(paper: Paper, parent: Tag, text: Told, color: string): void {
  const lines = linesOf(text, LINE, paper.measure(TEXT))
  paper.write(paper.tag('P', parent), 'P', lines, { x: LEFT, size: TEXT, color })
  paper.y += 6
}

function drawList(paper: Paper, parent: Tag, { items, numbered }: Block & { kind: 'list' }): void {
  const list = paper.tag('L', parent)
  const measure = paper.measure(TEXT)
  const x = LEFT + (numbered ? 22 : 14)
  for (const [index, item] of items.entries()) {
    const lines = linesOf(item, LINE + LEFT - x, measure)
    paper.need(Math.min(lines.length, 2) * leading(TEXT))
    const one = paper.tag('LI', list)
    const label = linesOf(numbered ? `${index + 1}.` : '•', x - LEFT, measure)
    paper.place(paper.tag('Lbl', one), 'Lbl', label, { x: LEFT, y: paper.y, width: 22, size: TEXT, color: POND })
    paper.write(paper.tag('LBody', one), 'LBody', lines, { x, size: TEXT, color: INK })
    paper.y += 2
  }
  paper.y += 6
}

const NAMES = 150

/** Names on the left, what they are on the right: in the structure a list of labels and bodies, as readers know it. */
function drawFacts(paper: Paper, parent: Tag, facts: Extract<Block, { kind: 'facts' }>['facts']): void {
  const list = paper.tag('L', parent)
  const measure = paper.measure(TEXT)
  const x = LEFT + NAMES + 12
  for (const [name, told] of facts) {
    const names = linesOf(name, NAMES, measure)
    const lines = linesOf(told, LINE + LEFT - x, measure)
    paper.need(Math.max(names.length, Math.min(lines.length, 2)) * leading(TEXT) + 3)
    const one = paper.tag('LI', list)
    const style = { x: LEFT, y: paper.y, width: NAMES, size: TEXT, color: QUIET }
    paper.place(paper.tag('Lbl', one), 'Lbl', names, style)
    const under = paper.y + names.length * leading(TEXT)
    const page = paper.doc.page
    paper.write(paper.tag('LBody', one), 'LBody', lines, { x, size: TEXT, color: INK })
    if (paper.doc.page === page) paper.y = Math.max(paper.y, under)
    paper.y += 3
  }
  paper.y += 6
}

function drawFeet(paper: Paper, { footer, pageOf }: PdfContent): void {
  const { start, count } = paper.doc.bufferedPageRange()
  const measure = paper.measure(8)
  const y = HEIGHT - 44
  for (let index = 0; index < count; index++) {
    paper.doc.switchToPage(start + index)
    const number = linesOf(pageOf(index + 1, count), 120, measure).slice(0, 1)
    const words = linesOf(footer, LINE - 130, measure).slice(0, 2)
    paper.doc.markContent('Artifact', { type: 'Pagination', attached: ['Bottom'] })
    paper.doc
      .moveTo(LEFT, y - 6)
      .lineTo(LEFT + LINE, y - 6)
      .lineWidth(0.5)
      .strokeColor(RULE)
      .stroke()
    paper.bare(words, { x: LEFT, y, width: LINE - 130, size: 8, color: QUIET })
    paper.bare(number, { x: LEFT + LINE - 120, y, width: 120, size: 8, color: QUIET, align: 'right' })
    paper.doc.endMarkedContent()
  }
}
