// Shows the chosen picture before it is sent, and says at once when it is too heavy.

const WIDEST = 640

export function start(place: HTMLElement): void {
  if (!(place instanceof HTMLInputElement)) return
  const { preview = '', tooLarge = '', limit = '' } = place.dataset
  const picture = document.createElement('canvas')
  picture.className = 'photo-preview'
  picture.setAttribute('role', 'img')
  picture.setAttribute('aria-label', preview)
  picture.hidden = true
  const warning = document.createElement('p')
  warning.className = 'error photo-size'
  warning.setAttribute('role', 'alert')
  place.after(picture, warning)

  place.addEventListener('change', async () => {
    const file = place.files?.[0]
    warning.textContent = file && file.size > Number(limit) ? tooLarge : ''
    picture.hidden = true
    if (!file || warning.textContent) return
    picture.hidden = !(await draw(file, picture))
  })
}

/** Draws the file small. A kind of picture that this browser cannot open (HEIC) is sent unseen: the city opens it. */
async function draw(file: File, canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    const bitmap = await createImageBitmap(file)
    const scale = Math.min(1, WIDEST / Math.max(bitmap.width, bitmap.height))
    canvas.width = Math.round(bitmap.width * scale)
    canvas.height = Math.round(bitmap.height * scale)
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0, canvas.width, canvas.height)
    bitmap.close()
    return true
  } catch {
    return false
  }
}
