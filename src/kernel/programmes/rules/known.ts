// Reading answers: what a person typed becomes what is known, or every error at once in her words.
import type { Known, Value } from '#engines/eligibility/index.ts'
import type { Fields } from '#platform/form.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isDay } from '#platform/time.ts'
import type { QuestionFields } from './questions.ts'

/** The field of a question in a form. */
export const answerField = (id: string): string => `a.${id}`
/** Said instead of an answer: I do not know. It stands in a field of its own, so that a box beside it may stay empty. */
export const unsureField = (id: string): string => `u.${id}`
/** Posted with every question of several choices: nothing ticked is then an answer. */
export const askedField = (id: string): string => `q.${id}`
/** The choice that says «I do not know» among others. */
export const unsure = 'unsure'

/**
 * Reads the answers of a form (fields `a.<question>`); all errors at once, keyed by field. What was not asked or left empty is absent,
 * «I do not know» is null.
 */
export function readKnown(fields: Fields, questions: readonly QuestionFields[]): { known: Known; errors: FieldErrors } {
  const known: Record<string, Value | null> = {}
  const errors: FieldErrors = {}
  for (const question of questions) {
    const read = readAnswer(fields, question)
    if (read === undefined) continue
    if (read !== null && typeof read === 'object' && 'key' in read) errors[answerField(question.id)] = read
    else known[question.id] = read
  }
  return { known, errors }
}

type Wrong = FieldErrors[string]

function readAnswer(fields: Fields, question: QuestionFields): Value | null | undefined | Wrong {
  const given = [fields[answerField(question.id)] ?? []].flat().map((one) => one.normalize('NFC').trim())
  const typed = given.filter((one) => one !== '')
  if (fields[unsureField(question.id)] === 'yes' || typed.includes(unsure)) {
    // Both an answer and «I do not know»: the answer counts.
    const answers = typed.filter((one) => one !== unsure)
    if (answers.length === 0) return null
  }
  const [text] = typed.filter((one) => one !== unsure)
  if (question.kind === 'several') return readSeveral(typed, question, fields[askedField(question.id)] === 'yes')
  if (text === undefined) return undefined
  switch (question.kind) {
    case 'yes-no':
      return text === 'yes' ? true : text === 'no' ? false : { key: 'platform.form.choose' }
    case 'one':
      return question.options?.includes(text) ? text : { key: 'platform.form.choose' }
    case 'day':
      return isDay(text) && /^(19|20|21)/.test(text) ? text : { key: 'platform.form.day' }
    case 'code':
      return readCode(text, question)
    default:
      return readNumber(text, question)
  }
}

function readSeveral(typed: readonly string[], question: QuestionFields, asked: boolean): Value | undefined | Wrong {
  const chosen = typed.filter((one) => one !== unsure && one !== 'none')
  if (chosen.some((one) => !question.options?.includes(one))) return { key: 'platform.form.choose' }
  if (chosen.length === 0) return asked || typed.includes('none') ? [] : undefined
  return (question.options ?? []).filter((option) => chosen.includes(option))
}

function readCode(text: string, question: QuestionFields): Value | Wrong {
  // «ОКВЭД 62.01», «62,01» and «6201» as a form of a bank has it are all the same code.
  const bare = text
    .replace(/^\D*(?=\d)/, '')
    .replaceAll(',', '.')
    .replaceAll(/\s/g, '')
  const dotted = /^\d{3,6}$/.test(bare) ? (bare.match(/\d{1,2}/g)?.join('.') ?? bare) : bare
  if (!/^\d{2}(\.\d{1,2}(\.\d{1,2})?)?$/.test(dotted)) return { key: 'programmes.questions.error.code' }
  return !question.options || question.options.includes(dotted) ? dotted : { key: 'platform.form.choose' }
}

function readNumber(text: string, question: QuestionFields): Value | Wrong {
  // Spaces around it go with all others: looked for here, a long row of them would be gone through again from each of its places.
  const million = /(тыс|млн|млрд|thousand|million|billion)\.?/u.exec(text)
  const scale = { тыс: 1e3, thousand: 1e3, млн: 1e6, million: 1e6, млрд: 1e9, billion: 1e9 }[million?.[1] ?? ''] ?? 1
  const plain = text
    .replace(million?.[0] ?? '', '')
    .replaceAll(/[\s\u00a0\u202f]|₽|руб(лей|ля|ль|\.)?|%|лет|чел(овек)?\.?/gu, '')
    .replace(',', '.')
    .replace('−', '-')
  const value = plain === '' ? Number.NaN : Math.round(Number(plain) * scale * 1e6) / 1e6
  if (!Number.isFinite(value) || !/^-?\d+(\.\d+)?$/.test(plain)) return { key: 'platform.form.number' }
  if (question.whole && !Number.isInteger(value)) return { key: 'platform.form.whole' }
  const [least, most] = [question.from ?? (question.kind === 'money' ? 0 : -1e12), question.to ?? 1e12]
  if (value < least) return { key: 'platform.form.least', values: { least } }
  if (value > most) return { key: 'platform.form.most', values: { most } }
  if (question.kind === 'money' && Math.round(value * 100) / 100 !== value)
    return { key: 'programmes.questions.error.kopecks' }
  return value
}
