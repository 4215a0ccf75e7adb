// What may be chosen: the look of pages, and the place that the front page is about.
import { field, form } from '#platform/form.ts'

export const lookForm = form({
  scheme: field.choice(['auto', 'light', 'dark', 'black-on-white', 'white-on-black', 'blue']),
  size: field.choice(['m', 'l', 'xl']),
  spacing: field.choice(['normal', 'wide']),
  pictures: field.choice(['on', 'off']),
  back: field.maybe(2000),
})

/** A district from the list, or a street as a person types it; neither is «nowhere in particular». */
export const nearForm = form({ district: field.maybe(40), street: field.maybe(80) })
