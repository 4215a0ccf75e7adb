// What a document says, apart from how it looks: sections of paragraphs, lists, facts and tables.

/** A piece of a sentence. `href` makes it a link, whole and absolute. */
export type Piece = string | { text: string; bold?: boolean; href?: string }

/** A sentence or several; «\n» breaks the line. */
export type Told = Piece | readonly Piece[]

export interface PdfColumn {
  title: string
  /** Numbers stand to the right. */
  align?: 'left' | 'right'
  /** Share of the width against the other columns; without it the column takes what its words need. */
  share?: number
}

export type Block =
  | { kind: 'text'; text: Told; quiet?: boolean }
  | { kind: 'list'; items: readonly Told[]; numbered?: boolean }
  /** Names and what they are: «Куратор», «Управление культуры». */
  | { kind: 'facts'; facts: readonly (readonly [string, Told])[] }
  /** `rowHeads`: the first cell of a row names it. Rows may hold fewer cells than there are columns, never more. */
  | {
      kind: 'table'
      caption?: string
      columns: readonly PdfColumn[]
      rows: readonly (readonly Told[])[]
      rowHeads?: boolean
    }

/** `level` 2 (usual) or 3: how deep the heading stands under the title. */
export interface PdfSection {
  title: string
  level?: 2 | 3
  blocks: readonly Block[]
}

export interface PdfContent {
  title: string
  /** A language tag: «ru». */
  lang: string
  author: string
  /** When the document was made: the same content and day give the same bytes. */
  date: Date
  /** Stands under the title, before the first section. */
  lead?: readonly Block[]
  sections: readonly PdfSection[]
  /** At the foot of each page, on the left. */
  footer: string
  /** «Страница 2 из 7», at the foot on the right. */
  pageOf(page: number, pages: number): string
  /** An SVG of ellipses and circles that stands beside the title, as decoration. */
  mark?: string
}
