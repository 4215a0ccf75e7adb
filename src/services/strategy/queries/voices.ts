// What residents do with one promise: how many ask and follow, and whether this visitor does.
import type { City } from '#platform/city.ts'
import type { QuestionStage } from '../rules/question.ts'
import { countsOf } from './questions.ts'
import { followersOf, follows } from './readers.ts'

export interface VoicesView {
  subject: string
  questions: Record<QuestionStage, number>
  followers: number
  /** Whether the visitor, signed in, follows it. */
  following: boolean
  signedIn: boolean
}

/** What the piece «ask and follow» of a promise's page shows. */
export async function voicesOf(city: City, subject: string): Promise<VoicesView> {
  const { person } = city.actor
  return {
    subject,
    questions: await countsOf(city, subject),
    followers: await followersOf(city, subject),
    following: await follows(city, person, subject),
    signedIn: person !== null,
  }
}
