// The paper that a document is drawn on: its measures, pages, lines of text and the tags that name them.
import PDFDocument from 'pdfkit'
import type { PdfContent } from './content.ts'
import { arrow, type Fonts } from './fonts.ts'
import type { Line, Measure } from './lines.ts'

// What the types of pdfkit do not know of yet.
declare global {
  namespace PDFKit.Mixins {
    interface StructureElementOptions {
      scope?: 'Row' | 'Column'
    }
  }
}
const accessible: object = { subset: 'PDF/UA' }

// A4 in points.
export const WIDTH = 595.28
export const HEIGHT = 841.89
export const LEFT = 56
export const TOP = 56
const BOTTOM = 72
export const LINE = WIDTH - 2 * LEFT
/** Where the foot of the text is; what is below belongs to the page number. */
export const FOOT = HEIGHT - BOTTOM

export const INK = '#17202a'
export const QUIET = '#56606b'
export const POND = '#0b5a6b'
export const PALE = '#eef3f4'
export const RULE = '#c3ccd2'

const LEADING = 1.4

/** An element of the document's structure, with what it holds. */
export type Tag = PDFKit.PDFStructureElement

export interface Paper {
  doc: PDFKit.PDFDocument
  root: Tag
  /** Where the next line begins. */
  y: number
  tag(kind: string, parent: Tag, options?: { scope?: 'Row' | 'Column'; actual?: string }): Tag
  measure(size: number): Measure
  /** Begins a new page unless so many points are left on this one. Answers whether it did. */
  need(points: number): boolean
  /** Draws lines of a tagged text, over pages if it must be; `color` and `size` are of all of them. */
  write(tag: Tag, kind: string, lines: readonly Line[], style: Style): void
  /** Draws lines where the caller has made room for them; y stays. */
  place(tag: Tag, kind: string, lines: readonly Line[], style: Style & { y: number; width: number }): void
  /** Draws what is no content: rules, grounds, what is repeated. */
  beside(draw: () => void): void
  /** Draws lines without a tag; only within `beside`. */
  bare(lines: readonly Line[], style: Style & { y: number; width: number }): void
}

export interface Style {
  x: number
  size: number
  color: string
  align?: 'left' | 'right'
}

export const leading = (size: number): number => size * LEADING

/** An empty A4 document with its language, title and structure. */
export function openPaper(content: PdfContent, fonts: Fonts): Paper {
  const doc = new PDFDocument({
    size: 'A4',
    margins: { top: TOP, bottom: 0, left: LEFT, right: LEFT },
    pdfVersion: '1.7',
    ...accessible,
    tagged: true,
    displayTitle: true,
    lang: content.lang,
    bufferPages: true,
    info: {
      Title: content.title,
      Author: content.author,
      Creator: 'Italmas',
      Producer: 'Italmas (PDFKit)',
      CreationDate: content.date,
      ModDate: content.date,
    },
  })
  escapeMetadata(doc, [content.title, content.author])
  for (const [name, file] of fonts.files) doc.registerFont(name, file)
  const root = doc.struct('Document')
  doc.addStructure(root)
  const measure = widths(doc, fonts)
  const paper: Paper = {
    doc,
    root,
    y: TOP,
    tag: (kind, parent, options = {}) => {
      const tag = doc.struct(kind, options)
      parent.add(tag)
      return tag
    },
    measure: (size) => (text, bold) => measure(text, bold) * size,
    need: (points) => {
      if (paper.y + points <= FOOT) return false
      doc.addPage()
      paper.y = TOP
      return true
    },
    write: (tag, kind, lines, style) => {
      let rest = lines
      while (rest.length > 0) {
        const fitting = Math.max(0, Math.floor((FOOT - paper.y) / leading(style.size)))
        // One line of a paragraph alone at the foot or the head of a page reads badly.
        const count = fitting >= rest.length ? rest.length : Math.min(fitting, rest.length - 2)
        if (count < 2 && count < rest.length) {
          if (!paper.need(FOOT - TOP)) return
          continue
        }
        paper.place(tag, kind, rest.slice(0, count), { ...style, y: paper.y, width: LINE + LEFT - style.x })
        paper.y += count * leading(style.size)
        rest = rest.slice(count)
      }
    },
    place: (tag, kind, lines, style) => {
      for (const { spans, y } of placed(lines, style))
        for (const { span, x } of spans) {
          const holder = span.href ? paper.tag('Link', tag) : tag
          const color = span.href ? POND : style.color
          for (const part of spoken(span, x, paper.measure(style.size))) {
            const said = part.arrow ? paper.tag('Span', holder, { actual: part.text }) : holder
            const content = doc.markStructureContent(part.arrow ? 'Span' : span.href ? 'Link' : kind)
            draw(doc, fonts, { ...span, text: part.text }, { x: part.x, y, size: style.size, color })
            doc.endMarkedContent()
            said.add(content)
          }
          if (span.href) link(doc, holder, span, { x, y, size: style.size })
        }
    },
    beside: (draw) => {
      doc.markContent('Artifact', { type: 'Layout' })
      draw()
      doc.endMarkedContent()
    },
    bare: (lines, style) => {
      for (const { spans, y } of placed(lines, style))
        for (const { span, x } of spans) draw(doc, fonts, span, { x, y, size: style.size, color: style.color })
    },
  }
  return paper
}

