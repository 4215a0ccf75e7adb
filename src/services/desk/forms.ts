// What the staff may send about a case, with every error in words.
import { z } from 'zod'
import { type Checked, type Fields, field, form } from '#platform/form.ts'
import { type Box, parseBoxes } from '#web/components/blur/boxes.ts'

export const handoverForm = form({
  to: field.code('desk.error.to'),
  reason: field.text(2000, 'desk.error.reason'),
  topic: field.maybe(100),
  land: z.enum(['yard', 'street', '']).catch('').default(''),
})

export const resolutionForm = form({ note: field.text(2000, 'desk.error.note'), word: field.maybe(2000) })
export const answerForm = form({ answer: field.text(4000, 'desk.error.answer') })
export const refusalForm = form({ why: field.text(4000, 'desk.error.why') })
export const complaintForm = form({ about: field.maybe(100) })

export interface Released {
  /** Undefined when the form said nothing about it: then the resident's words stay as they are. */
  text: string | undefined
  hidePhoto: boolean
  boxes: Box[]
}

const releaseFields = form({ text: field.maybe(10_000), hidePhoto: field.tick(), boxes: field.maybe(4000) })

/** Reads a release: words, whether the photo stays hidden, and what to cover on it. All errors at once. */
export function readRelease(fields: Fields): Checked<Released> {
  const sent = releaseFields.check(fields)
  const covered = readBoxes(fields.boxes, 'boxes')
  if (!sent.ok || !covered.ok)
    return { ok: false, errors: { ...(covered.ok ? {} : covered.errors), ...(sent.ok ? {} : sent.errors) } }
  const text = 'text' in fields ? sent.value.text : undefined
  return { ok: true, value: { text, hidePhoto: sent.value.hidePhoto, boxes: covered.value } }
}

const repairFields = form({ resolution: field.code(), covers: field.maybe(4000) })

/** Reads the release of a repair's photo. */
export function readRepairRelease(fields: Fields): Checked<{ resolution: string; boxes: Box[] }> {
  const sent = repairFields.check(fields)
  const covered = readBoxes(fields.covers, 'covers')
  if (!sent.ok || !covered.ok)
    return { ok: false, errors: { ...(covered.ok ? {} : covered.errors), ...(sent.ok ? {} : sent.errors) } }
  return { ok: true, value: { resolution: sent.value.resolution, boxes: covered.value } }
}

function readBoxes(typed: string | string[] | undefined, name: string): Checked<Box[]> {
  const { boxes, wrong } = parseBoxes(typeof typed === 'string' ? typed : '')
  if (wrong.length > 0)
    return { ok: false, errors: { [name]: { key: 'desk.error.boxes', values: { lines: wrong.join(', ') } } } }
  return { ok: true, value: boxes }
}
