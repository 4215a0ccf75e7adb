// What may be chosen of the look of pages.
import { field, form } from '#platform/form.ts'

export const lookForm = form({
  scheme: field.choice(['auto', 'light', 'dark', 'black-on-white', 'white-on-black', 'blue']),
  size: field.choice(['m', 'l', 'xl']),
  spacing: field.choice(['normal', 'wide']),
  pictures: field.choice(['on', 'off']),
  back: field.maybe(2000),
})
