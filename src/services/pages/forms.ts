// What editors may send, and every reason why a text cannot be shown as it was written.
import { field, form } from '#platform/form.ts'
import { type Problem, readMarkdown } from '#platform/markdown/index.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import { isSlug, kinds } from './rules/kinds.ts'
import { instantOf } from './rules/schedule.ts'
import type { Text, Texts } from './tables.ts'

type Pictures = ReadonlyMap<string, { width: number; height: number }>

const texts = {
  titleRu: field.text(200),
  leadRu: field.text(400),
  bodyRu: field.text(60_000),
  titleEn: field.maybe(200),
  leadEn: field.maybe(400),
  bodyEn: field.maybe(60_000),
}

/** A text in both languages; `pictures` are ours that it names. English is whole or not there. */
export function textForm(pictures: Pictures) {
  return form({ ...texts, note: field.maybe(300), seen: field.whole(1, 1_000_000), next: field.maybe(20) }, (sent) =>
    textErrors(sent, pictures),
  )
}

/** A new page: what it is, its address, and its first text. */
export function beginForm(pictures: Pictures) {
  return form({ ...texts, kind: field.choice(kinds), slug: field.text(80), next: field.maybe(20) }, (sent) => ({
    ...textErrors(sent, pictures),
    ...(isSlug(sent.slug) ? {} : { slug: { key: 'pages.form.slug' } }),
  }))
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
export const restorationForm = form({})

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

function textErrors(sent: Record<keyof typeof texts, string>, pictures: Pictures): FieldErrors {
  const errors: FieldErrors = {}
  const english = [sent.titleEn, sent.leadEn, sent.bodyEn]
  if (english.some((text) => text !== '')) {
    for (const name of ['titleEn', 'leadEn', 'bodyEn'] as const)
      if (sent[name] === '') errors[name] = { key: 'pages.form.wholeEnglish' }
  }
  for (const name of ['bodyRu', 'bodyEn'] as const) {
    const { problems } = readMarkdown(sent[name], { title: '', pictures })
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
