// Lets a dispatcher draw what to hide on a photograph; each rectangle becomes a line of numbers in the field below.
import { type Box, parseBoxes, writeBox } from '../components/blur/boxes.ts'

export function start(place: HTMLElement): void {
  const field = document.getElementById(place.dataset.field ?? '')
  const picture = place.querySelector('img')
  const frame = picture?.parentElement
  if (!(field instanceof HTMLTextAreaElement) || !picture || !frame) return

  const canvas = document.createElement('canvas')
  canvas.setAttribute('aria-hidden', 'true')
  const help = document.createElement('p')
  help.className = 'hint'
  help.textContent = place.dataset.draw ?? ''
  const undo = document.createElement('button')
  undo.type = 'button'
  undo.className = 'button plain'
  undo.textContent = place.dataset.undo ?? ''
  frame.append(canvas)
  frame.after(help, undo)

  const show = (drawing?: Box) => paint(canvas, [...parseBoxes(field.value).boxes, ...(drawing ? [drawing] : [])])
  let corner: { x: number; y: number } | undefined

  canvas.addEventListener('pointerdown', (event) => {
    corner = pointOf(event, canvas)
    canvas.setPointerCapture(event.pointerId)
  })
  canvas.addEventListener('pointermove', (event) => {
    if (corner) show(between(corner, pointOf(event, canvas)))
  })
  canvas.addEventListener('pointercancel', () => {
    corner = undefined
    show()
  })
  canvas.addEventListener('pointerup', (event) => {
    if (!corner) return
    const box = between(corner, pointOf(event, canvas))
    corner = undefined
    // A touch without a stroke is not a rectangle.
    if (box.width > 0.005 && box.height > 0.005) field.value = `${field.value.trimEnd()}\n${writeBox(box)}`.trimStart()
    show()
  })
  undo.addEventListener('click', () => {
    field.value = field.value.trimEnd().split('\n').slice(0, -1).join('\n')
    show()
  })
  field.addEventListener('input', () => show())
  new ResizeObserver(() => show()).observe(frame)
}

const clamp = (share: number): number => Math.min(1, Math.max(0, share))

function pointOf(event: PointerEvent, canvas: HTMLCanvasElement) {
  const edge = canvas.getBoundingClientRect()
  return { x: clamp((event.clientX - edge.left) / edge.width), y: clamp((event.clientY - edge.top) / edge.height) }
}

function between(one: { x: number; y: number }, other: { x: number; y: number }): Box {
  const x = Math.min(one.x, other.x)
  const y = Math.min(one.y, other.y)
  return { x, y, width: Math.abs(one.x - other.x), height: Math.abs(one.y - other.y) }
}

function paint(canvas: HTMLCanvasElement, boxes: Box[]): void {
  canvas.width = canvas.clientWidth
  canvas.height = canvas.clientHeight
  const pen = canvas.getContext('2d')
  if (!pen) return
  pen.fillStyle = 'rgb(23 32 42 / 85%)'
  pen.strokeStyle = '#f5b800'
  pen.lineWidth = 2
  for (const { x, y, width, height } of boxes) {
    const at = [x * canvas.width, y * canvas.height, width * canvas.width, height * canvas.height] as const
    pen.fillRect(...at)
    pen.strokeRect(...at)
  }
}
