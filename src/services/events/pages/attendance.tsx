// The attendance of a session: a box for codes, everybody's seat without names, and names at a press that is written down.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { NamedSeat } from '../actions/door.ts'
import type { AttendanceRow, AttendanceSums } from '../queries/attendance.ts'
import type { OwnSession } from '../queries/cabinet.ts'
import { shownSeatCode } from '../rules/seat-code.ts'
import { clock, slotOf } from '../rules/series.ts'
import { CabinetPath } from './draft.tsx'
import { sessionTitle } from './own-event.tsx'
import { sumFacts } from './own-session.tsx'

export interface AttendanceProps {
  event: { id: string; title: string }
  session: OwnSession
  rows: AttendanceRow[]
  sums: AttendanceSums
  /** Null until names are asked for. */
  names: NamedSeat[] | null
  /** What was typed as a code and is none. */
  wrong: string | null
  zone: string
}

export function AttendancePage(props: AttendanceProps) {
  const { event, session, rows, sums, zone } = props
  const { words, href } = useFrame()
  const base = `/events/cabinet/sessions/${session.id}`
  const asked = rows.some(({ hasName }) => hasName)
  return (
    <>
      <PageHead
        above={<CabinetPath event={event} />}
        title={words('events.attendance.title')}
        lede={`${event.title}, ${sessionTitle(words, session, zone)}`}
      />
      <Facts facts={sumFacts(words, sums, session.places ?? 0)} />
      <section>
        <h2>{words('events.door.title')}</h2>
        <p>{words('events.door.how')}</p>
        <CodeBox door={session.id} wrong={props.wrong} />
      </section>
      <section>
        <h2>{words('events.attendance.list')}</h2>
        {rows.length === 0 ? <Empty title={words('events.attendance.none')} /> : <Seats {...props} />}
        {asked && props.names === null && (
          <p>
            <a href={href(`${base}/attendance?names=yes`)}>{words('events.attendance.names')}</a>{' '}
            {words('events.attendance.namesNoted')}
          </p>
        )}
        <ul class="list">
          <li>
            <a class="what" href={href(`${base}/attendance.csv`)}>
              {words('events.attendance.csv')}
            </a>
          </li>
          {asked && (
            <li>
              <a class="what" href={href(`${base}/names.csv`)}>
                {words('events.attendance.namesCsv')}
              </a>
            </li>
          )}
        </ul>
      </section>
    </>
  )
}

function Seats({ rows, names, zone }: AttendanceProps) {
  const { words, href } = useFrame()
  const called = new Map(names?.map(({ seat, name }) => [seat, name]))
  return (
    <Queue
      caption={words('events.attendance.caption')}
      columns={[
        words('events.attendance.column.code'),
        ...(names === null ? [] : [words('events.attendance.column.name')]),
        words('events.attendance.column.size'),
        words('events.attendance.column.needs'),
        words('events.attendance.column.state'),
        words('events.attendance.column.do'),
      ]}
      rows={rows.map((row) => ({
        key: row.seat,
        cells: [
          shownSeatCode(row.code),
          ...(names === null ? [] : [called.get(row.seat) ?? '—']),
          words.number(row.size),
          row.needs.map((need) => words(`events.seats.need.${need}`)).join(', ') || '—',
          row.arrivedAt === null ? (
            <Tag kind={row.state === 'taken' ? 'plain' : 'silent'}>{words(`events.attendance.state.${row.state}`)}</Tag>
          ) : (
            <Tag kind="kept">
              {words('events.attendance.arrived', {
                at: clock(slotOf(row.arrivedAt, null, zone).minute),
                n: row.came ?? 0,
              })}
            </Tag>
          ),
          row.arrivedAt === null ? (
            <>
              {row.state === 'taken' && (
                <ActionButton action={href(`/events/cabinet/seats/${row.seat}/arrival`)} hidden={{ code: row.code }}>
                  {words('events.attendance.note')}
                </ActionButton>
              )}
              <a href={href(`/events/cabinet/seats/${row.seat}/withdrawal`)}>{words('events.attendance.withdraw')}</a>
            </>
          ) : (
            '—'
          ),
        ],
      }))}
    />
  )
}

export function CodeBox({ door, wrong }: { door: string | null; wrong: string | null }) {
  const { words, href } = useFrame()
  return (
    <form method="get" action={href('/events/check-in')}>
      {door !== null && <input type="hidden" name="door" value={door} />}
      <TextField
        name="code"
        label={words('events.door.code')}
        hint={words('events.door.codeHint')}
        value={wrong ?? ''}
        error={wrong === null ? undefined : words('events.door.slip')}
        inputMode="numeric"
        autocomplete="off"
        width="middle"
        maxLength={20}
      />
      <Button>{words('events.door.look')}</Button>
    </form>
  )
}
