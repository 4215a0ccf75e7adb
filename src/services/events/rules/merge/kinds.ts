// Which of our kinds the words of a source mean: a code of ours, a type of schema.org, or words as on posters.
import { kindNamed } from '../named.ts'
import { type Kind, kinds } from '../terms.ts'

/** Types of schema.org in which no word of a poster stands. */
const types: Readonly<Record<string, Kind>> = {
  ScreeningEvent: 'film',
  VisualArtsEvent: 'exhibition',
  EducationEvent: 'lecture',
  CourseInstance: 'workshop',
  ComedyEvent: 'concert',
  BusinessEvent: 'meeting',
  LiteraryEvent: 'meeting',
  Hackathon: 'meeting',
  SaleEvent: 'fair',
}

/** The kind that the words mean, looked for in their order; `other` where they mean none. */
export function kindMeant(words: readonly (string | null)[]): Kind {
  for (const word of words) {
    if (word === null) continue
    const found = kinds.find((kind) => kind === word) ?? types[word] ?? kindNamed(word)
    if (found) return found
  }
  return 'other'
}
