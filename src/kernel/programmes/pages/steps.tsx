// Applying page by page: whom it is for, and a page of questions.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { RadiosField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { CallView } from '../queries/calls.ts'
import type { Answers } from '../rules/answers.ts'
import type { Definition, Field, Page } from '../rules/definition.ts'
import { AboveProgrammes, callHref } from './above.tsx'
import { Box, typedOr, Wrong } from './boxes.tsx'
import { Asked } from './call.tsx'
import { AnswerShown, CallTag, Said, said } from './said.tsx'

export interface BeginProps {
  call: CallView & { definition: Definition }
  organisations: readonly { id: string; name: string }[]
  typed: Typed
}

export function BeginPage({ call, organisations, typed }: BeginProps) {
  const { words, href } = useFrame()
  const { applies, limit } = call.definition
  const wrong = typed.errors.applicant
  const options = [
    ...(applies === 'organisation' ? [] : [{ value: 'self', label: words('programmes.begin.self') }]),
    ...(applies === 'person' ? [] : organisations.map(({ id, name }) => ({ value: id, label: name }))),
  ]
  return (
    <>
      <PageHead
        above={<AboveProgrammes programme={{ id: call.programme, title: said(words, call.definition.title) }} />}
        title={words('programmes.begin.title', { call: said(words, call.title) })}
        lede={words('programmes.begin.lede')}
      >
        <p>
          <CallTag call={call} />
        </p>
        <p>{words('programmes.begin.limit', { limit: words(`programmes.limit.${limit}`) })}</p>
      </PageHead>
      <Wrong errors={typed.errors} />
      {options.length === 0 ? (
        <Notice>
          <p>{words('programmes.begin.noOrganisation')}</p>
          <p>
            <a href={href('/account/organisations')}>{words('programmes.begin.addOrganisation')}</a>
          </p>
        </Notice>
      ) : (
        <form method="post" action={href(`${callHref(call)}/application`)}>
          <RadiosField
            name="applicant"
            label={words('programmes.begin.whom')}
            hint={
              applies === 'person' ? undefined : (
                <a href={href('/account/organisations')}>{words('programmes.begin.addOrganisation')}</a>
              )
            }
            value={typedOr(typed, 'applicant', options.length === 1 ? options[0]?.value : '')}
            options={options}
            error={wrong && words(wrong.key, wrong.values)}
          />
          <Button>{words('programmes.begin.begin')}</Button>
        </form>
      )}
      <Asked definition={call.definition} />
    </>
  )
}

export interface StepProps {
  application: { id: string; title: string }
  definition: Definition
  page: Page
  fields: readonly Field[]
  answers: Answers
  revision: number
  at: { step: number; steps: number }
  typed: Typed
  /** Another window has saved this page meanwhile: what it says. */
  theirs: { answers: Answers; revision: number } | null
  /** The applicant mends what was named, and may change nothing else. */
  gaps: ReadonlyMap<string, string> | null
  /** She came from the check of her answers and goes back there. */
  back: boolean
  saved: boolean
}

export function StepPage(props: StepProps) {
  const { application, page, fields, answers, at, typed, theirs, gaps, back } = props
  const { words, href } = useFrame()
  const title = said(words, page.title)
  const action = `${applicationHref(application.id)}/pages/${page.id}`
  // Nothing of this page was named, so there is nothing to save.
  const fixed = gaps !== null && fields.every(({ id, kind }) => kind !== 'file' && !gaps.has(`field:${id}`))
  return (
    <>
      <PageHead
        above={<AboveApplication application={application} />}
        title={title}
        lede={words('programmes.step.of', at)}
      >
        <p>
          <Said text={page.hint} />
        </p>
      </PageHead>
      {props.saved && <Notice kind="done">{words('programmes.step.saved')}</Notice>}
      <Wrong errors={typed.errors} />
      {fixed && <Notice>{words('programmes.step.fixed')}</Notice>}
      {theirs && <Theirs fields={fields} theirs={theirs.answers} />}
      <form method="post" action={href(action)} noValidate>
        <input type="hidden" name="seen" value={theirs ? theirs.revision : props.revision} />
        {back && <input type="hidden" name="back" value="check" />}
        {fields.map((field) => {
          const gap = gaps?.get(`field:${field.id}`)
          if (gaps && gap === undefined && field.kind !== 'file')
            return (
              <div class="field" key={field.id}>
                <p>
                  <b>{said(words, field.label)}</b>
                </p>
                <AnswerShown field={field} answer={answers[field.id]} />
              </div>
            )
          return (
            <div key={field.id}>
              {gap !== undefined && (
                <Notice kind="wrong">
                  <span lang="ru">{gap}</span>
                </Notice>
              )}
              {field.kind === 'file' ? (
                <p>
                  {said(words, field.label)}:{' '}
                  <a href={href(`${applicationHref(application.id)}/documents`)}>{words('programmes.step.file')}</a>
                </p>
              ) : (
                <Box field={field} answer={answers[field.id]} typed={typed} />
              )}
            </div>
          )
        })}
        <div class="actions">
          <Button name="next" value="next">
            {words(back ? 'programmes.step.saveBack' : fixed ? 'programmes.step.goOn' : 'programmes.step.saveNext')}
          </Button>
          {!fixed && (
            <Button kind="plain" name="next" value="stay">
              {words('programmes.step.saveLater')}
            </Button>
          )}
        </div>
      </form>
    </>
  )
}

// Both are here: hers in the form below, the other window's above it.
function Theirs({ fields, theirs }: { fields: readonly Field[]; theirs: Answers }) {
  const { words } = useFrame()
  return (
    <Notice kind="wrong" title={words('programmes.step.conflict')}>
      <p>{words('programmes.step.conflictText')}</p>
      <dl class="facts">
        {fields
          .filter(({ kind }) => kind !== 'file')
          .map((field) => (
            <div key={field.id}>
              <dt>{said(words, field.label)}</dt>
              <dd>
                <AnswerShown field={field} answer={theirs[field.id]} />
              </dd>
            </div>
          ))}
      </dl>
    </Notice>
  )
}

export function AboveApplication({ application }: { application: { id: string; title: string } }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('programmes.above')}
      links={[
        { href: href('/programmes/applications'), label: words('programmes.mine.title') },
        { href: href(applicationHref(application.id)), label: application.title },
      ]}
    />
  )
}

export const applicationHref = (id: string): string => `/programmes/applications/${id}`
