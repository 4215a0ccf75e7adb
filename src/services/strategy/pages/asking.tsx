// Asking the team: what about, which questions are already there, the words, and letters if wished.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { questionLimit } from '../forms/voices.ts'
import type { Thing } from '../queries/named-things.ts'
import type { QuestionCard } from '../queries/questions.ts'
import type { AnswerTerm } from '../queries/terms-of-answer.ts'
import { AboutLink, QuestionList } from './question-said.tsx'
import { errorsIn, typedIn } from './typed.ts'

export interface AskingProps {
  about: string
  thing: Thing
  term: AnswerTerm
  /** Questions about the same thing: perhaps hers is among them. */
  asked: QuestionCard[]
  /** The secret that the private link will have. */
  once: string
  /** The whole text of the consent; null for somebody signed in, whose own page has the news. */
  consent: string | null
  typed: Typed
}

export function AskingPage({ about, thing, term, asked, once, consent, typed }: AskingProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  return (
    <>
      <PageHead
        above={<QuestionCrumbs />}
        title={words('strategy.ask.title')}
        lede={words('strategy.ask.lede', { days: term.days })}
      >
        <p>
          <AboutLink thing={thing} />
        </p>
      </PageHead>
      {thing.closed && (
        <Notice>
          <p>{words('strategy.ask.closedThing')}</p>
        </Notice>
      )}
      {asked.length > 0 && (
        <section>
          <h2>{words('strategy.ask.already')}</h2>
          <p>{words('strategy.ask.alreadyHow')}</p>
          <QuestionList cards={asked} />
        </section>
      )}
      <section>
        {asked.length > 0 && <h2>{words('strategy.ask.own')}</h2>}
        <ErrorSummary title={words('strategy.ask.wrong')} errors={error.all} />
        <form class="narrow" method="post" action={href('/strategy/asking')}>
          <input type="hidden" name="about" value={about} />
          <input type="hidden" name="once" value={once} />
          <TextareaField
            name="text"
            label={words('strategy.ask.field.text')}
            hint={words('strategy.ask.field.textHint')}
            rows={6}
            maxLength={questionLimit}
            value={typedIn(typed, 'text')}
            error={error.of('text')}
            required
          />
          {consent === null ? <p>{words('strategy.ask.signedIn')}</p> : <LetterFields {...{ typed, consent }} />}
          <Button kind="gold">{words('strategy.ask.send')}</Button>
        </form>
        <p class="source">{words('strategy.ask.publicHow')}</p>
        <p class="source">
          {words(term.own ? 'strategy.ask.ownRule' : 'strategy.ask.lawRule', ruleValues(words, term))}
        </p>
        {about === 'strategy:whole' && (
          <p>
            <a href={href('/strategy')}>{words('strategy.ask.choose')}</a>
          </p>
        )}
      </section>
    </>
  )
}

export function ruleValues(words: Words, { days, since, legalRef }: AnswerTerm): Record<string, string | number> {
  return { days, since: words.date(since), law: legalRef ?? '' }
}

/** An address and the separate consent to use it; both or neither. */
export function LetterFields({ typed, consent, must = false }: { typed: Typed; consent: string; must?: boolean }) {
  const { words } = useFrame()
  const error = errorsIn(words, typed)
  return (
    <>
      <TextField
        name="email"
        type="email"
        inputMode="email"
        autocomplete="email"
        label={words(must ? 'strategy.follow.email' : 'strategy.ask.field.email')}
        hint={words(must ? 'strategy.follow.emailHint' : 'strategy.ask.field.emailHint')}
        error={error.of('email')}
        value={typedIn(typed, 'email')}
        width="middle"
        required={must}
      />
      <CheckboxField
        name="consent"
        label={consent}
        error={error.of('consent')}
        checked={typedIn(typed, 'consent') !== ''}
        required={must}
      />
    </>
  )
}

/** Where a page about questions lies. */
export function QuestionCrumbs({ list = true }: { list?: boolean }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('strategy.path')}
      links={[
        { href: href('/strategy'), label: words('strategy.menu') },
        ...(list ? [{ href: href('/strategy/questions'), label: words('strategy.ask.list') }] : []),
      ]}
    />
  )
}
