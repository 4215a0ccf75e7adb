// Applications of one's own: the list of all, how one is called, and its life in steps.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { OwnApplication, StateStep } from '../queries/applications.ts'
import type { CallView } from '../queries/calls.ts'
import { type Definition, fieldsOf } from '../rules/definition.ts'
import { CallTag, StateTag, said } from './said.tsx'
import { applicationHref } from './steps.tsx'

export interface MineProps {
  applications: readonly { own: OwnApplication; call: CallView; programme: string }[]
}

export function MyApplicationsPage({ applications }: MineProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('programmes.above')}
            links={[{ href: href('/programmes'), label: words('programmes.list.title') }]}
          />
        }
        title={words('programmes.mine.title')}
        lede={words('programmes.mine.lede')}
      />
      {applications.length === 0 ? (
        <Empty title={words('programmes.mine.empty')}>
          <p>
            <a href={href('/programmes')}>{words('programmes.list.title')}</a>
          </p>
        </Empty>
      ) : (
        <MyApplications applications={applications} />
      )}
    </>
  )
}

export function MyApplications({ applications }: MineProps) {
  const { words, href } = useFrame()
  return (
    <List
      label={words('programmes.mine.title')}
      items={applications.map(({ own, call, programme }) => ({
        href: href(applicationHref(own.id)),
        title: titleOf(words, own, said(words, call.title)),
        note: [programme, own.organisationName].filter(Boolean).join(', '),
        tag: (
          <>
            <StateTag state={own.state} /> {own.state === 'draft' && <CallTag call={call} />}
          </>
        ),
      }))}
    />
  )
}

/** «Заявка № 2026-000123» or «Черновик: Мастерская на месяц, осень». */
export function titleOf(words: Words, own: Pick<OwnApplication, 'number'>, call: string): string {
  return own.number === null
    ? words('programmes.mine.draft', { call })
    : words('programmes.mine.number', { number: own.number })
}

/** The life of an application as steps: by office, never by name. */
export function stepsOf(words: Words, life: readonly StateStep[], now: Date) {
  return life.map(({ state, at, office, reason, dueAt }, place) => ({
    title: words(`programmes.state.${state}`),
    who: words(office === null ? 'programmes.who.applicant' : 'programmes.who.office'),
    when: words.ago(at, now),
    at: at.toISOString(),
    exactly: words.date(at, 'time'),
    state: place === life.length - 1 ? ('now' as const) : ('done' as const),
    children:
      reason === null && dueAt === null ? undefined : (
        <>
          {reason !== null && <p lang="ru">{reason}</p>}
          {dueAt !== null && <p>{words('programmes.mine.due', { at: words.date(dueAt, 'time') })}</p>}
        </>
      ),
  }))
}

/** How a question or a document is called: `field:ID`, `document:ID`. */
export function labelOf(words: Words, definition: Definition, subject: string): string {
  const id = subject.slice(subject.indexOf(':') + 1)
  const found =
    fieldsOf(definition).find((field) => field.id === id) ?? definition.documents.find((document) => document.id === id)
  return found ? said(words, found.label) : id
}
