// Own sessions: moved or cancelled one by one or with all that follow, always with a reason; an event copied, or taken up again.
import { venuesFor } from '#kernel/places/index.ts'
import { action, type City } from '#platform/city.ts'
import type { Fields } from '#platform/form.ts'
import { refuse } from '#platform/refusal.ts'
import { daysBetween, plusDays } from '#platform/time.ts'
import { registrationTyped } from '../forms/registration.ts'
import { draftsOf } from '../queries/cabinet.ts'
import { demandKeeper, keptBySession, keptEvent } from '../queries/keepers.ts'
import { registrationsOf, type SeatSession } from '../queries/registration.ts'
import { fieldsOf, type KnownEvent, type KnownSession } from '../rules/keep.ts'
import { instantsOf, type Slot, slotOf } from '../rules/series.ts'
import { whenOf } from '../rules/when.ts'
import { startDraft } from './cabinet.ts'
import { keepEvents, knownEvents, type SessionInput } from './keep.ts'
import { offerAgain } from './registration.ts'

interface Own {
  session: string
  reason: string
  /** The same for all sessions after it that are still to come. */
  following: boolean
  zone: string
}

/** Moves a session; those that follow move by as many days and to the same hour. Throws `invalid` where it is over already. */
export const moveSession = action(
  'events',
  async (city: City, input: Own & { to: Slot; hall: string | null }): Promise<{ event: string; moved: number }> => {
    const { to, hall, reason, zone } = input
    const { known, meant } = await ownSessions(city, input)
    const from = slotOf(startOf(meant.first), null, zone)
    const by = daysBetween(from.day, to.day)
    return changed(city, known, meant.ids, zone, (session) => {
      const slot = slotOf(startOf(session), session.ends_at, zone)
      const long = slot.until === null ? null : slot.until - slot.minute
      const first = session.id === meant.first.id
      const until = to.until !== null ? to.until : long === null ? null : to.minute + long
      const { start, end } = instantsOf({ day: plusDays(slot.day, by), minute: to.minute, until }, zone)
      return {
        when: { said: 'time', startsAt: start, endsAt: end },
        ...(first ? { hall } : {}),
        reason,
      }
    })
  },
)

/** Cancels a session, or all that follow too. What is cancelled stays shown, with the reason. */
export const cancelSession = action(
  'events',
  async (city: City, input: Own): Promise<{ event: string; moved: number }> => {
    const { known, meant } = await ownSessions(city, input)
    return changed(city, known, meant.ids, input.zone, () => ({ status: 'cancelled', reason: input.reason }))
  },
)

/** Takes a cancellation back; places that came free meanwhile are offered. */
export const restoreSession = action(
  'events',
  async (city: City, input: { session: string; zone: string }): Promise<{ event: string; moved: number }> => {
    const { known, meant } = await ownSessions(city, { ...input, following: false, restore: true })
    const answer = await changed(city, known, meant.ids, input.zone, () => ({ status: 'scheduled', reason: null }))
    await offerAgain(city, input)
    return answer
  },
)

/** Begins a draft of an event that is there: a copy for a new one, or one of its changes. Answers the draft. */
export const takeUp = action(
  'events',
  async (city: City, input: { event: string; as: 'copy' | 'change'; zone: string }): Promise<string> => {
    const kept = await keptEvent(city, input.event)
    await demandKeeper(city, kept, input.zone)
    const known = (await knownEvents(city, [input.event])).get(input.event)
    if (!kept || !known) throw refuse.missing('events.refusal.noEvent')
    if (input.as === 'change') {
      const open = (await draftsOf(city)).find(({ event }) => event === input.event)
      if (open) return open.id
    }
    const [venue] = known.event.venue === null ? [] : await venuesFor(city, [known.event.venue])
    return startDraft(city, {
      organisation: kept.organisation,
      event: input.as === 'change' ? input.event : null,
      data: {
        ...typedOf(known.event, venue?.name ?? null),
        ...registrationTyped(await registrationLike(city, input.event), input.zone),
        ...(input.as === 'change' ? { way: 'list' } : {}),
      },
      zone: input.zone,
    })
  },
)

async function ownSessions(
  city: City,
  input: { session: string; following: boolean; restore?: boolean; zone: string },
) {
  const kept = await keptBySession(city, input.session)
  await demandKeeper(city, kept, input.zone)
  const known = kept && (await knownEvents(city, [kept.event])).get(kept.event)
  const first = known?.sessions.find(({ id }) => id === input.session)
  if (!known || !first) throw refuse.missing('events.refusal.noSession')
  if (first.starts_at === null) throw refuse.conflict('events.cabinet.refusal.noHour')
  const begins = first.starts_at
  if (begins <= city.now) throw refuse.conflict('events.cabinet.refusal.over')
  if (!input.restore && first.status === 'cancelled') throw refuse.conflict('events.cabinet.refusal.cancelled')
  const ids = known.sessions
    .filter(
      ({ id, starts_at, status }) =>
        id === first.id || (input.following && starts_at !== null && starts_at > begins && status !== 'cancelled'),
    )
    .map(({ id }) => id)
  return { known, meant: { first, ids: new Set(ids) } }
}

async function changed(
  city: City,
  known: { event: KnownEvent; sessions: KnownSession[] },
  ids: ReadonlySet<string>,
  zone: string,
  change: (session: KnownSession) => Partial<SessionInput>,
): Promise<{ event: string; moved: number }> {
  const { event, sessions } = known
  await keepEvents(city, {
    zone,
    events: [
      {
        ...{ id: event.id, fields: fieldsOf(event), state: event.state, basis: event.basis },
        sessions: sessions.map((session) => ({
          ...{ uid: session.uid, when: whenOf(session), hall: session.hall },
          ...(ids.has(session.id) ? change(session) : {}),
        })),
      },
    ],
  })
  return { event: event.id, moved: ids.size }
}

function startOf({ starts_at }: KnownSession): Date {
  if (starts_at === null) throw refuse.conflict('events.cabinet.refusal.noHour')
  return starts_at
}

// The registration that new sessions are likely to have: of the next one, or of the last where all have been.
async function registrationLike(city: City, event: string): Promise<SeatSession | null> {
  const all = await registrationsOf(city, event)
  return all.find(({ startsAt }) => startsAt > city.now) ?? all.at(-1) ?? null
}

// The event as it would have been typed.
function typedOf(event: KnownEvent, venue: string | null): Fields {
  const said = (value: boolean | null) => (value === null ? 'unknown' : value ? 'yes' : 'no')
  const roubles = (kopecks: number | null) => (kopecks === null ? '' : String(kopecks / 100))
  return {
    ...{ title: event.title, kind: event.kind, topics: event.topics, description: event.description ?? '' },
    ...{ artists: event.artists.join('\n'), organiser: event.organiser ?? '' },
    ...{ place: event.place ?? venue ?? '', hall: event.hall ?? '', age: event.age ?? '' },
    ...(event.free === null ? {} : { price: event.free ? 'free' : 'paid' }),
    ...{ priceMin: roubles(event.price_min), priceMax: roubles(event.price_max) },
    ...(event.pushkin_card ? { pushkin: 'yes' } : {}),
    ...{ ramp: said(event.ramp), loop: said(event.loop), sign: said(event.sign_language) },
    ticketUrl: event.ticket_url ?? '',
  }
}
