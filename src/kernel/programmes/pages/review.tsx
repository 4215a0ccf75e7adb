// One review: first the word that nothing binds her to the applicant, then the application and her scores.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { ReviewPaper } from '../actions/review-file.ts'
import type { CallView } from '../queries/calls.ts'
import type { Judged } from '../queries/judged.ts'
import type { Assignment } from '../queries/reviews.ts'
import { papersAsked } from '../rules/asked.ts'
import { shownPages } from '../rules/blind.ts'
import type { Criterion, Definition } from '../rules/definition.ts'
import { AllWrong, DeskPath, Invented, typedField } from './awarding-parts.tsx'
import { AnswerShown, Said, said } from './said.tsx'

const reviewsPath = (words: (key: string) => string) => [
  { href: '/desk/programmes/reviews', label: words('programmes.reviews.title') },
]

export interface DeclarationProps {
  id: string
  number: string
  call: CallView & { definition: Definition }
  typed: Typed
}

/** Nothing of the application is shown before this is answered. */
export function DeclarationPage({ id, number, call, typed }: DeclarationProps) {
  const { words, href } = useFrame()
  const of = typedField(words, typed)
  return (
    <>
      <PageHead
        above={<DeskPath links={reviewsPath(words)} />}
        title={words('programmes.reviews.application', { number })}
        lede={said(words, call.title)}
      >
        <Invented basis={call.basis} />
      </PageHead>
      <AllWrong errors={typed.errors} />
      <p>{words('programmes.review.declareHow')}</p>
      <ul>
        {(['own', 'kin', 'work', 'dispute'] as const).map((each) => (
          <li key={each}>{words(`programmes.review.conflict.${each}`)}</li>
        ))}
      </ul>
      <form method="post" action={href(`/desk/programmes/reviews/${id}/declaration`)} noValidate>
        <RadiosField
          {...of('free')}
          label={words('programmes.review.free')}
          options={[
            { value: 'yes', label: words('programmes.review.free.yes') },
            { value: 'no', label: words('programmes.review.free.no') },
          ]}
        />
        <TextareaField
          {...of('said')}
          label={words('programmes.review.said')}
          hint={words('programmes.review.saidHint')}
          rows={3}
          maxLength={1000}
        />
        <Button>{words('programmes.review.goOn')}</Button>
      </form>
    </>
  )
}

export interface ReviewProps {
  assignment: Assignment
  judged: Judged
  call: CallView & { definition: Definition }
  papers: Pick<ReviewPaper, 'id' | 'asked' | 'sha' | 'name'>[]
  typed: Typed
  /** Her draft was just kept. */
  saved: boolean
}

export function ReviewPage({ assignment, judged, call, papers, typed, saved }: ReviewProps) {
  const { words, href } = useFrame()
  const { definition } = call
  const at = `/desk/programmes/reviews/${assignment.id}`
  return (
    <>
      <PageHead
        above={<DeskPath links={reviewsPath(words)} />}
        title={words('programmes.reviews.application', { number: judged.number })}
        lede={said(words, call.title)}
      >
        {definition.review.blind && <Tag>{words('programmes.review.blind')}</Tag>} <Invented basis={call.basis} />
      </PageHead>
      {saved && <Notice kind="done">{words('programmes.review.saved')}</Notice>}
      <AllWrong errors={typed.errors} />
      {judged.erased && <Notice>{words('programmes.review.erased')}</Notice>}
      {shownPages(definition, judged.answers).map(({ title, fields }) => (
        <section key={title.ru}>
          <h2>
            <Said text={title} />
          </h2>
          {fields.map((field) => (
            <div key={field.id}>
              <h3>
                <Said text={field.label} />
              </h3>
              <div>
                <AnswerShown field={field} answer={judged.answers[field.id]} />
              </div>
            </div>
          ))}
        </section>
      ))}
      <Papers {...{ at, papers, definition, judged }} />
      <section>
        <h2>{words('programmes.review.scores')}</h2>
        {assignment.sentAt === null ? (
          <ScoreForm {...{ assignment, definition, typed, at }} />
        ) : (
          <Sent {...{ assignment, definition }} />
        )}
      </section>
      {assignment.sentAt === null && (
        <details open={typed.errors.recusal !== undefined}>
          <summary>{words('programmes.review.recuse')}</summary>
          <form method="post" action={href(`${at}/recusal`)} noValidate>
            <TextareaField
              {...typedField(words, typed)('recusal')}
              label={words('programmes.review.recuseWhy')}
              rows={3}
              maxLength={1000}
            />
            <Button kind="danger">{words('programmes.review.recuseNow')}</Button>
          </form>
        </details>
      )}
    </>
  )
}

