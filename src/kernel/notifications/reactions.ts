// What notifications do when a fact arrives: store what each door wants told, find each message its letter, and send what is due.
import { z } from 'zod'
import { deliver, every, type Reaction, when, whenever } from '#platform/facts/index.ts'
import type { Module } from '#platform/module.ts'
import type { Dispatches } from './actions/dispatches.ts'
import { tell } from './actions/messages.ts'
import { noteReturned } from './actions/returned.ts'
import type { Channel } from './channels/index.ts'

/** A reaction for each notice of each door: it asks the door whom the fact concerns and stores what they are told. */
export function noticesOf(doors: readonly Module[]): Reaction[] {
  return doors.flatMap((door) =>
    (door.notices ?? []).map((notice) =>
      when(notice.fact, `notifications.tell ${door.name} ${notice.fact}`, z.unknown(), async (city, data, heard) => {
        const told = await notice.told(city, { subject: heard.subject, data })
        await tell(city, { fact: heard.id, module: door.name, topic: notice.topic, told })
      }),
    ),
  )
}

/** From a stored message to what goes out. */
export function dispatchReactions(dispatches: Dispatches, channels: readonly Channel[]): Reaction[] {
  const placed = z.object({ message: z.string() })
  return [
    // Called so since messages were first sent: what an older version left in the outbox is heard under this name.
    when('notifications.stored', 'notifications.send', placed, (city, { message }) =>
      dispatches.place(city, { message }),
    ),
    ...channels.map((channel) => sendReaction(dispatches, channel)),
    whenever('notifications.release', dispatches.release),
    every('night', 'notifications.tidy', (city) => dispatches.tidy(city, undefined)),
  ]
}

// Each channel hears facts of its own, so that one whose service is away holds up no other.
function sendReaction(dispatches: Dispatches, channel: Channel): Reaction {
  return deliver(
    `notifications.due-${channel.name}`,
    `notifications.send-${channel.name}`,
    z.object({ dispatch: z.string() }),
    async (city, { dispatch }) => {
      const parcel = await dispatches.take(city, { dispatch })
      if (!parcel) return
      const sent = await channel.send(city, parcel)
      if (sent.kind === 'taken') return dispatches.noteTaken(city, { dispatch })
      await noteReturned(city, { dispatch, kind: 'hard', status: sent.status })
      await dispatches.noteLost(city, { dispatch })
    },
  )
}
