// Whether one more letter may go to a reader this week.

/** What to do with a letter; `last` is the last of the week and says so. */
export function letterAnswer(sentThisWeek: number, weekly: number): 'send' | 'last' | 'hold' {
  if (sentThisWeek >= weekly) return 'hold'
  return sentThisWeek === weekly - 1 ? 'last' : 'send'
}
