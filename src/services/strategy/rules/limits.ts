// How much one network, one person or one address may ask in a day: many neighbours share a network, and nobody asks all day.

export const limits = {
  hours: 24,
  questionsPerNetwork: 20,
  questionsPerPerson: 5,
  wishesPerNetwork: 40,
  wishesPerAddress: 5,
}

/** What carries something of a person and is never shown: an e-mail address, or the telephone of somebody (10 or 11 digits). */
export function carriesContact(text: string): boolean {
  return (
    /[^\s@<>]+@[^\s@<>]+\.[^\s@<>]{2,}/u.test(text) || /(?:\+?[78]|\b9)(?:[\s\u00a0()–-]*\d){9,10}(?!\d)/u.test(text)
  )
}

/** How many took part is said from this many on: of fewer one could guess who. */
export const countedFrom = 5
