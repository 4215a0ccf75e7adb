// Whether a definition can be published: everything that is wrong with it at once, each with the part where it is mended.
import type { Values } from '#platform/refusal.ts'
import { agreementPlaces, type Condition, type Definition, type Field, fieldsOf, type Text } from './definition.ts'

/** `part` is a page of the desk: `texts`, `pages/ID`, `fields/ID`, `documents/ID`, `rubric`, `rules`, `after`, `report/ID`. `key` is a word key. */
export interface Problem {
  part: string
  key: string
  values: Values
}

/** All that keeps a definition from being published; nothing where it may be. */
export function problemsOf(definition: Definition): Problem[] {
  return [
    ...textProblems(definition),
    ...pageProblems(definition),
    ...documentProblems(definition),
    ...laterProblems(definition),
  ]
}

function problem(part: string, what: string, values: Values = {}): Problem {
  return { part, key: `programmes.problem.${what}`, values }
}

const blank = (text: Text) => text.ru.trim() === ''

function textProblems({ title, lead, decides }: Definition): Problem[] {
  return [
    ...(blank(title) ? [problem('texts', 'noTitle')] : []),
    ...(blank(lead) ? [problem('texts', 'noLead')] : []),
    ...(blank(decides) ? [problem('texts', 'noDecides')] : []),
  ]
}

function pageProblems(definition: Definition): Problem[] {
  const found: Problem[] = []
  if (fieldsOf(definition).length === 0) found.push(problem('pages', 'noQuestions'))
  for (const page of definition.pages) {
    if (blank(page.title)) found.push(problem(`pages/${page.id}`, 'pageNoTitle'))
    if (page.fields.length === 0) found.push(problem(`pages/${page.id}`, 'pageEmpty', { page: page.title.ru }))
  }
  const seen: Field[] = []
  for (const field of fieldsOf(definition)) {
    found.push(...fieldProblems(field, `fields/${field.id}`))
    if (seen.some(({ id }) => id === field.id)) found.push(problem(`fields/${field.id}`, 'twice', { id: field.id }))
    // Only an earlier question may decide, so nothing can go round in a circle.
    found.push(...conditionProblems(field.when, seen, `fields/${field.id}`, field.label.ru))
    seen.push(field)
  }
  const may = (id: string | null, kinds: readonly string[]) =>
    id === null || seen.some((field) => field.id === id && kinds.includes(field.kind))
  if (!may(definition.summary, ['short', 'long'])) found.push(problem('rules', 'noSummary'))
  if (!may(definition.amount, ['money'])) found.push(problem('rules', 'noAmount'))
  return found
}

function fieldProblems(field: Field, part: string): Problem[] {
  const label = field.label.ru
  const found: Problem[] = []
  if (blank(field.label)) found.push(problem(part, 'fieldNoLabel'))
  if ((field.kind === 'one' || field.kind === 'several') && field.options.length < (field.kind === 'one' ? 2 : 1))
    found.push(problem(part, 'fewOptions', { label }))
  if (field.kind === 'table' && field.columns.length === 0) found.push(problem(part, 'noColumns', { label }))
  if (field.options.some((option) => blank(option.label)) || field.columns.some((column) => blank(column.label)))
    found.push(problem(part, 'optionNoLabel', { label }))
  if (field.least !== null && field.most !== null && field.least > field.most)
    found.push(problem(part, 'leastOverMost', { label }))
  if (field.kind === 'file' && field.formats.length === 0) found.push(problem(part, 'noFormats', { label }))
  return found
}

function conditionProblems(when: Condition | null, before: readonly Field[], part: string, label: string): Problem[] {
  if (when === null) return []
  const on = before.find(({ id }) => id === when.field)
  if (!on) return [problem(part, 'conditionLater', { label })]
  const may = on.kind === 'yes-no' ? ['yes', 'no'] : on.options.map(({ id }) => id)
  return may.includes(when.is) ? [] : [problem(part, 'conditionAnswer', { label, on: on.label.ru })]
}

function documentProblems(definition: Definition): Problem[] {
  const fields = fieldsOf(definition)
  const ids = new Set(fields.map(({ id }) => id))
  return definition.documents.flatMap((document) => {
    const part = `documents/${document.id}`
    const taken = ids.has(document.id)
    ids.add(document.id)
    return [
      ...(blank(document.label) ? [problem(part, 'documentNoLabel')] : []),
      ...(document.formats.length === 0 ? [problem(part, 'noFormats', { label: document.label.ru })] : []),
      ...(taken ? [problem(part, 'twice', { id: document.id })] : []),
      ...conditionProblems(document.when, fields, part, document.label.ru),
    ]
  })
}

function laterProblems({ rubric, agreement, milestones, report }: Definition): Problem[] {
  const { criteria, scale } = rubric
  const unknown = [...`${agreement.ru} ${agreement.en}`.matchAll(/\{\{\s*([\w-]*)\s*\}\}/g)]
    .map(([, name = '']) => name)
    .filter((name) => !agreementPlaces.some((place) => place === name))
  return [
    ...(criteria.length === 0 ? [problem('rubric', 'noCriteria')] : []),
    ...(criteria.length > 0 && criteria.every(({ weight }) => weight === 0) ? [problem('rubric', 'noWeight')] : []),
    ...(criteria.some(({ label }) => blank(label)) ? [problem('rubric', 'criterionNoLabel')] : []),
    ...(scale.from >= scale.to ? [problem('rubric', 'scale')] : []),
    ...(blank(agreement) ? [problem('after', 'noAgreement')] : []),
    ...[...new Set(unknown)].map((name) => problem('after', 'agreementPlace', { name })),
    ...(milestones.some(({ label }) => blank(label)) ? [problem('after', 'milestoneNoLabel')] : []),
    ...report.flatMap((field) => fieldProblems(field, `report/${field.id}`)),
  ]
}
