// An application of one's own: where it stands, what is still to be done, and its way back.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button, LinkButton } from '#web/components/button/button.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Timeline } from '#web/components/timeline/timeline.tsx'
import type { OwnApplication, StateStep } from '../queries/applications.ts'
import type { CallView } from '../queries/calls.ts'
import type { Answers } from '../rules/answers.ts'
import { askedFields, askedPages, papersAsked } from '../rules/asked.ts'
import { callStateAt } from '../rules/call-state.ts'
import type { Definition } from '../rules/definition.ts'
import { withdrawable } from '../rules/states.ts'
import { typedOr, Wrong } from './boxes.tsx'
import { labelOf, stepsOf, titleOf } from './mine.tsx'
import { CallTag, Said, StateTag, said } from './said.tsx'
import { applicationHref } from './steps.tsx'

export interface ApplicationProps {
  own: OwnApplication
  call: CallView & { definition: Definition }
  answers: Answers
  missing: readonly string[]
  life: readonly StateStep[]
  gaps: readonly { subject: string; said: string }[]
  /** What the terms say of it, where the call has any. */
  eligibility: {
    title: string
    verdict: 'yes' | 'no' | 'unknown'
    because: readonly string[]
    change: string | null
  } | null
  typed: Typed
}

export function ApplicationPage(props: ApplicationProps) {
  const { own, call, answers, missing, life, gaps, eligibility } = props
  const { words, href, now } = useFrame()
  const at = applicationHref(own.id)
  const { definition } = call
  const open = callStateAt(call, now) === 'open'
  const writable = (own.state === 'draft' && open) || own.state === 'incomplete'
  const left = new Set(missing)
  const wants = (ids: readonly string[]) => ids.some((id) => left.has(id))
  const papers = papersAsked(definition, answers)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('programmes.above')}
            links={[{ href: href('/programmes/applications'), label: words('programmes.mine.title') }]}
          />
        }
        title={titleOf(words, own, said(words, call.title))}
        lede={
          <>
            <Said text={definition.title} />: <Said text={call.title} />
          </>
        }
      >
        <p>
          <StateTag state={own.state} /> <CallTag call={call} />
        </p>
        {own.organisationName && <p>{words('programmes.mine.for', { name: own.organisationName })}</p>}
      </PageHead>
      {own.state === 'incomplete' && <Gaps gaps={gaps} life={life} definition={definition} />}
      {own.state === 'draft' && !open && <Notice kind="wrong">{words('programmes.mine.lateDraft')}</Notice>}
      {writable && (
        <section>
          <h2>{words('programmes.mine.steps')}</h2>
          <List
            ordered
            label={words('programmes.mine.steps')}
            items={[
              ...(eligibility === null || own.state !== 'draft'
                ? []
                : [
                    {
                      href: href(`${at}/terms`),
                      title: words('programmes.mine.terms'),
                      note: eligibility.title,
                    },
                  ]),
              ...askedPages(definition, answers).map((page) => ({
                href: href(`${at}/pages/${page.id}`),
                title: <Said text={page.title} />,
                note: words(
                  wants(askedFields(definition, page, answers).map(({ id }) => `field:${id}`))
                    ? 'programmes.mine.stepOpen'
                    : 'programmes.mine.stepDone',
                ),
              })),
              ...(papers.length === 0
                ? []
                : [
                    {
                      href: href(`${at}/documents`),
                      title: words('programmes.documents.title'),
                      note: words(
                        wants(papers.map(({ id }) => `document:${id}`))
                          ? 'programmes.mine.stepOpen'
                          : 'programmes.mine.stepDone',
                      ),
                    },
                  ]),
            ]}
          />
          <div class="actions">
            <LinkButton href={href(`${at}/check`)}>{words('programmes.mine.check')}</LinkButton>
          </div>
        </section>
      )}
      {own.sentAt && (
        <section>
          <h2>{words('programmes.mine.sentTitle')}</h2>
          <p>{words('programmes.mine.sent', { at: words.date(own.sentAt, 'time') })}</p>
          <ul>
            <li>
              <a href={href(`${at}/receipt`)}>{words('programmes.receipt.title')}</a>
            </li>
            <li>
              <a href={href(`${at}/receipt.pdf`)}>{words('programmes.receipt.pdf')}</a>
            </li>
          </ul>
          {own.state === 'sent' && open && (
            <>
              <p>{words('programmes.mine.takeBackText', { at: words.date(call.closesAt, 'time') })}</p>
              <ActionButton action={href(`${at}/taking-back`)}>{words('programmes.mine.takeBack')}</ActionButton>
            </>
          )}
        </section>
      )}
      <section>
        <h2>{words('programmes.mine.life')}</h2>
        <Timeline label={words('programmes.mine.life')} steps={stepsOf(words, life, now)} />
      </section>
      {withdrawable.includes(own.state) && (
        <section>
          <h2>{words('programmes.mine.withdraw')}</h2>
          <p>{words('programmes.mine.withdrawText')}</p>
          <Wrong errors={props.typed.errors} />
          <form method="post" action={href(`${at}/withdrawal`)}>
            <TextField
              name="why"
              label={words('programmes.mine.withdrawWhy')}
              value={typedOr(props.typed, 'why')}
              maxLength={500}
            />
            <Button kind="danger">{words('programmes.mine.withdraw')}</Button>
          </form>
        </section>
      )}
    </>
  )
}

function Gaps({
  gaps,
  life,
  definition,
}: {
  gaps: ApplicationProps['gaps']
  life: readonly StateStep[]
  definition: Definition
}) {
  const { words } = useFrame()
  const due = life.at(-1)?.dueAt
  return (
    <Notice kind="wrong" title={words('programmes.mine.incomplete')}>
      {due && <p>{words('programmes.mine.due', { at: words.date(due, 'time') })}</p>}
      <ul>
        {gaps.map(({ subject, said: what }) => (
          <li key={subject}>
            {labelOf(words, definition, subject)}: <span lang="ru">{what}</span>
          </li>
        ))}
      </ul>
    </Notice>
  )
}
