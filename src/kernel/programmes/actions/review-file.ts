// An application as its reviewer opens it; blind, without what tells whose it is.
import { action, type City } from '#platform/city.ts'
import { newId } from '#platform/ids.ts'
import { refuse } from '#platform/refusal.ts'
import { type CallView, callFor } from '../queries/calls.ts'
import { type Judged, judgedFor } from '../queries/judged.ts'
import type { Assignment } from '../queries/reviews.ts'
import { shownPapers } from '../rules/blind.ts'
import type { Definition } from '../rules/definition.ts'
import { awardingDb } from '../tables/awarding.ts'
import { ownReview } from './review-lock.ts'

export interface ReviewFile {
  assignment: Assignment
  judged: Judged
  call: CallView & { definition: Definition }
  papers: ReviewPaper[]
}

export interface ReviewPaper {
  id: string
  asked: string
  /** Of the file that she may read; null where reviewers read blind and it may name somebody. */
  sha: string | null
  name: string
  kind: string
}

/** Opens an application to its reviewer; that she looked is written down. Throws `conflict` before she has said that she is free. */
export const openReview = action(
  'programmes-looks',
  async (city: City, input: { assignment: string }): Promise<ReviewFile> => {
    const assignment = await ownReview(city, input.assignment)
    const judged = await judgedFor(city, assignment.application)
    if (!judged || assignment.endedAt !== null) throw refuse.missing('programmes.review.refusal.noReview')
    if (assignment.declaredAt === null) throw refuse.conflict('programmes.review.refusal.declareFirst')
    const call = await callFor(city, judged.call)
    if (!call) throw refuse.missing('programmes.review.refusal.noReview')
    const db = awardingDb(city)
    await db
      .insertInto('programmes.looks')
      .values({ id: newId(city.now), application: judged.id, at: city.now, office: 'reviewer' })
      .execute()
    const shown = shownPapers(call.definition, judged.answers)
    const papers =
      shown.length === 0 || judged.documents.length === 0
        ? []
        : await db
            .selectFrom('programmes.documents')
            .select(['id', 'asked', 'sha', 'nameless_sha', 'name', 'kind'])
            .where('id', 'in', judged.documents)
            .where('asked', 'in', shown)
            .where('removed_at', 'is', null)
            .where('scan', '=', 'clean')
            .orderBy('id')
            .execute()
    return { assignment, judged, call, papers: papers.map((paper, at) => reviewPaper(call.definition, paper, at + 1)) }
  },
)

// Blind, she gets the copy under a name of ours: a file's own name and what it says of itself may tell whose it is.
function reviewPaper(
  { review }: Definition,
  paper: { id: string; asked: string; sha: string; nameless_sha: string | null; name: string; kind: string },
  nth: number,
): ReviewPaper {
  const { nameless_sha, ...own } = paper
  const ending = own.kind === 'jpeg' ? 'jpg' : own.kind
  return review.blind ? { ...own, sha: nameless_sha, name: `Документ ${nth}.${ending}` } : own
}
