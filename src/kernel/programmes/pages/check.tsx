// The check of one's answers before they are sent, and the receipt of what was sent.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { DocumentView, OwnApplication, Submission } from '../queries/applications.ts'
import type { CallView } from '../queries/calls.ts'
import type { Answers } from '../rules/answers.ts'
import { askedFields, askedPages, papersAsked } from '../rules/asked.ts'
import { isShownBlind } from '../rules/blind.ts'
import type { Definition } from '../rules/definition.ts'
import { Wrong } from './boxes.tsx'
import { isHeldBack, ScanTag } from './documents.tsx'
import { labelOf, titleOf } from './mine.tsx'
import { AnswerShown, Said, said } from './said.tsx'
import { AboveApplication, applicationHref } from './steps.tsx'

export interface CheckProps {
  own: OwnApplication
  call: CallView & { definition: Definition }
  answers: Answers
  documents: readonly DocumentView[]
  missing: readonly string[]
  refusedBy: readonly string[]
  typed: Typed
  /** Word key of why another application stands in the way, where one does. */
  counted: string | null
  /** Word key of why it cannot be sent, where there is such a reason. */
  levelWanted: string | null
}

export function CheckPage(props: CheckProps) {
  const { own, call, answers, documents, missing, typed } = props
  const { words, href } = useFrame()
  const { definition } = call
  const title = titleOf(words, own, said(words, call.title))
  const wrong = typed.errors.sure
  return (
    <>
      <PageHead
        above={<AboveApplication application={{ id: own.id, title }} />}
        title={words('programmes.check.title')}
        lede={words('programmes.check.lede')}
      />
      <Wrong errors={typed.errors} />
      {missing.length > 0 && (
        <Notice kind="wrong" title={words('programmes.check.missing')}>
          <ul>
            {missing.map((subject) => (
              <li key={subject}>
                <a href={href(placeOf(own.id, definition, subject))}>{labelOf(words, definition, subject)}</a>
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {props.refusedBy.length > 0 && (
        <Notice kind="wrong" title={words('programmes.check.termsNo')}>
          <ul>
            {props.refusedBy.map((because) => (
              <li key={because}>{because}</li>
            ))}
          </ul>
          <p>
            <a href={href(`${applicationHref(own.id)}/terms`)}>{words('programmes.check.termsChange')}</a>
          </p>
        </Notice>
      )}
      {props.counted !== null && (
        <Notice kind="wrong">
          <p>{words(props.counted)}</p>
          <p>
            <a href={href('/programmes/applications')}>{words('programmes.mine.title')}</a>
          </p>
        </Notice>
      )}
      <Answered application={own.id} definition={definition} answers={answers} documents={documents} changes />
      {props.levelWanted !== null && (
        <Notice kind="wrong">
          <p>{words(props.levelWanted)}</p>
          <p>
            <a href={href('/account/level')}>{words('programmes.check.raise')}</a>
          </p>
        </Notice>
      )}
      {missing.length === 0 && props.refusedBy.length === 0 && props.levelWanted === null && props.counted === null && (
        <form method="post" action={href(`${applicationHref(own.id)}/sending`)}>
          <CheckboxField
            name="sure"
            label={words('programmes.check.sure')}
            error={wrong && words(wrong.key, wrong.values)}
          />
          <Button>{words(own.number === null ? 'programmes.check.send' : 'programmes.check.sendAgain')}</Button>
        </form>
      )}
    </>
  )
}

function placeOf(id: string, definition: Definition, subject: string): string {
  if (subject.startsWith('document:')) return `${applicationHref(id)}/documents`
  const field = subject.slice('field:'.length)
  const page = definition.pages.find(({ fields }) => fields.some((one) => one.id === field))
  return `${applicationHref(id)}/pages/${page?.id ?? ''}?back=check`
}

export interface AnsweredProps {
  application: string
  definition: Definition
  answers: Answers
  documents: readonly DocumentView[]
  /** With links by which each page is changed. */
  changes?: boolean
  /** Where a document is opened. */
  documentHref?: (id: string) => string
}

/** All answers by page, and the documents. */
export function Answered({
  application,
  definition,
  answers,
  documents,
  changes = false,
  documentHref,
}: AnsweredProps) {
  const { words, href } = useFrame()
  const at = applicationHref(application)
  const open = documentHref ?? ((id: string) => `${at}/documents/${id}`)
  return (
    <>
      {askedPages(definition, answers).map((page) => (
        <section key={page.id}>
          <h2>
            <Said text={page.title} />
          </h2>
          <dl class="facts">
            {askedFields(definition, page, answers)
              .filter(({ kind }) => kind !== 'file')
              .map((field) => (
                <div key={field.id}>
                  <dt>
                    <Said text={field.label} />
                  </dt>
                  <dd>
                    <AnswerShown field={field} answer={answers[field.id]} />
                  </dd>
                </div>
              ))}
          </dl>
          {changes && (
            <p>
              <a href={href(`${at}/pages/${page.id}?back=check`)}>
                {words('programmes.check.change', { page: said(words, page.title) })}
              </a>
            </p>
          )}
        </section>
      ))}
      {papersAsked(definition, answers).length > 0 && (
        <section>
          <h2>{words('programmes.documents.title')}</h2>
          <dl class="facts">
            {papersAsked(definition, answers).map((paper) => (
              <div key={paper.id}>
                <dt>
                  <Said text={paper.label} />
                </dt>
                <dd>
                  {documents.filter(({ asked }) => asked === paper.id).length === 0 && words('programmes.answer.none')}
                  {documents
                    .filter(({ asked }) => asked === paper.id)
                    .map((document) => (
                      <p key={document.id}>
                        <a href={href(open(document.id))}>{document.name}</a> <ScanTag document={document} />
                        {changes && isShownBlind(definition, paper) && isHeldBack(document) && (
                          <>
                            <br />
                            {words('programmes.documents.heldBack', { name: document.name })}
                          </>
                        )}
                      </p>
                    ))}
                </dd>
              </div>
            ))}
          </dl>
          {changes && (
            <p>
              <a href={href(`${at}/documents`)}>{words('programmes.check.changeDocuments')}</a>
            </p>
          )}
        </section>
      )}
    </>
  )
}

export interface ReceiptProps {
  own: OwnApplication
  call: CallView & { definition: Definition }
  submission: Submission
  documents: readonly DocumentView[]
}

export function ReceiptPage({ own, call, submission, documents }: ReceiptProps) {
  const { words, href } = useFrame()
  const title = titleOf(words, own, said(words, call.title))
  return (
    <>
      <PageHead
        above={<AboveApplication application={{ id: own.id, title }} />}
        title={words('programmes.receipt.of', { number: own.number ?? '' })}
        lede={words('programmes.receipt.lede', { at: words.date(submission.at, 'time') })}
      >
        <p>
          <a href={href(`${applicationHref(own.id)}/receipt.pdf`)}>{words('programmes.receipt.pdf')}</a>
        </p>
      </PageHead>
      <Notice kind="done">{words('programmes.receipt.next', { contact: call.contact })}</Notice>
      <Answered application={own.id} definition={call.definition} answers={submission.answers} documents={documents} />
    </>
  )
}
