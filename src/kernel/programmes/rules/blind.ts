// What a reviewer may see: everything, or in a blind review what does not tell whose application it is.
import type { Answers } from './answers.ts'
import { isAsked, papersAsked } from './asked.ts'
import type { Definition, Field } from './definition.ts'

/** Questions of these kinds always tell who it is. */
const telling: readonly Field['kind'][] = ['organisation', 'address']

/** Whether a question tells who the applicant is. */
export function tells(field: Pick<Field, 'kind' | 'reveals'>): boolean {
  return field.reveals || telling.includes(field.kind)
}

export interface ShownPage {
  title: Definition['pages'][number]['title']
  fields: Field[]
}

/** The questions that a reviewer reads, by page; pages without any are left out. Files stand among the papers. */
export function shownPages(definition: Definition, answers: Answers): ShownPage[] {
  const { blind } = definition.review
  return definition.pages
    .map(({ title, fields }) => ({
      title,
      fields: fields.filter(
        (field) => field.kind !== 'file' && isAsked(definition, field.when, answers) && !(blind && tells(field)),
      ),
    }))
    .filter(({ fields }) => fields.length > 0)
}

/** Ids of what papers are asked for that a reviewer may open. */
export function shownPapers(definition: Definition, answers: Answers): string[] {
  return papersAsked(definition, answers)
    .filter(({ reveals }) => !(definition.review.blind && reveals))
    .map(({ id }) => id)
}

/** Whether a paper is shown to reviewers who are not to know whose it is. */
export function isShownBlind({ review }: Pick<Definition, 'review'>, { reveals }: { reveals: boolean }): boolean {
  return review.blind && !reveals
}

/** How an application is called before a reviewer and in what is published: its summing answer, unless that tells who it is. */
export function summaryOf(definition: Definition, answers: Answers, open: boolean): string | null {
  const field = definition.pages.flatMap(({ fields }) => fields).find(({ id }) => id === definition.summary)
  if (!field || (!open && definition.review.blind && tells(field))) return null
  const answer = answers[field.id]
  return typeof answer === 'string' && answer.trim() !== '' ? answer : null
}

/** How much is asked for, in whole kopecks; null where the programme asks for no money. */
export function requestedOf(definition: Definition, answers: Answers): number | null {
  const answer = definition.amount === null ? null : answers[definition.amount]
  return typeof answer === 'number' && Number.isSafeInteger(answer) && answer > 0 ? answer : null
}
