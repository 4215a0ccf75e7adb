// What is asked of whom: questions and documents that only matter after some answers, and what is still missing.
import type { Answer, Answers } from './answers.ts'
import { type AskedDocument, type Condition, type Definition, type Field, fieldsOf, type Page } from './definition.ts'

/** Whether a question or document is asked, given the answers so far. A question that hangs on one that is not asked is not asked either. */
export function isAsked(definition: Pick<Definition, 'pages'>, when: Condition | null, answers: Answers): boolean {
  const fields = new Map(fieldsOf(definition).map((field) => [field.id, field]))
  let condition = when
  // Publishing refuses circles; a draft being looked at may have one, and ends here.
  for (let steps = 0; condition !== null && steps <= fields.size; steps += 1) {
    if (!holdsFor(answers[condition.field] ?? null, condition.is)) return false
    condition = fields.get(condition.field)?.when ?? null
  }
  return condition === null
}

function holdsFor(answer: Answer, is: string): boolean {
  if (typeof answer === 'boolean') return (is === 'yes') === answer
  if (Array.isArray(answer)) return answer.some((one) => one === is)
  return answer === is
}

/** The questions of a page that are asked. */
export function askedFields(definition: Pick<Definition, 'pages'>, page: Page, answers: Answers): Field[] {
  return page.fields.filter(({ when }) => isAsked(definition, when, answers))
}

/** The pages that ask something. */
export function askedPages(definition: Pick<Definition, 'pages'>, answers: Answers): Page[] {
  return definition.pages.filter((page) => askedFields(definition, page, answers).length > 0)
}

/** Something that a paper is asked for: a document of the definition, or a question whose answer is a file. */
export type PaperAsked = Pick<
  AskedDocument,
  'id' | 'label' | 'help' | 'required' | 'formats' | 'largest' | 'freshDays' | 'reveals'
>

/** All papers that are asked: files among the questions first. */
export function papersAsked(definition: Pick<Definition, 'pages' | 'documents'>, answers: Answers): PaperAsked[] {
  return [
    ...fieldsOf(definition).filter(({ kind, when }) => kind === 'file' && isAsked(definition, when, answers)),
    ...definition.documents.filter(({ when }) => isAsked(definition, when, answers)),
  ]
}

export function isEmpty(answer: Answer | undefined): boolean {
  if (answer === undefined || answer === null || answer === '') return true
  return Array.isArray(answer) && answer.length === 0
}

/** What keeps an application from being sent: `field:ID` and `document:ID`, in the order in which they are asked. */
export function missingIn(
  definition: Pick<Definition, 'pages' | 'documents'>,
  answers: Answers,
  papers: ReadonlySet<string>,
): string[] {
  const fields = fieldsOf(definition)
    .filter(({ kind, required, when }) => kind !== 'file' && required && isAsked(definition, when, answers))
    .filter(({ id }) => isEmpty(answers[id]))
    .map(({ id }) => `field:${id}`)
  const missing = papersAsked(definition, answers)
    .filter(({ id, required }) => required && !papers.has(id))
    .map(({ id }) => `document:${id}`)
  return [...fields, ...missing]
}

/** The answers to what is asked; answers to questions that fell away stay in the draft and are not sent. */
export function askedAnswers(definition: Pick<Definition, 'pages'>, answers: Answers): Answers {
  return Object.fromEntries(
    fieldsOf(definition)
      .filter(({ kind, when, id }) => kind !== 'file' && isAsked(definition, when, answers) && !isEmpty(answers[id]))
      .map(({ id }) => [id, answers[id] ?? null]),
  )
}

/** The page on which a question stands. */
export function pageOf(definition: Pick<Definition, 'pages'>, field: string): Page | undefined {
  return definition.pages.find(({ fields }) => fields.some(({ id }) => id === field))
}
