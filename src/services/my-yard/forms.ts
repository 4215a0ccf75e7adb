// What people may send, and what we answer when it is wrong.
import { z } from 'zod'
import { field, form } from '#platform/form.ts'
import { textLimit, whereLimit } from './rules.ts'

/** What happened. The photo comes beside it as a file. */
export const whatForm = form({ text: field.text(textLimit, 'myYard.error.noText') })

/** Where it is and what it is about; the place itself is read by the city's places. */
export const whereForm = form({
  topic: field.code('myYard.error.topic'),
  land: field.choice(['yard', 'street'], 'myYard.error.land'),
  where: field.maybe(whereLimit),
  /** From the phone: the two boxes that the script fills. */
  lat: field.maybe(30),
  lon: field.maybe(30),
  /** Leave to use the point given before, or the one in the photo. */
  samePoint: field.tick(),
  photoPlace: field.tick(),
  district: field.maybe(100),
})

/** Letters are a wish of their own: an address without the consent, or the consent without an address, is not enough. */
export const lettersForm = form({ email: field.email(), consent: field.tick(), draft: field.maybe(100) }, (value) => ({
  ...(value.email !== '' && !value.consent ? { consent: { key: 'myYard.error.consent' } } : {}),
  ...(value.email === '' && value.consent ? { email: { key: 'myYard.error.email' } } : {}),
}))

/** What comes with a report from a device beside the answers: its key, and what its writer has answered to the city's questions. */
export const deviceForm = form({
  key: z.string('myYard.error.key').regex(/^[\w-]{22,100}$/, 'myYard.error.key'),
  calm: field.tick(),
  another: field.tick(),
})

export const joinForm = form({ number: field.maybe(20) })

/** What is said in the chat. `turn` is how far the person had read: an answer sent twice is taken once. */
export const chatForm = form({ said: field.maybe(textLimit), button: field.maybe(200), turn: field.maybe(10) })
