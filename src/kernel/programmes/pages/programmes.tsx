// Programmes for everybody: what there is, and one of them with its calls.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { CallView } from '../queries/calls.ts'
import type { ProgrammeView } from '../queries/programmes.ts'
import { callStateAt } from '../rules/call-state.ts'
import { AboveProgrammes, callHref } from './above.tsx'
import { Invented } from './awarding-parts.tsx'
import { Judged } from './call.tsx'
import { CallTag, moneySaid, Said, SaidAtLength, said } from './said.tsx'

export interface ProgrammesProps {
  programmes: readonly { view: ProgrammeView; calls: readonly CallView[] }[]
}

export function ProgrammesPage({ programmes }: ProgrammesProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('programmes.list.title')} lede={words('programmes.list.lede')}>
        <p>
          <a href={href('/programmes/applications')}>{words('programmes.mine.title')}</a>
        </p>
      </PageHead>
      {programmes.length === 0 ? (
        <Empty title={words('programmes.list.empty')}>
          <p>{words('programmes.list.emptyText')}</p>
        </Empty>
      ) : (
        <List
          label={words('programmes.list.title')}
          items={programmes.map(({ view, calls }) => {
            const [call] = calls
            return {
              href: href(`/programmes/${view.id}`),
              title: <Said text={view.definition.title} />,
              note: <Said text={view.definition.lead} />,
              tag: (
                <>
                  {call ? <CallTag call={call} /> : words('programmes.list.noCall')} <Invented basis={view.basis} />
                </>
              ),
            }
          })}
        />
      )}
    </>
  )
}

export interface ProgrammeProps {
  view: ProgrammeView
  calls: readonly CallView[]
}

export function ProgrammePage({ view, calls }: ProgrammeProps) {
  const { words, href, now } = useFrame()
  const { definition } = view
  const open = calls.filter((call) => callStateAt(call, now) !== 'closed')
  const running = calls.find((call) => callStateAt(call, now) === 'open')
  const closed = calls.filter((call) => callStateAt(call, now) === 'closed')
  const items = (some: readonly CallView[]) =>
    some.map((call) => ({
      href: href(callHref(call)),
      title: <Said text={call.title} />,
      tag: <CallTag call={call} />,
      note:
        call.budget === null ? undefined : words('programmes.call.budgetOf', { sum: moneySaid(words, call.budget) }),
    }))
  return (
    <>
      <PageHead
        above={<AboveProgrammes />}
        title={<Said text={definition.title} />}
        lede={<Said text={definition.lead} />}
      >
        <p>
          {running && <CallTag call={running} />} <Invented basis={view.basis} />
        </p>
        {running && (
          <div class="actions">
            <LinkButton href={href(callHref(running))}>{words('programmes.programme.toCall')}</LinkButton>
          </div>
        )}
      </PageHead>
      <section>
        <h2>{words('programmes.programme.calls')}</h2>
        {open.length > 0 ? (
          <List label={words('programmes.programme.calls')} items={items(open)} />
        ) : (
          <p>{words('programmes.programme.noCall')}</p>
        )}
      </section>
      <SaidAtLength text={definition.about} title={said(words, definition.title)} />
      <Judged definition={definition} />
      {closed.length > 0 && (
        <section>
          <h2>{words('programmes.programme.earlier')}</h2>
          <List label={words('programmes.programme.earlier')} items={items(closed)} />
        </section>
      )}
      <p class="source">
        {words('programmes.programme.version', { version: view.version, day: words.date(view.publishedAt) })}
      </p>
    </>
  )
}
