// An event written step by step: one question a page, kept at every step, gone over before it is sent.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { SeriesMistake } from '../rules/series.ts'
import { type Step, steps } from '../rules/steps.ts'
import { SeatsStep, TermsStep } from './draft-terms.tsx'
import { WhatStep } from './draft-what.tsx'
import { WhenStep, WhereStep } from './draft-when.tsx'
import { errorsOf } from './typed.ts'

export interface DraftProps {
  draft: string
  step: Step
  typed: Typed
  /** The draft changes an event that is there. */
  changes: boolean
  /** She acts for an organisation, whose name stands on the poster. */
  organisation: boolean
  /** Names of venues, to choose from while typing. */
  venues: string[]
  mistakes: SeriesMistake[]
}

export function DraftPage(props: DraftProps) {
  const { draft, step, typed, changes } = props
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<CabinetPath />}
        title={words(`events.cabinet.step.${step}`)}
        lede={words('events.cabinet.stepOf', { n: steps.indexOf(step) + 1, of: steps.length })}
      />
      <ErrorSummary title={words('events.form.wrong')} errors={errorsOf(typed, words)} />
      <form method="post" action={href(`/events/cabinet/drafts/${draft}/${step}`)} noValidate>
        <Questions {...props} />
        <div class="actions">
          <Button>{words('events.cabinet.onward')}</Button>
          <Button kind="plain" name="later" value="yes">
            {words('events.cabinet.later')}
          </Button>
        </div>
      </form>
      <Steps draft={draft} step={step} changes={changes} />
    </>
  )
}

function Questions(props: DraftProps): ComponentChildren {
  if (props.step === 'what') return <WhatStep {...props} />
  if (props.step === 'where') return <WhereStep {...props} />
  if (props.step === 'when') return <WhenStep {...props} />
  return props.step === 'terms' ? <TermsStep {...props} /> : <SeatsStep {...props} />
}

/** All steps as links: going back loses nothing. */
export function Steps({ draft, step }: { draft: string; step: Step; changes: boolean }) {
  const { words, href } = useFrame()
  return (
    <nav aria-label={words('events.cabinet.steps')}>
      <ol class="list">
        {steps.map((each) => (
          <li key={each}>
            <a
              class="what"
              href={href(`/events/cabinet/drafts/${draft}/${each}`)}
              aria-current={each === step ? 'step' : undefined}
            >
              {words(`events.cabinet.step.${each}`)}
            </a>
          </li>
        ))}
      </ol>
    </nav>
  )
}

export function CabinetPath({ event }: { event?: { id: string; title: string } | undefined }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('events.path')}
      links={[
        { href: href('/events/cabinet'), label: words('events.cabinet.title') },
        ...(event ? [{ href: href(`/events/cabinet/events/${event.id}`), label: event.title }] : []),
      ]}
    />
  )
}
