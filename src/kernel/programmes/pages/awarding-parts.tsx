// Pieces that the pages of review and award share: where one is, fields that keep what was typed, and what is invented.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { FieldErrors } from '#platform/refusal.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { CallView } from '../queries/calls.ts'
import { said } from './said.tsx'

/** The path to a page below the desk. */
export function DeskPath({ links = [] }: { links?: readonly { href: string; label: string }[] }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('programmes.path')}
      links={[
        { href: href('/desk'), label: words('programmes.desk') },
        ...links.map((link) => ({ ...link, href: href(link.href) })),
      ]}
    />
  )
}

/** The pages of one call at the desk, that one among them left out. */
export function CallSteps({ call, here }: { call: Pick<CallView, 'id'>; here?: 'review' | 'decision' | 'awards' }) {
  const { words, href } = useFrame()
  const steps = (['review', 'decision', 'awards'] as const).filter((step) => step !== here)
  return (
    <p>
      {steps.map((step, at) => (
        <>
          {at > 0 && ' · '}
          <a href={href(`/desk/programmes/calls/${call.id}/${step}`)}>{words(`programmes.step.${step}`)}</a>
        </>
      ))}
    </p>
  )
}

/** What a field of this name had, and what is wrong with it; `before` stands where nothing was typed. */
export function typedField(words: Words, typed: Typed) {
  return (name: string, before = '') => {
    const value = typed.values[name]
    const wrong = typed.errors[name]
    return {
      name,
      value: value === undefined ? before : ([value].flat()[0] ?? ''),
      error: wrong && words(wrong.key, wrong.values),
    }
  }
}

/** All errors at once; one without a field concerns the whole form. */
export function AllWrong({ errors }: { errors: FieldErrors }) {
  const { words } = useFrame()
  return (
    <ErrorSummary
      title={words('programmes.wrong')}
      errors={Object.entries(errors).map(([name, { key, values }]) => ({
        name: name === '' ? undefined : name,
        message: words(key, values),
      }))}
    />
  )
}

/** Says of what is invented that it is. */
export function Invented({ basis }: Pick<CallView, 'basis'>) {
  const { words } = useFrame()
  return basis === 'demo' ? <Tag>{words('programmes.invented')}</Tag> : null
}

/** A score in thousandths as people read it: «64,5 из 100». */
export function scoreSaid(words: Words, score: number | null): string {
  return score === null
    ? words('programmes.score.none')
    : words('programmes.score', { score: words.number(score / 10) })
}

/** «Мастерские у пруда, первый набор» */
export const callTitle = (words: Words, call: Pick<CallView, 'title'>): string => said(words, call.title)