/** Widths at size 1, kept: a report says the same words again and again. */
function widths(doc: PDFKit.PDFDocument, fonts: Fonts): Measure {
  const kept = new Map<string, number>()
  return (text, bold) => {
    const name = `${bold ? 'b' : 'r'}${text}`
    const before = kept.get(name)
    if (before !== undefined) return before
    let width = 0
    for (const stretch of fonts.stretches(text, bold))
      width +=
        stretch.font === arrow
          ? stretch.text.length * ARROW
          : doc.font(stretch.font, 100).widthOfString(stretch.text) / 100
    kept.set(name, width)
    return width
  }
}

function placed(lines: readonly Line[], style: Style & { y: number; width: number }) {
  return lines.map((line, index) => {
    const spans = line.filter(({ text }) => text !== '')
    const width = spans.reduce((sum, span) => sum + span.width, 0)
    let x = style.align === 'right' ? style.x + style.width - width : style.x
    return {
      y: style.y + index * leading(style.size),
      spans: spans.map((span) => {
        const at = { span, x }
        x += span.width
        return at
      }),
    }
  })
}

/** The parts of a span that are read aloud apart: an arrow is drawn, so it carries its sign as a text. */
function spoken(span: Line[number], from: number, measure: Measure): { text: string; x: number; arrow: boolean }[] {
  let x = from
  return span.text
    .split(/(→+)/)
    .filter(Boolean)
    .map((text) => {
      const part = { text, x, arrow: text.startsWith('→') }
      x += measure(text, span.bold)
      return part
    })
}

interface At {
  x: number
  y: number
  size: number
  color: string
}

function draw(doc: PDFKit.PDFDocument, fonts: Fonts, span: Line[number], at: At): void {
  let { x } = at
  doc.fillColor(at.color)
  for (const { font, text } of fonts.stretches(span.text, span.bold)) {
    if (font === arrow) {
      drawArrows(doc, text, { ...at, x })
      x += text.length * ARROW * at.size
    } else {
      doc.font(font, at.size).text(text, x, at.y, { lineBreak: false })
      x += doc.widthOfString(text)
    }
  }
  if (!span.href) return
  const under = at.y + at.size * 1.12
  doc.moveTo(at.x, under).lineTo(x, under).lineWidth(0.5).strokeColor(at.color).stroke()
}

/** The width of an arrow at size 1. */
const ARROW = 0.95

function drawArrows(doc: PDFKit.PDFDocument, text: string, { x, y, size, color }: At): void {
  for (let index = 0; index < text.length; index++) {
    const [from, to] = [x + (index * ARROW + 0.08) * size, x + ((index + 1) * ARROW - 0.08) * size]
    const middle = y + size * 0.63
    doc
      .moveTo(from, middle)
      .lineTo(to, middle)
      .moveTo(to - size * 0.28, middle - size * 0.22)
      .lineTo(to, middle)
      .lineTo(to - size * 0.28, middle + size * 0.22)
      .lineWidth(size * 0.08)
      .strokeColor(color)
      .stroke()
  }
}

function link(doc: PDFKit.PDFDocument, holder: Tag, span: Line[number], at: Omit<At, 'color'>): void {
  const options = { structParent: holder, Contents: pdfString(span.text.trim()) }
  doc.link(at.x, at.y, span.width, leading(at.size), new URL(span.href).href, options)
}

// pdfkit writes a plain string as a name and a String as a text; its types do not know the difference.
const pdfString = (text: string): string => Object(text)

/** pdfkit puts title and author into its XML as they are; «&» and «<» would break it. */
function escapeMetadata(doc: PDFKit.PDFDocument, texts: string[]): void {
  const append = doc.appendXML.bind(doc)
  doc.appendXML = (xml, newLine) =>
    append(
      texts.reduce((all, text) => all.replace(`>${text}</rdf:li>`, () => `>${escaped(text)}</rdf:li>`), xml),
      newLine,
    )
}

const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')
