// The door of notifications: tell a person once, on her page and by the channels she chose, at hours and as often as she can bear.
import type { City } from '#platform/city.ts'
import type { Module } from '#platform/module.ts'
import { openDispatches } from './actions/dispatches.ts'
import { dropOldMessages, eraseReader } from './actions/messages.ts'
import { noteReturned } from './actions/returned.ts'
import type { Channel } from './channels/index.ts'
import { mailChannel } from './channels/mail.ts'
import { pushChannel } from './channels/push.ts'
import { smsChannel } from './channels/sms.ts'
import { healthOf } from './health.ts'
import { minePiece } from './mine.tsx'
import type { NotificationParts } from './parts.ts'
import { dispatchReturnedTo } from './queries/dispatches.ts'
import { fileOf } from './queries/file.ts'
import { dispatchReactions, noticesOf } from './reactions.ts'
import { readReturned } from './returned.ts'
import { routesOf } from './routes/index.ts'

export type { NotificationParts } from './parts.ts'
export { messagesOf } from './queries/messages.ts'
export { noticesOf } from './reactions.ts'

/** Opens notifications; their reactions are asked for when all doors are there, since each door's notices make one. */
export function notifications(parts: NotificationParts): Module {
  const channels = channelsFor(parts)
  const dispatches = openDispatches({ channels, zone: parts.zone })
  return {
    name: 'notifications',
    floor: 'kernel',
    routes: routesOf(parts, dispatches),
    get reactions() {
      return [...noticesOf(parts.doors()), ...dispatchReactions(dispatches, channels)]
    },
    mine: { order: 20, piece: minePiece },
    personal: {
      export: (city, handle) => fileOf(city, handle),
      erase: (city, handle) => eraseReader(city, { handle }),
      kinds: {
        messages: {
          label: 'notifications.personal.messages',
          basis: 'notifications.personal.messages.basis',
          kept: 'notifications.personal.messages.kept',
        },
        dispatches: {
          label: 'notifications.personal.dispatches',
          basis: 'notifications.personal.chosen.basis',
          kept: 'notifications.personal.messages.kept',
        },
        returned: { label: 'notifications.personal.returned', basis: 'notifications.personal.chosen.basis' },
        settings: {
          label: 'notifications.personal.settings',
          basis: 'notifications.personal.chosen.basis',
          correct: '/notifications/preferences',
        },
        choices: {
          label: 'notifications.personal.choices',
          basis: 'notifications.personal.chosen.basis',
          correct: '/notifications/preferences',
        },
        devices: {
          label: 'notifications.personal.devices',
          basis: 'notifications.personal.devices.basis',
          correct: '/notifications/preferences',
        },
      },
    },
    retention: [
      { category: 'notifications.messages', label: 'notifications.retention.messages', remove: dropOldMessages },
    ],
    health: (city) => healthOf(city),
  }
}

/**
 * Hears of a letter that came back to `returnsTo`. Answers what was noted; null where it speaks of no letter of ours, so that
 * whoever makes one up changes nothing.
 */
export async function hearReturned(
  city: City,
  input: { raw: Uint8Array; returnsTo: string; zone: string },
): Promise<'hard' | 'soft' | 'complaint' | null> {
  const returned = await readReturned(input.raw, input.returnsTo)
  const dispatch = returned && (await dispatchReturnedTo(city, returned.words))
  if (!returned || dispatch === null) return null
  const { kind, status } = returned
  await noteReturned(city, { dispatch, kind, status })
  if (kind === 'hard') await openDispatches({ channels: [], zone: input.zone }).noteLost(city, { dispatch })
  return kind
}

// A new channel is a file beside the others and a line here.
function channelsFor(parts: NotificationParts): Channel[] {
  return [
    mailChannel(parts),
    ...(parts.sms && parts.phoneOf ? [smsChannel({ ...parts, sms: parts.sms, phoneOf: parts.phoneOf })] : []),
    ...(parts.push ? [pushChannel(parts.push)] : []),
  ]
}
