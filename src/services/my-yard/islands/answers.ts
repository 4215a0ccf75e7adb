// What a report's form holds, as the device keeps it, and back.
import { type Answers, emptyAnswers, type KeptPhoto } from './kept.ts'

const names = ['text', 'where', 'lat', 'lon', 'topic', 'land', 'district'] as const

export function answersOf(form: HTMLFormElement): Answers {
  const data = new FormData(form)
  const answers = { ...emptyAnswers }
  for (const name of names) {
    const value = data.get(name)
    if (typeof value === 'string') answers[name] = value.trim()
  }
  return answers
}

/** The chosen photo with its bytes: a file itself may be gone from the device by the time it is sent. */
export async function photoOf(form: HTMLFormElement): Promise<KeptPhoto | null> {
  const file = new FormData(form).get('photo')
  if (!(file instanceof File) || file.size === 0) return null
  return { name: file.name, type: file.type, bytes: await file.arrayBuffer() }
}

export function fillIn(form: HTMLFormElement, answers: Answers): void {
  form.reset()
  for (const name of names) {
    const box = form.elements.namedItem(name)
    if (box instanceof RadioNodeList) box.value = answers[name]
    else if (box instanceof HTMLInputElement || box instanceof HTMLTextAreaElement || box instanceof HTMLSelectElement)
      box.value = answers[name]
  }
}
