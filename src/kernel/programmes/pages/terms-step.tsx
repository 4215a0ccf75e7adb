// Whether one may apply, asked before one has typed for an hour: what the terms say so far, why, and the questions that still matter.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { QuestionFields } from '../rules/questions.ts'
import type { SaidDecision } from '../rules/say.ts'
import type { KnownAnswers } from '../tables/applying.ts'
import { Wrong } from './boxes.tsx'
import { DecisionCard } from './decision-card.tsx'
import { QuestionField } from './question-field.tsx'
import { AboveApplication, applicationHref } from './steps.tsx'

export interface TermsStepProps {
  application: { id: string; title: string }
  said: SaidDecision
  questions: readonly QuestionFields[]
  known: KnownAnswers
  typed: Typed
  /** Some were answered: they may be changed. */
  answered: boolean
  /** Where the application goes on. */
  next: string
}

export function TermsStepPage({ application, said, questions, known, typed, answered, next }: TermsStepProps) {
  const { words, href } = useFrame()
  const at = `${applicationHref(application.id)}/terms`
  return (
    <>
      <PageHead
        above={<AboveApplication application={application} />}
        title={words('programmes.may.title')}
        lede={words('programmes.may.lede')}
      />
      <Wrong errors={typed.errors} />
      {answered && <DecisionCard words={words} said={said} title={words('programmes.may.soFar')} />}
      {questions.length > 0 && (
        <form method="post" action={href(at)} noValidate>
          {questions.map((question) => (
            <QuestionField
              key={question.id}
              words={words}
              question={question}
              value={known[question.id]}
              typed={typed.values}
              errors={typed.errors}
            />
          ))}
          <Button>{words('programmes.may.answer')}</Button>
        </form>
      )}
      <div class="actions">
        <LinkButton kind={questions.length > 0 ? 'plain' : 'main'} href={href(next)}>
          {words(said.verdict === 'no' ? 'programmes.may.goOnAnyway' : 'programmes.may.goOn')}
        </LinkButton>
        {answered && <a href={href(`${at}?all=yes`)}>{words('programmes.may.change')}</a>}
      </div>
    </>
  )
}
