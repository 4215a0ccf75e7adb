// Asking an adviser: about what, in one's own words, and where the answer comes.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { wordsLimit } from '../forms.ts'
import type { AnswerTerm } from '../queries/calendar.ts'
import type { Measure } from '../queries/measures.ts'
import type { Topic } from '../queries/queues.ts'
import { BureauCrumbs } from './crumbs.tsx'
import { errorsIn, typedIn } from './typed.ts'

export interface AskProps {
  topics: readonly Topic[]
  measure: Measure | null
  term: AnswerTerm
  /** The secret that the private link will have. */
  once: string
  /** The whole text of the consent; null for somebody signed in. */
  consent: string | null
  typed: Typed
}

export function AskPage({ topics, measure, term, once, consent, typed }: AskProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  return (
    <>
      <PageHead
        above={<BureauCrumbs />}
        title={words('bureau.ask.title')}
        lede={words('bureau.ask.lede', { days: term.days })}
      >
        {measure && (
          <p>
            {words('bureau.ask.about')} <a href={href(`/bureau/measures/${measure.id}`)}>{measure.fields.name}</a>
          </p>
        )}
      </PageHead>
      <ErrorSummary title={words('bureau.wrong')} errors={error.all} />
      <form class="narrow" method="post" action={href('/bureau/requests/new')} noValidate>
        <input type="hidden" name="once" value={once} />
        {measure && <input type="hidden" name="measure" value={measure.id} />}
        <SelectField
          name="topic"
          label={words('bureau.ask.field.topic')}
          value={typedIn(typed, 'topic', measure?.fields.topic ?? '')}
          placeholder={words('bureau.ask.field.topicChoose')}
          options={topics.map(({ code, label }) => ({ value: code, label }))}
          error={error.of('topic')}
          required
        />
        <TextareaField
          name="words"
          label={words('bureau.ask.field.words')}
          hint={words('bureau.ask.field.wordsHint')}
          rows={6}
          maxLength={wordsLimit}
          value={typedIn(typed, 'words')}
          error={error.of('words')}
          required
        />
        {consent === null ? (
          <p>{words('bureau.ask.signedIn')}</p>
        ) : (
          <>
            <TextField
              name="email"
              type="email"
              inputMode="email"
              autocomplete="email"
              label={words('bureau.ask.field.email')}
              hint={words('bureau.ask.field.emailHint')}
              value={typedIn(typed, 'email')}
              error={error.of('email')}
              width="middle"
            />
            <CheckboxField
              name="consent"
              label={words('bureau.ask.field.agree')}
              hint={consent}
              checked={typedIn(typed, 'consent') !== ''}
              error={error.of('consent')}
            />
          </>
        )}
        <Button kind="gold">{words('bureau.ask.send')}</Button>
      </form>
      <p class="source">
        {term.legalRef === null
          ? words('bureau.clock.ownRule', { days: term.days })
          : words('bureau.clock.lawRule', { days: term.days, law: term.legalRef })}{' '}
        {words('bureau.ask.notPublic')}
      </p>
    </>
  )
}
