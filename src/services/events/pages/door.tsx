// What the door says to a code: come in, how many, under which name; or why not, and when it was used first.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { Notice, type NoticeKind } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { SeatAtDoor } from '../actions/door.ts'
import { shownSeatCode } from '../rules/seat-code.ts'
import { CodeBox } from './attendance.tsx'
import { CabinetPath } from './draft.tsx'
import { sessionSaid } from './session-said.ts'

export interface DoorProps {
  /** Null for a code that nobody has. */
  seat: SeatAtDoor | null
  code: string
  door: string | null
  /** Just now somebody was let in here. */
  entered: number | null
  zone: string
}

export function DoorPage({ seat, code, door, entered, zone }: DoorProps) {
  const { words, href } = useFrame()
  if (seat === null)
    return (
      <>
        <PageHead above={<CabinetPath />} title={words('events.door.title')} />
        <Notice kind="wrong" title={words('events.door.unknown')}>
          <p>{words('events.door.unknownHow', { code: shownSeatCode(code) })}</p>
        </Notice>
        <CodeBox door={door} wrong={null} />
      </>
    )
  const said = entered === null ? seat.said : 'entered'
  const when = sessionSaid(words, seat.session.startsAt, seat.session.endsAt, zone)
  const used = seat.arrivedAt === null ? '' : sessionSaid(words, seat.arrivedAt, null, zone)
  return (
    <>
      <PageHead
        above={<CabinetPath event={{ id: seat.session.event, title: seat.session.title }} />}
        title={words('events.door.title')}
        lede={`${seat.session.title}, ${when}`}
      />
      <Notice kind={kindOf(said)} title={words(`events.door.said.${said}`, { when, used, n: entered ?? seat.size })}>
        <p>{words(`events.door.how.${said}`, { when, used })}</p>
      </Notice>
      <Facts
        facts={[
          { name: words('events.door.people'), value: words.number(seat.size) },
          ...(seat.name === null ? [] : [{ name: words('events.seat.fact.name'), value: seat.name }]),
          ...(seat.needs.length === 0
            ? []
            : [
                {
                  name: words('events.seat.fact.needs'),
                  value: seat.needs.map((need) => words(`events.seats.need.${need}`)).join(', '),
                },
              ]),
          { name: words('events.seat.code'), value: shownSeatCode(seat.code) },
        ]}
      />
      {(said === 'welcome' || said === 'not-now') && <LetIn seat={seat} door={door} />}
      <section>
        <h2>{words('events.door.next')}</h2>
        <CodeBox door={door ?? seat.session.session} wrong={null} />
        <LinkButton kind="plain" href={href(`/events/cabinet/sessions/${door ?? seat.session.session}/attendance`)}>
          {words('events.attendance.title')}
        </LinkButton>
      </section>
    </>
  )
}

function LetIn({ seat, door }: { seat: SeatAtDoor; door: string | null }) {
  const { words, href } = useFrame()
  const sizes = Array.from({ length: seat.size }, (_, at) => String(seat.size - at))
  return (
    <form method="post" action={href(`/events/check-in/${seat.code}`)}>
      {door !== null && <input type="hidden" name="door" value={door} />}
      {seat.said === 'not-now' && <input type="hidden" name="anyway" value="yes" />}
      {seat.size > 1 && (
        <SelectField
          name="came"
          label={words('events.door.came')}
          value={String(seat.size)}
          options={sizes.map((value) => ({ value, label: value }))}
        />
      )}
      <Button kind="gold">{words(seat.said === 'not-now' ? 'events.door.anyway' : 'events.door.let')}</Button>
    </form>
  )
}

function kindOf(said: string): NoticeKind {
  return said === 'entered' || said === 'welcome' ? 'done' : 'wrong'
}
