// What the editors' pages announce; the subject is the page: `news:first-snow`.
export interface PageFacts {
  /** A version began to be shown, at the time that was set for it. `first`: the page was never shown before. */
  'pages.published': { page: string; kind: string; version: number; first: boolean }
  /** Nothing of the page is shown any more. */
  'pages.withdrawn': { page: string; kind: string }
  /** A link of published pages failed on three different days. */
  'pages.broken': { url: string; pages: string[] }
}
