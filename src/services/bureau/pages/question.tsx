// One question of the questionnaire: «не знаю» is an answer, and so is the way back.
import type { Known } from '#engines/eligibility/index.ts'
import { QuestionField, type QuestionFields } from '#kernel/programmes/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { BureauCrumbs } from './crumbs.tsx'
import { errorsIn } from './typed.ts'

export interface QuestionProps {
  question: QuestionFields
  typed: Typed
  value: Known[string] | undefined
  /** Where the way back leads, without the language. */
  back: string
  /** How many questions may still come, this one among them: never more. */
  left: number
  /** Whether something is answered already, so that there are results to look at. */
  some: boolean
}

export function QuestionPage({ question, typed, value, back, left, some }: QuestionProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<BureauCrumbs more={[{ href: '/bureau/check', label: words('bureau.check.title') }]} />}
        title={question.ask[words.locale === 'en' ? 'en' : 'ru']}
        lede={words('bureau.check.left', { n: left })}
      />
      <ErrorSummary title={words('bureau.wrong')} errors={errorsIn(words, typed).all} />
      <form class="narrow asked" method="post" action={href(`/bureau/check/questions/${question.id}`)}>
        <QuestionField
          {...{ words, question, value }}
          typed={Object.keys(typed.errors).length > 0 ? typed.values : undefined}
          errors={typed.errors}
        />
        <Button>{words('bureau.check.next')}</Button>
      </form>
      <p>
        <a href={href(back)}>{words('bureau.check.back')}</a>
        {some && (
          <>
            {' · '}
            <a href={href('/bureau/check/results')}>{words('bureau.check.sofar')}</a>
          </>
        )}
      </p>
    </>
  )
}
