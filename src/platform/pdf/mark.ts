// Draws a mark of ellipses and circles, as the pages' own mark is written in SVG.

/** Draws the SVG's ellipses and circles, in their order, into a square. Other shapes are not known here and throw an error. */
export function drawMark(doc: PDFKit.PDFDocument, svg: string, at: { x: number; y: number; side: number }): void {
  const [, , , width = 48] = numbers(attribute(svg, 'viewBox'))
  doc.save()
  doc.translate(at.x, at.y).scale(at.side / width)
  for (const [shape, name] of svg.matchAll(/<(?!\/|svg\b)(\w+)[^>]*>/g)) {
    if (name !== 'ellipse' && name !== 'circle') throw new Error(`a mark has ellipses and circles, no ${name}`)
    drawShape(doc, shape)
  }
  doc.restore()
}

function drawShape(doc: PDFKit.PDFDocument, shape: string): void {
  const number = (name: string, missing = 0): number => Number(attribute(shape, name) || missing)
  const [angle = 0, x = 0, y = 0] = numbers(attribute(shape, 'transform'))
  const [rx, ry] = [number('rx', number('r')), number('ry', number('r'))]
  doc.save()
  doc.rotate(angle, { origin: [x, y] }).ellipse(number('cx'), number('cy'), rx, ry)
  const stroke = attribute(shape, 'stroke')
  if (stroke) doc.lineWidth(number('stroke-width', 1)).fillAndStroke(attribute(shape, 'fill'), stroke)
  else doc.fill(attribute(shape, 'fill'))
  doc.restore()
}

function attribute(tag: string, name: string): string {
  return new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1] ?? ''
}

function numbers(text: string): number[] {
  return (text.match(/-?\d+(\.\d+)?/g) ?? []).map(Number)
}
