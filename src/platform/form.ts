// A form: the shape of what a person may send; all errors at once, in word keys, with what was typed kept.
import { z } from 'zod'
import { type FieldErrors, refuse, type Values } from './refusal.ts'

export type Fields = Record<string, string | string[]>

export type Checked<Output> = { ok: true; value: Output } | { ok: false; errors: FieldErrors }

export interface Form<Output> {
  /** Answers the value, or every error at once. */
  check(fields: Fields): Checked<Output>
  /** The same, but throws `invalid`. */
  read(fields: Fields): Output
}

/** Makes a form of zod fields; messages of the fields are word keys, with `|name=value` for their values. */
export function form<Shape extends z.ZodRawShape>(
  shape: Shape,
  refine?: (value: z.output<z.ZodObject<Shape>>) => FieldErrors,
): Form<z.output<z.ZodObject<Shape>>> {
  const schema = z.object(shape)
  const check = (fields: Fields): Checked<z.output<z.ZodObject<Shape>>> => {
    const errors = unreadable(fields)
    const result = schema.safeParse(fields)
    if (!result.success) {
      for (const issue of result.error.issues) {
        const name = String(issue.path[0] ?? '')
        errors[name] ??= fieldError(issue.message)
      }
      return { ok: false, errors }
    }
    Object.assign(errors, refine?.(result.data) ?? {})
    return Object.keys(errors).length > 0 ? { ok: false, errors } : { ok: true, value: result.data }
  }
  return {
    check,
    read: (fields) => {
      const checked = check(fields)
      if (!checked.ok) throw refuse.invalid(checked.errors)
      return checked.value
    },
  }
}

/** The fields forms are made of. Every text is trimmed and brought to NFC, so that ё and Udmurt letters compare. */
export const field = {
  /** A text that must be there. */
  text: (most: number, missing = 'platform.form.missing') =>
    z.preprocess(tidy, z.string(missing).min(1, missing).max(most, `platform.form.tooLong|most=${most}`)),
  /** A text that may be empty. */
  maybe: (most: number) => z.preprocess(tidy, z.string().max(most, `platform.form.tooLong|most=${most}`).default('')),
  choice: <const Choice extends readonly [string, ...string[]]>(choices: Choice, missing = 'platform.form.choose') =>
    z.preprocess(tidy, z.enum(choices, missing)),
  /** A choice from data, which the action checks. */
  code: (missing = 'platform.form.choose') => z.preprocess(tidy, z.string(missing).min(1, missing).max(200, missing)),
  /** Any number of ticks under one name; what they may be the action checks. */
  several: () =>
    z.preprocess((value) => (value === undefined ? [] : [value].flat()), z.array(z.string().max(200)).max(100)),
  tick: () => z.preprocess((value) => value === 'yes' || value === 'on' || value === 'true', z.boolean()),
  email: () =>
    z.preprocess(
      tidy,
      z.union([z.literal(''), z.email('platform.form.email').max(254, 'platform.form.email')]).default(''),
    ),
  /** A whole number written by a person: spaces allowed. */
  whole: (least: number, most: number) =>
    z.preprocess(
      toNumber,
      z
        .int('platform.form.whole')
        .min(least, `platform.form.least|least=${least}`)
        .max(most, `platform.form.most|most=${most}`),
    ),
  /** A number written by a person: «1 234,5». */
  number: (least: number, most: number) =>
    z.preprocess(
      toNumber,
      z
        .number('platform.form.number')
        .min(least, `platform.form.least|least=${least}`)
        .max(most, `platform.form.most|most=${most}`),
    ),
  day: () => z.preprocess(tidy, z.iso.date('platform.form.day')),
}

function tidy(value: unknown): unknown {
  const one = Array.isArray(value) ? value[0] : value
  return typeof one === 'string' ? one.normalize('NFC').replaceAll('\r\n', '\n').trim() : one
}

function toNumber(value: unknown): unknown {
  const text = tidy(value)
  if (typeof text !== 'string' || text === '') return undefined
  return Number(
    text
      .replaceAll(/[\s\u00a0]/g, '')
      .replace(',', '.')
      .replace('−', '-'),
  )
}

/**
 * Whether a text can be kept at all: PostgreSQL refuses NUL (22021) and, in JSON, half a surrogate pair (22P02) with bug-like errors, and
 * U+FFFD is what broken UTF-8 decodes to. All are said to the person.
 */
export function isReadable(text: string): boolean {
  return text.isWellFormed() && !text.includes('\u0000') && !text.includes('\ufffd')
}

/** The text of a field as it is kept: the first where there are several, in NFC, trimmed; empty where it was not sent. */
export function typedIn(fields: Fields, name: string): string {
  const value = fields[name]
  return (Array.isArray(value) ? value[0] : value)?.normalize('NFC').replaceAll('\r\n', '\n').trim() ?? ''
}

/** Texts that cannot be kept, by field; {} when all can. */
export function unreadable(fields: Fields): FieldErrors {
  const errors: FieldErrors = {}
  for (const [name, value] of Object.entries(fields)) {
    if (![value].flat().every(isReadable)) errors[name] = { key: 'platform.form.unreadable' }
  }
  return errors
}

function fieldError(message: string): { key: string; values?: Values } {
  const [key = '', ...pairs] = message.split('|')
  // A zod message that is not one of our keys would reach the person in English.
  if (!/^[a-zA-Z]+\.[\w.]+$/.test(key)) return { key: 'platform.form.wrong' }
  if (pairs.length === 0) return { key }
  return {
    key,
    values: Object.fromEntries(
      pairs.map((pair) => {
        const [name = '', value = ''] = pair.split('=')
        return [name, Number.isNaN(Number(value)) ? value : Number(value)]
      }),
    ),
  }
}
