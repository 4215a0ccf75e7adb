// The door of notifications: tell a person once, on her page and by letter if she agreed, within her weekly budget.
import type { Module } from '#platform/module.ts'
import { dropOldMessages, eraseMessages } from './actions.ts'
import { minePiece } from './mine.tsx'
import { messagesOfHandle } from './queries.ts'
import { letterReaction, type NotificationParts, noticesOf } from './reactions.ts'
import { routes } from './routes.tsx'

export { messagesOf } from './queries.ts'
export { type NotificationParts, noticesOf } from './reactions.ts'

/** Opens notifications; their reactions are asked for when all doors are there, since each door's notices make one. */
export function notifications(parts: NotificationParts): Module {
  return {
    name: 'notifications',
    floor: 'kernel',
    routes,
    get reactions() {
      return [...noticesOf(parts.doors()), letterReaction(parts)]
    },
    mine: { order: 20, piece: minePiece },
    personal: {
      export: async (city, handle) => {
        const messages = await messagesOfHandle(city, handle)
        return messages.map(({ key, values, at, href, read }) => ({ at, text: city.words(key, values), href, read }))
      },
      erase: (city, handle) => eraseMessages(city, { handle }),
      kinds: {
        all: {
          label: 'notifications.personal.messages',
          basis: 'notifications.personal.messages.basis',
          kept: 'notifications.personal.messages.kept',
        },
      },
    },
    retention: [
      { category: 'notifications.messages', label: 'notifications.retention.messages', remove: dropOldMessages },
    ],
  }
}
