// A programme as data: its texts, the pages that ask, the documents, how it is judged and what follows. No code knows any one programme.
import { z } from 'zod'

/** Russian is there, English where somebody wrote it. */
const said = (most: number) => z.object({ ru: z.string().max(most), en: z.string().max(most).default('') })
const id = z.string().regex(/^[a-z][a-z0-9-]{0,39}$/)

export const textShape = said(60_000)
export type Text = z.output<typeof textShape>

/** Shown only when another question has this answer: an option's id, `yes` or `no`. */
const conditionShape = z.object({ field: id, is: z.string().max(60) })
export type Condition = z.output<typeof conditionShape>

export const fieldKinds = [
  ...(['short', 'long', 'number', 'money', 'day', 'one', 'several', 'yes-no'] as const),
  ...(['address', 'organisation', 'file', 'table'] as const),
] as const

export const paperKinds = ['pdf', 'docx', 'xlsx', 'jpeg', 'png'] as const

const optionShape = z.object({ id, label: said(300) })
export type FieldOption = z.output<typeof optionShape>

/** `sum`: its numbers are added up below the table. */
const columnShape = z.object({
  id,
  label: said(200),
  kind: z.enum(['text', 'number', 'money']),
  sum: z.boolean().default(false),
})
export type TableColumn = z.output<typeof columnShape>

const paperRules = {
  formats: z.array(z.enum(paperKinds)).default([...paperKinds]),
  /** Megabytes. */
  largest: z.number().int().min(1).max(20).default(10),
  /** «Не старше 30 дней» on the day it is sent; null where its age does not matter. */
  freshDays: z.number().int().min(1).max(3650).nullable().default(null),
}

const fieldShape = z.object({
  id,
  kind: z.enum(fieldKinds),
  label: said(300),
  help: said(1000).default({ ru: '', en: '' }),
  required: z.boolean().default(true),
  when: conditionShape.nullable().default(null),
  /** It tells who the applicant is: reviewers of a blind review do not see it. */
  reveals: z.boolean().default(false),
  /** Letters, the number, or kopecks; days are YYYY-MM-DD. */
  least: z.union([z.number(), z.string()]).nullable().default(null),
  most: z.union([z.number(), z.string()]).nullable().default(null),
  options: z.array(optionShape).max(60).default([]),
  columns: z.array(columnShape).max(8).default([]),
  /** Of a table. */
  rows: z.number().int().min(1).max(40).default(10),
  ...paperRules,
})
export type Field = z.output<typeof fieldShape>

const pageShape = z.object({
  id,
  title: said(200),
  hint: said(2000).default({ ru: '', en: '' }),
  fields: z.array(fieldShape).max(40).default([]),
})
export type Page = z.output<typeof pageShape>

const documentShape = z.object({
  id,
  label: said(300),
  help: said(1000).default({ ru: '', en: '' }),
  required: z.boolean().default(true),
  when: conditionShape.nullable().default(null),
  reveals: z.boolean().default(true),
  ...paperRules,
})
export type AskedDocument = z.output<typeof documentShape>

const criterionShape = z.object({
  id,
  label: said(300),
  help: said(1000).default({ ru: '', en: '' }),
  weight: z.number().min(0).max(100),
})
export type Criterion = z.output<typeof criterionShape>

const milestoneShape = z.object({ id, label: said(300), days: z.number().int().min(0).max(3650) })
export type MilestoneAsked = z.output<typeof milestoneShape>

/**
 * How many applications a call takes: one of each organisation (by its INN), and one of whoever applies for herself; one of each person, whomever she
 * applies for; or as many as come.
 */
export const applicationLimits = ['organisation', 'person', 'none'] as const
export type ApplicationLimit = (typeof applicationLimits)[number]

/** Days as the calendar has them, or those that are worked. */
export const dayCalendars = ['calendar', 'work'] as const

const appealShape = z.object({
  /** Days in which a refusal may be appealed; 0 where it may not. */
  days: z.number().int().min(0).max(60).default(10),
  /** Days in which an appeal is answered. */
  answerDays: z.number().int().min(1).max(60).default(15),
  /** How both are counted. */
  calendar: z.enum(dayCalendars).default('calendar'),
})
/** By when a refusal may be appealed, and by when an appeal is answered. */
export type AppealTerms = z.output<typeof appealShape>
const usualAppeal: AppealTerms = { days: 10, answerDays: 15, calendar: 'calendar' }

/** What is published of an award; the applicant's name only where it is an organisation. */
export const publishedParts = ['organisation', 'summary', 'amount', 'score', 'report'] as const

export const definitionShape = z.object({
  title: said(200),
  /** One sentence: what one gets. */
  lead: said(400).default({ ru: '', en: '' }),
  /** Markdown. */
  about: said(20_000).default({ ru: '', en: '' }),
  /** Who decides, in words. */
  decides: said(600).default({ ru: '', en: '' }),
  /** Who may apply: a person for herself, an organisation, or either. */
  applies: z.enum(['person', 'organisation', 'either']).default('either'),
  limit: z.enum(applicationLimits).default('organisation'),
  /** How sure the city must be who sends. */
  level: z.enum(['simple', 'standard', 'confirmed']).default('simple'),
  pages: z.array(pageShape).max(20).default([]),
  documents: z.array(documentShape).max(20).default([]),
  /** Which short or long answer sums the application up on lists: a field's id. */
  summary: z.string().max(40).nullable().default(null),
  /** Which money answer says how much is asked for: a field's id. */
  amount: z.string().max(40).nullable().default(null),
  rubric: z
    .object({
      criteria: z.array(criterionShape).max(20).default([]),
      /** Each criterion is judged from the one to the other. */
      scale: z
        .object({ from: z.number().int().min(0).max(10), to: z.number().int().min(1).max(100) })
        .default({ from: 0, to: 10 }),
      /** Per cent of the most that can be reached; null where there is none. */
      threshold: z.number().int().min(0).max(100).nullable().default(null),
    })
    .default({ criteria: [], scale: { from: 0, to: 10 }, threshold: null }),
  review: z
    .object({
      blind: z.boolean().default(false),
      reviewers: z.number().int().min(1).max(9).default(2),
      appeal: appealShape.default(usualAppeal),
    })
    .default({ blind: false, reviewers: 2, appeal: usualAppeal }),
  /** Markdown with places: {{number}}, {{applicant}}, {{programme}}, {{call}}, {{amount}}, {{summary}}, {{day}}, {{milestones}}. */
  agreement: said(60_000).default({ ru: '', en: '' }),
  milestones: z.array(milestoneShape).max(20).default([]),
  /** What the report asks, as a page of an application does. */
  report: z.array(fieldShape).max(40).default([]),
  published: z.array(z.enum(publishedParts)).default(['organisation', 'summary', 'amount']),
})

/** A programme's definition: everything that a version of it is. */
export type Definition = z.output<typeof definitionShape>

/** The places that an agreement may name. */
export const agreementPlaces = [
  ...(['number', 'applicant', 'programme', 'call', 'amount', 'summary', 'day', 'milestones'] as const),
] as const

/** A text in the reader's language; `lang` is set where it is not hers. */
export function textIn(text: Text, locale: string): { text: string; lang: string | undefined } {
  if (locale === 'en' && text.en.trim() !== '') return { text: text.en, lang: undefined }
  return { text: text.ru, lang: locale === 'ru' ? undefined : 'ru' }
}

/** All questions of a definition in their order, file questions too. */
export function fieldsOf(definition: Pick<Definition, 'pages'>): readonly Field[] {
  return definition.pages.flatMap(({ fields }) => fields)
}
