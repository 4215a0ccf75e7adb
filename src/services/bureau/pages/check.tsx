// The questionnaire's first page: what somebody looks for, and what will be asked.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxesField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Measure } from '../queries/measures.ts'
import { lookings } from '../rules/measure.ts'
import { BureauCrumbs } from './crumbs.tsx'
import { errorsIn, severalIn } from './typed.ts'

export interface CheckProps {
  typed: Typed
  /** The one measure she came for. */
  measure: Measure | null
  started: boolean
}

export function CheckPage({ typed, measure, started }: CheckProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  return (
    <>
      <PageHead above={<BureauCrumbs />} title={words('bureau.check.title')} lede={words('bureau.check.lede')} />
      {started && (
        <section>
          <h2>{words('bureau.check.startedTitle')}</h2>
          <p>
            <LinkButton href={href('/bureau/check/next')}>{words('bureau.check.goOn')}</LinkButton>{' '}
            <a href={href('/bureau/check/results')}>{words('bureau.results.title')}</a>
          </p>
          <ActionButton action={href('/bureau/check/forgetting')}>{words('bureau.check.forget')}</ActionButton>
        </section>
      )}
      <ErrorSummary title={words('bureau.wrong')} errors={error.all} />
      <form class="narrow" method="post" action={href('/bureau/check')}>
        {measure ? (
          <>
            <p>{words('bureau.check.oneMeasure', { name: measure.fields.name })}</p>
            <input type="hidden" name="measure" value={measure.id} />
          </>
        ) : (
          <CheckboxesField
            name="looking"
            label={words('bureau.check.looking')}
            hint={words('bureau.check.lookingHint')}
            values={severalIn(typed, 'looking')}
            options={lookings.map((value) => ({ value, label: words(`bureau.looking.${value}`) }))}
            error={error.of('looking')}
          />
        )}
        <Button kind="gold">{words('bureau.check.start')}</Button>
      </form>
      {measure && (
        <p>
          <a href={href('/bureau/check')}>{words('bureau.check.allMeasures')}</a>
        </p>
      )}
      <section>
        <h2>{words('bureau.check.howTitle')}</h2>
        <p>{words('bureau.check.how')}</p>
        <p class="source">{words('bureau.check.private')}</p>
      </section>
    </>
  )
}
