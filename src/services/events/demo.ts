// The demo's part: invented events at invented venues around today, one moved, one cancelled, one put off, so that every filter shows something.
import { saveVenue, venueShape } from '#kernel/places/index.ts'
import type { DemoStory } from '#platform/module.ts'
import { atHour, dayOf, later, minutes, plusDays } from '#platform/time.ts'
import { changeSession, saveEvents, saveSource } from './actions/events.ts'
import type { EventInput, Kept } from './actions/keep.ts'
import { demoEvents, demoVenues, type Invented } from './demo/invented.ts'
import { tellOrganisers } from './demo/organisers.ts'
import type { When } from './rules/when.ts'

const source = 'demo'

export async function tellEvents(story: DemoStory): Promise<void> {
  const ruslan = story.as('ruslan', 12, 10)
  const today = dayOf(story.as('ruslan', 0).now, story.zone)
  for (const { id, ...venue } of demoVenues) {
    const body = venueShape.parse({ ...venue, demo: true })
    const validFrom = plusDays(today, -30)
    await saveVenue(ruslan, { id, seen: 0, validFrom, validTo: null, body, office: 'demo', reason: 'demo' })
  }
  await saveSource(ruslan, { id: source, name: 'Вымышлено для демонстрации', kind: 'demo' })
  const inputs = demoEvents.map((event) => eventOf(event, today, story.zone))
  const kept = await saveEvents(ruslan, { events: inputs, zone: story.zone })
  await story.settle()
  await tellTurns(story, kept, today)
  await story.settle()
  await tellOrganisers(story)
}

function eventOf({ id, sessions, running, parent, ...fields }: Invented, today: string, zone: string): EventInput {
  return {
    id,
    fields: { ...fields, parent: parent ?? null },
    sessions: [
      ...(sessions ?? []).map(([day, hour, long]) => ({
        uid: `${id}-${day}-${hour}`,
        when: whenOf(plusDays(today, day), hour, long, zone),
      })),
      ...(running
        ? [
            {
              uid: id,
              when: {
                said: 'day' as const,
                firstDay: plusDays(today, running[0]),
                lastDay: plusDays(today, running[1]),
              },
            },
          ]
        : []),
    ],
    state: 'published',
    basis: 'demo',
    from: { source, url: null, saidOn: null },
  }
}

// What changes between two looks: an evening moves, a morning is cancelled, a walk is put off.
async function tellTurns(story: DemoStory, kept: readonly Kept[], today: string): Promise<void> {
  const { zone } = story
  const first = (id: string) => kept.find((each) => each.id === id)?.sessions[0]?.id ?? ''
  await changeSession(story.as('ruslan', 2, 11), {
    session: first('demo-jazz'),
    when: whenOf(plusDays(today, 4), '19:00', 120, zone),
    reason: 'В зале меняют свет, концерт сыграют на день позже.',
    zone,
  })
  await changeSession(story.as('ruslan', 1, 9), {
    session: first('demo-pottery'),
    status: 'cancelled',
    reason: 'Заболел мастер. Деньги за билеты вернут.',
    zone,
  })
  await changeSession(story.as('ruslan', 1, 15), {
    session: first('demo-walk'),
    status: 'postponed',
    reason: 'Ждём погоды.',
    zone,
  })
}

function whenOf(day: string, hour: string, long: number, zone: string): When {
  const [hours = 0, more = 0] = hour.split(':').map(Number)
  const startsAt = later(atHour(day, hours, zone), minutes(more))
  return { said: 'time', startsAt, endsAt: later(startsAt, minutes(long)) }
}
