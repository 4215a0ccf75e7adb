// What notifications announce: types only.

export interface NotificationFacts {
  /** A message that shall also go out as a letter; subject `message:ID`. */
  'notifications.stored': { message: string }
}
