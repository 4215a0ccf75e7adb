// What notifications announce: types only.

export type NotificationFacts = {
  /** A message that shall also reach her by the channels she chose; subject `message:ID`. */
  'notifications.stored': { message: string }
} & {
  /** Something is due by this channel; subject `dispatch:ID`. */
  [Channel in 'mail' | 'sms' | 'push' as `notifications.due-${Channel}`]: { dispatch: string }
}