function Papers({
  at,
  papers,
  definition,
  judged,
}: Pick<ReviewProps, 'papers' | 'judged'> & { at: string; definition: Definition }) {
  const { words, href } = useFrame()
  if (papers.length === 0) return null
  const labels = new Map(papersAsked(definition, judged.answers).map(({ id, label }) => [id, label]))
  return (
    <section>
      <h2>{words('programmes.review.papers')}</h2>
      <ul>
        {papers.map(({ id, asked, sha, name }) => {
          const label = labels.get(asked)
          const called = `${label ? said(words, label) : asked}: ${name}`
          return (
            <li key={id}>
              {sha === null ? (
                words('programmes.review.paperHeld', { paper: called })
              ) : (
                <a href={href(`${at}/papers/${id}`)}>{called}</a>
              )}
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function ScoreForm({
  assignment,
  definition,
  typed,
  at,
}: Pick<ReviewProps, 'assignment' | 'typed'> & { definition: Definition; at: string }) {
  const { words, href } = useFrame()
  const { criteria, scale } = definition.rubric
  const of = typedField(words, typed)
  const total = criteria.reduce((sum, { weight }) => sum + weight, 0)
  const share = ({ weight }: Criterion) =>
    words.number(total === 0 ? 0 : (weight / total) * 100, { maximumFractionDigits: 1 })
  return (
    <form method="post" action={href(at)} noValidate>
      <input type="hidden" name="seen" value={of('seen', String(assignment.revision)).value} />
      <p>{words('programmes.review.scoresHow', { from: scale.from, to: scale.to })}</p>
      {criteria.map((criterion) => {
        const kept = assignment.scores[criterion.id]
        return (
          <fieldset key={criterion.id}>
            <legend>
              <Said text={criterion.label} />
            </legend>
            {criterion.help.ru !== '' && (
              <p class="hint">
                <Said text={criterion.help} />
              </p>
            )}
            <TextField
              {...of(`points-${criterion.id}`, kept === undefined ? '' : String(kept.points))}
              label={words('programmes.review.points', { from: scale.from, to: scale.to })}
              hint={words('programmes.review.weight', { share: share(criterion) })}
              inputMode="numeric"
              width="short"
              maxLength={3}
            />
            <TextareaField
              {...of(`words-${criterion.id}`, kept?.words ?? '')}
              label={words('programmes.review.words')}
              hint={words('programmes.review.wordsHint')}
              rows={3}
              maxLength={2000}
            />
          </fieldset>
        )
      })}
      <p class="actions">
        <Button name="step" value="send">
          {words('programmes.review.send')}
        </Button>{' '}
        <Button kind="plain" name="step" value="draft">
          {words('programmes.review.keep')}
        </Button>
      </p>
      <p class="hint">{words('programmes.review.sendHint')}</p>
    </form>
  )
}

function Sent({ assignment, definition }: { assignment: Assignment; definition: Definition }) {
  const { words } = useFrame()
  return (
    <>
      <Notice kind="done">
        {words('programmes.review.sentAt', { at: words.date(assignment.sentAt ?? '', 'time') })}
      </Notice>
      <ul>
        {definition.rubric.criteria.map(({ id, label }) => (
          <li key={id}>
            <Said text={label} />: {assignment.scores[id]?.points}
            {assignment.scores[id]?.words && <p class="lines">{assignment.scores[id]?.words}</p>}
          </li>
        ))}
      </ul>
    </>
  )
}
