// What changed from one version of a programme to the next, as sentences for people who make programmes.
import type { Values } from '#platform/refusal.ts'
import type { AskedDocument, Definition, Field, Text } from './definition.ts'

/** A sentence: a word key and what it names. `before` and `after` are shown beside where they say more. */
export interface Change {
  key: string
  values: Values
  before?: string
  after?: string
  /** `before` and `after` are word keys. */
  inWords?: true
}

/** All changes, in the order of the definition. */
export function changesBetween(before: Definition, after: Definition): Change[] {
  return [
    ...texts(before, after),
    ...things(
      before.pages,
      after.pages,
      'page',
      ({ title }) => title,
      (was, is) => helpChanges(is.title, was.hint, is.hint),
    ),
    ...things(placed(before), placed(after), 'field', ({ field }) => field.label, fieldChanges),
    ...things(before.documents, after.documents, 'document', ({ label }) => label, paperChanges),
    ...things(
      before.rubric.criteria,
      after.rubric.criteria,
      'criterion',
      ({ label }) => label,
      (was, is) => [
        ...helpChanges(is.label, was.help, is.help),
        ...(was.weight === is.weight ? [] : [change('weight', is.label, String(was.weight), String(is.weight))]),
      ],
    ),
    ...rules(before, after),
    ...things(
      before.milestones,
      after.milestones,
      'milestone',
      ({ label }) => label,
      (was, is) => (was.days === is.days ? [] : [change('days', is.label, String(was.days), String(is.days))]),
    ),
    ...things(
      before.report,
      after.report,
      'report',
      ({ label }) => label,
      (was, is) => fieldChanges({ id: was.id, page: '', field: was }, { id: is.id, page: '', field: is }),
    ),
  ]
}

function change(what: string, label: Text | string, before?: string, after?: string): Change {
  const said: Change = {
    key: `programmes.change.${what}`,
    values: { label: typeof label === 'string' ? label : label.ru },
  }
  if (before !== undefined) said.before = before
  if (after !== undefined) said.after = after
  return said
}

function texts(before: Definition, after: Definition): Change[] {
  return (['title', 'lead', 'about', 'decides', 'agreement'] as const).flatMap((name) =>
    (['ru', 'en'] as const)
      .filter((tongue) => before[name][tongue] !== after[name][tongue])
      .map((tongue) => ({
        key: `programmes.change.text.${name}.${tongue}`,
        values: {},
        before: before[name][tongue],
        after: after[name][tongue],
      })),
  )
}

interface Placed {
  id: string
  page: string
  field: Field
}

function placed(definition: Definition): Placed[] {
  return definition.pages.flatMap((page) => page.fields.map((field) => ({ id: field.id, page: page.id, field })))
}

// What came, what went, what is called otherwise, what else changed in it, and whether their order is another.
function things<Thing extends { id: string }>(
  before: readonly Thing[],
  after: readonly Thing[],
  what: string,
  label: (thing: Thing) => Text,
  inside: (was: Thing, is: Thing) => Change[],
): Change[] {
  const old = new Map(before.map((thing) => [thing.id, thing]))
  const now = new Set(after.map(({ id }) => id))
  const stayed = (list: readonly Thing[]) => list.filter(({ id }) => old.has(id) && now.has(id)).map(({ id }) => id)
  return [
    ...before.filter(({ id }) => !now.has(id)).map((thing) => change(`${what}.gone`, label(thing))),
    ...after.flatMap((thing) => {
      const was = old.get(thing.id)
      if (!was) return [change(`${what}.new`, label(thing))]
      const renamed = label(was).ru !== label(thing).ru || label(was).en !== label(thing).en
      return [
        ...(renamed ? [change(`${what}.renamed`, label(thing), said(label(was)), said(label(thing)))] : []),
        ...inside(was, thing),
      ]
    }),
    ...(stayed(before).join() === stayed(after).join() ? [] : [change(`${what}.order`, '')]),
  ]
}

const helpChanges = (label: Text, was: Text, is: Text): Change[] =>
  said(was) === said(is) ? [] : [change('help', label, said(was), said(is))]

const said = ({ ru, en }: Text) => (en === '' ? ru : `${ru} / ${en}`)

