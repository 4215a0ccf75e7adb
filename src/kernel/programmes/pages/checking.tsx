// One application at the desk: what was sent, and whether it is whole.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Timeline } from '#web/components/timeline/timeline.tsx'
import type { ApplicationFile } from '../actions/checking.ts'
import { typedOr, Wrong } from './boxes.tsx'
import { Answered } from './check.tsx'
import { AboveDesk } from './maker-parts.tsx'
import { labelOf, stepsOf } from './mine.tsx'
import { StateTag, said } from './said.tsx'

export interface CheckingProps {
  file: ApplicationFile
  /** All that may be named as missing. */
  subjects: readonly string[]
  /** What the terms said of it, where the call has any. */
  terms: { title: string; because: readonly string[] } | null
  due: { on: string; time: string }
  pretends: boolean
  typed: Typed
}

export function CheckingPage({ file, subjects, terms, due, pretends, typed }: CheckingProps) {
  const { words, href, now } = useFrame()
  const { application, call, submission, documents, life, gaps } = file
  const at = `/desk/programmes/calls/${call.id}/applications/${application.id}`
  const waits = documents.some(({ scan }) => scan !== 'clean')
  const title = words('programmes.mine.number', { number: application.number ?? '' })
  return (
    <>
      <PageHead
        above={<AboveDesk programme={{ programme: call.programme, definition: call.definition }} />}
        title={title}
        lede={<a href={href(`/desk/programmes/calls/${call.id}`)}>{said(words, call.title)}</a>}
      >
        <p>
          <StateTag state={application.state} />
        </p>
        <p class="source">{words('programmes.check.looked')}</p>
      </PageHead>
      <Facts
        facts={[
          {
            name: words('programmes.desk.applicant'),
            value: application.organisation_name ?? words('programmes.desk.ofPerson'),
          },
          ...(application.organisation_inn === null
            ? []
            : [{ name: words('programmes.apply.organisation.inn'), value: application.organisation_inn }]),
          { name: words('programmes.desk.sentAt'), value: words.date(submission.at, 'time') },
          { name: words('programmes.desk.nth'), value: words.number(submission.nth) },
          { name: words('programmes.desk.level'), value: words(`programmes.award.signed.${submission.level}`) },
          ...(terms === null ? [] : [{ name: words('programmes.call.terms'), value: terms.title }]),
        ]}
      />
      {terms !== null && terms.because.length > 0 && (
        <ul>
          {terms.because.map((because) => (
            <li key={because}>{because}</li>
          ))}
        </ul>
      )}
      {pretends && <Notice>{words('programmes.documents.pretend')}</Notice>}
      <Answered
        application={application.id}
        definition={call.definition}
        answers={submission.answers}
        documents={documents}
        documentHref={(id) => `${at}/documents/${id}`}
      />
      {application.state === 'incomplete' && (
        <Notice title={words('programmes.check.named')}>
          <ul>
            {gaps.map(({ subject, said: what }) => (
              <li key={subject}>
                {labelOf(words, call.definition, subject)}: <span lang="ru">{what}</span>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {application.state === 'sent' && (
        <>
          <section>
            <h2>{words('programmes.check.whole')}</h2>
            {waits ? (
              <Notice kind="wrong">{words('programmes.refusal.notScanned')}</Notice>
            ) : (
              <ActionButton kind="main" action={href(`${at}/completeness`)} hidden={{ whole: 'yes' }}>
                {words('programmes.check.markWhole')}
              </ActionButton>
            )}
          </section>
          <section>
            <h2>{words('programmes.check.missingTitle')}</h2>
            <p>{words('programmes.check.missingText')}</p>
            <Wrong errors={typed.errors} />
            <form method="post" action={href(`${at}/completeness`)} noValidate>
              <input type="hidden" name="whole" value="no" />
              {subjects.map((subject) => (
                <Gap key={subject} subject={subject} label={labelOf(words, call.definition, subject)} typed={typed} />
              ))}
              <Due due={due} typed={typed} />
              <TextareaField
                name="reason"
                label={words('programmes.check.reason')}
                rows={2}
                maxLength={1000}
                value={typedOr(typed, 'reason')}
              />
              <Button kind="plain">{words('programmes.check.markMissing')}</Button>
            </form>
          </section>
        </>
      )}
      <section>
        <h2>{words('programmes.mine.life')}</h2>
        <Timeline label={words('programmes.mine.life')} steps={stepsOf(words, life, now)} />
      </section>
    </>
  )
}

function Gap({ subject, label, typed }: { subject: string; label: string; typed: Typed }) {
  const { words } = useFrame()
  const wrong = (name: string) => typed.errors[name] && words(typed.errors[name].key, typed.errors[name].values)
  return (
    <>
      <CheckboxField
        name={`gap-${subject}`}
        label={label}
        checked={typed.values[`gap-${subject}`] === 'yes'}
        error={wrong(`gap-${subject}`)}
      />
      <TextField
        name={`said-${subject}`}
        label={words('programmes.check.what', { label })}
        value={typedOr(typed, `said-${subject}`)}
        maxLength={500}
        error={wrong(`said-${subject}`)}
      />
    </>
  )
}

function Due({ due, typed }: { due: CheckingProps['due']; typed: Typed }) {
  const { words } = useFrame()
  const wrong = (name: string) => typed.errors[name] && words(typed.errors[name].key, typed.errors[name].values)
  return (
    <>
      <TextField
        name="dueOn"
        type="date"
        width="middle"
        label={words('programmes.check.dueOn')}
        value={typedOr(typed, 'dueOn', due.on)}
        error={wrong('dueOn')}
      />
      <TextField
        name="dueTime"
        width="short"
        maxLength={5}
        label={words('programmes.desk.time')}
        value={typedOr(typed, 'dueTime', due.time)}
        error={wrong('dueTime')}
      />
    </>
  )
}
