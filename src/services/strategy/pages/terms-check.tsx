// Before a promise is moved: exactly what everybody will read of it, and two ways on.
import { useFrame } from '#platform/http/frame.ts'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Thing } from '../queries/things.ts'
import { type Change, wayOf } from '../rules/changes.ts'
import { Data, Name, nameOf, Source } from './said.tsx'
import { SendAgain, StaffPath } from './staff-parts.tsx'
import { movedKinds, TermValue, type Told, termName } from './term-words.tsx'

export interface TermsCheckProps {
  thing: Thing
  told: Told
  changes: Change[]
  reason: string
  source: { page: string; date: string | null } | null
  /** Everything that was typed, to be sent again. */
  sent: Record<string, string>
  /** True when somebody else moved something meanwhile. */
  stale: boolean
  path: string
}

export function TermsCheckPage({ thing, told, changes, reason, source, sent, stale, path }: TermsCheckProps) {
  const { words } = useFrame()
  const moves = changes.filter(({ nth }) => nth > 0).length
  return (
    <>
      <PageHead
        above={<StaffPath links={[{ href: path, label: nameOf(words, thing) }]} />}
        title={words('strategy.staff.check.title')}
        lede={<Name named={thing} />}
      >
        <p>{words(moves > 0 ? 'strategy.staff.check.moves' : 'strategy.staff.check.firsts')}</p>
      </PageHead>
      {stale && (
        <Notice kind="wrong" title={words('strategy.staff.check.staleTitle')}>
          <p>{words('strategy.staff.check.stale')}</p>
        </Notice>
      )}
      <section>
        <h2>{words('strategy.staff.check.seen')}</h2>
        <List
          items={changes.map((change) => {
            const way = wayOf(told.kind, change)
            return {
              title: termName(words, change.term),
              note: <ChangeWords told={told} change={change} />,
              tag: way && <Tag kind={movedKinds[way]}>{words(`strategy.terms.move.${way}`)}</Tag>,
            }
          })}
        />
        {moves > 0 && (
          <p>
            <b>{words('strategy.staff.field.reason')}:</b> <Data>{reason}</Data>
          </p>
        )}
        {source && (
          <p>
            <b>{words('strategy.source')}:</b> <Source source={source} />
          </p>
        )}
      </section>
      <SendAgain
        path={path}
        sent={sent}
        save={words(moves > 0 ? 'strategy.staff.check.move' : 'strategy.staff.check.promise')}
      />
    </>
  )
}

// «Было обещано: июнь 2027. Станет: декабрь 2028. Сдвиг второй.»
function ChangeWords({ told, change }: { told: Told; change: Change }) {
  const { words } = useFrame()
  const { term, now, was, first, nth } = change
  const value = (of: string | null) => <TermValue {...{ words, told, term }} value={of} />
  if (was === undefined) {
    return (
      <>
        {words('strategy.staff.check.first')} {value(now)}.
      </>
    )
  }
  return (
    <>
      {words('strategy.staff.check.was')} {value(was)}. {words('strategy.staff.check.becomes')} {value(now)}.{' '}
      {words('strategy.staff.check.nth', { n: nth })}
      {nth > 1 && (
        <>
          {' '}
          {words('strategy.staff.check.original')} {value(first)}.
        </>
      )}
    </>
  )
}