function fieldChanges(was: Placed, is: Placed): Change[] {
  const [a, b] = [was.field, is.field]
  const { label } = b
  const limits = (field: Field) => [field.least ?? '…', field.most ?? '…'].join(' – ')
  const listed = (field: Field) =>
    [
      ...field.options.map((option) => said(option.label)),
      ...field.columns.map(({ label, kind, sum }) => `${said(label)}: ${kind}${sum ? ' +' : ''}`),
      ...(field.kind === 'table' ? [`× ${field.rows}`] : []),
    ].join('\n')
  return [
    ...(was.page === is.page ? [] : [change('moved', label)]),
    ...(a.kind === b.kind ? [] : [change('kind', label, a.kind, b.kind)]),
    ...helpChanges(label, a.help, b.help),
    ...(a.required === b.required ? [] : [change(b.required ? 'nowRequired' : 'nowOptional', label)]),
    ...(whenSaid(a.when) === whenSaid(b.when) ? [] : [change('when', label, whenSaid(a.when), whenSaid(b.when))]),
    ...(limits(a) === limits(b) ? [] : [change('limits', label, limits(a), limits(b))]),
    ...(listed(a) === listed(b) ? [] : [change('options', label, listed(a), listed(b))]),
    ...(a.reveals === b.reveals ? [] : [change(b.reveals ? 'nowReveals' : 'nowOpen', label)]),
    ...(b.kind === 'file' ? formatChanges(a, b) : []),
  ]
}

function paperChanges(was: AskedDocument, is: AskedDocument): Change[] {
  const { label } = is
  return [
    ...(was.required === is.required ? [] : [change(is.required ? 'nowRequired' : 'nowOptional', label)]),
    ...helpChanges(label, was.help, is.help),
    ...(was.reveals === is.reveals ? [] : [change(is.reveals ? 'nowReveals' : 'nowOpen', label)]),
    ...(whenSaid(was.when) === whenSaid(is.when) ? [] : [change('when', label, whenSaid(was.when), whenSaid(is.when))]),
    ...formatChanges(was, is),
  ]
}

type Paper = Pick<AskedDocument, 'formats' | 'largest' | 'freshDays' | 'label'>

function formatChanges(was: Paper, is: Paper): Change[] {
  const kinds = ({ formats }: Paper) => formats.join(', ')
  const fresh = ({ freshDays }: Paper) => (freshDays === null ? '–' : String(freshDays))
  return [
    ...(kinds(was) === kinds(is) ? [] : [change('formats', is.label, kinds(was), kinds(is))]),
    ...(was.largest === is.largest ? [] : [change('largest', is.label, String(was.largest), String(is.largest))]),
    ...(fresh(was) === fresh(is) ? [] : [change('fresh', is.label, fresh(was), fresh(is))]),
  ]
}

const whenSaid = (when: Field['when']) => (when === null ? '–' : `${when.field} = ${when.is}`)

function rules(before: Definition, after: Definition): Change[] {
  const chosen: [string, (definition: Definition) => string][] = [
    ['applies', ({ applies }) => `programmes.applies.${applies}`],
    ['limit', ({ limit }) => `programmes.limit.${limit}`],
    ['level', ({ level }) => `programmes.level.${level}`],
    ['appealCalendar', ({ review }) => `programmes.calendar.${review.appeal.calendar}`],
  ]
  const values: [string, (definition: Definition) => string][] = [
    ['scale', ({ rubric }) => `${rubric.scale.from}–${rubric.scale.to}`],
    ['threshold', ({ rubric }) => (rubric.threshold === null ? '–' : `${rubric.threshold} %`)],
    ['blind', ({ review }) => (review.blind ? '+' : '–')],
    ['reviewers', ({ review }) => String(review.reviewers)],
    ['appealDays', ({ review }) => String(review.appeal.days)],
    ['appealAnswerDays', ({ review }) => String(review.appeal.answerDays)],
    ['summary', ({ summary }) => summary ?? '–'],
    ['amount', ({ amount }) => amount ?? '–'],
    ['published', ({ published }) => published.join(', ')],
  ]
  const changed = (some: typeof values) =>
    some
      .filter(([, of]) => of(before) !== of(after))
      .map(([name, of]) => change(`rule.${name}`, '', of(before), of(after)))
  return [...changed(chosen).map((one) => ({ ...one, inWords: true as const })), ...changed(values)]
}
