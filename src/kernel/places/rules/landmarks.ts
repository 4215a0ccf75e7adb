// Landmarks: finding in a person's words a place that everyone in the city knows by name.
import { fold, sameWord } from './letters.ts'

export type Landmark = {
  id: string
  name: string
  names: readonly string[]
  /** Names that are also plain words («Болото»): they count only when written with a capital letter. */
  capital?: readonly string[]
}
export type LandmarkFound<L extends Landmark> = { landmark: L; name: string }

/**
 * Answers the landmark that the text names in any case of Russian, or null. The longest name wins, so that
 * «библиотека Некрасова» is not lost to a shorter neighbour; between equals, the one named first in the text.
 */
export function findLandmark<L extends Landmark>(text: string, landmarks: readonly L[]): LandmarkFound<L> | null {
  const written = words(text.slice(0, 2000))
  let best: { found: LandmarkFound<L>; size: number; at: number } | null = null
  for (const landmark of landmarks) {
    for (const name of [landmark.name, ...landmark.names]) {
      const at = positionOf(words(name), written, landmark.capital?.includes(name) === true)
      if (at < 0) continue
      const size = words(name).reduce((sum, word) => sum + word.folded.length, 0)
      if (!best || size > best.size || (size === best.size && at < best.at))
        best = { found: { landmark, name }, size, at }
    }
  }
  return best?.found ?? null
}

type Word = { folded: string; capital: boolean }

function words(text: string): Word[] {
  return [...text.matchAll(/[\p{L}\d]+/gu)].map((m) => ({
    folded: fold(m[0]),
    // The first letter of a sentence is a capital anyway and proves nothing.
    capital: /^\p{Lu}/u.test(m[0]) && !/(^|[.!?\n]\s*)$/.test(text.slice(0, m.index)),
  }))
}

function positionOf(name: readonly Word[], text: readonly Word[], needsCapital: boolean): number {
  if (name.length === 0) return -1
  return text.findIndex((first, at) => {
    if (needsCapital && !first.capital) return false
    return name.every((word, i) => {
      const here = text[at + i]
      return here !== undefined && sameWord(here.folded, word.folded)
    })
  })
}
