// What editors may send, and every reason why a text cannot be shown as it was written.
import { type Checked, type Fields, type Form, field, form } from '#platform/form.ts'
import { type Problem, readMarkdown } from '#platform/markdown/index.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isSlug, kinds } from './rules/kinds.ts'
import { instantOf } from './rules/schedule.ts'
import type { Text, Texts } from './tables.ts'

type Pictures = ReadonlyMap<string, { width: number; height: number }>

const mostBody = 60_000

const texts = {
  titleRu: field.text(200),
  leadRu: field.text(400),
  bodyRu: field.text(mostBody),
  titleEn: field.maybe(200),
  leadEn: field.maybe(400),
  bodyEn: field.maybe(mostBody),
}

/** A text in both languages; `pictures` are ours that it names. English is whole or not there. */
export function textForm(pictures: Pictures) {
  const plain = form({ ...texts, note: field.maybe(300), seen: field.whole(1, 1_000_000), next: field.maybe(20) })
  return allAtOnce(plain, (typed) => textErrors(typed, pictures))
}

/** A new page: what it is, its address, and its first text. */
export function beginForm(pictures: Pictures) {
  const plain = form({ ...texts, kind: field.choice(kinds), slug: field.text(80), next: field.maybe(20) })
  return allAtOnce(plain, (typed) => ({
    ...textErrors(typed, pictures),
    ...(typed('slug') === '' || isSlug(typed('slug')) ? {} : { slug: { key: 'pages.form.slug' } }),
  }))
}

type Typing = (name: string) => string

// What is wrong with a text is said together with what is missing, so it is looked for also where a field is empty.
function allAtOnce<Output>(plain: Form<Output>, look: (typed: Typing) => FieldErrors) {
  return {
    check: (fields: Fields): Checked<Output> => {
      const checked = plain.check(fields)
      const typed = (name: string) =>
        String([fields[name] ?? ''].flat()[0] ?? '')
          .replaceAll('\r\n', '\n')
          .trim()
      const errors = { ...look(typed), ...(checked.ok ? {} : checked.errors) }
      return checked.ok && Object.keys(errors).length === 0 ? checked : { ok: false, errors }
    },
  }
}

/** From when until when a version is shown; empty is now, and without end. */
export function publicationForm(zone: string) {
  return form(
    {
      version: field.whole(1, 1_000_000),
      opensOn: field.maybe(20),
      opensTime: field.maybe(5),
      closesOn: field.maybe(20),
      closesTime: field.maybe(5),
    },
    (sent) => ({
      ...timeErrors('opens', sent.opensOn, sent.opensTime, zone),
      ...timeErrors('closes', sent.closesOn, sent.closesTime, zone),
    }),
  )
}

export const pictureForm = form({ alt: field.text(300) })

/** The texts of a form that was read. */
export function textsOf(sent: Record<keyof typeof texts, string>): Texts {
  const english: Text = { title: sent.titleEn, lead: sent.leadEn, body: sent.bodyEn }
  return {
    ru: { title: sent.titleRu, lead: sent.leadRu, body: sent.bodyRu },
    en: english.title === '' ? null : english,
  }
}

/** The same the other way: how a form shows texts. */
export function fieldsOf({ ru, en }: Texts): Record<keyof typeof texts, string> {
  return {
    ...{ titleRu: ru.title, leadRu: ru.lead, bodyRu: ru.body },
    ...{ titleEn: en?.title ?? '', leadEn: en?.lead ?? '', bodyEn: en?.body ?? '' },
  }
}

function textErrors(typed: Typing, pictures: Pictures): FieldErrors {
  const errors: FieldErrors = {}
  const english = ['titleEn', 'leadEn', 'bodyEn'] as const
  if (english.some((name) => typed(name) !== ''))
    for (const name of english) if (typed(name) === '') errors[name] = { key: 'pages.form.wholeEnglish' }
  for (const name of ['bodyRu', 'bodyEn'] as const) {
    const { problems } = readMarkdown(typed(name).slice(0, mostBody), { title: '', pictures })
    const worst = problems[0]
    if (worst) errors[name] ??= { key: `pages.form.bad.${worst.kind}`, values: { list: listed(problems, worst.kind) } }
  }
  return errors
}

function listed(problems: readonly Problem[], kind: Problem['kind']): string {
  return [...new Set(problems.filter((each) => each.kind === kind).map(({ at }) => at.slice(0, 80) || '—'))]
    .slice(0, 10)
    .join(', ')
}

function timeErrors(what: 'opens' | 'closes', day: string, time: string, zone: string): FieldErrors {
  if (day === '') return time === '' ? {} : { [`${what}On`]: { key: 'pages.form.dayMissing' } }
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day) || Number.isNaN(Date.parse(`${day}T00:00:00Z`)) || day < '2000' || day > '2200')
    return { [`${what}On`]: { key: 'platform.form.day' } }
  return instantOf(day, time, zone) === null ? { [`${what}Time`]: { key: 'pages.form.time' } } : {}
}
