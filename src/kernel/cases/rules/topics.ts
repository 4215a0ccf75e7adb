// What a person's words are about: topics, best first, and dangers that must go to 112 at once.
import { isForm, type Match, matchesOf, type Word, wordsOf } from './words-match.ts'

export type TopicWords = { code: string; words: readonly string[] }
export type TopicGuess = { code: string; score: number }

/**
 * Answers the topics that the words suggest, best first; empty when nothing fits. A phrase («яма … двор») outweighs a
 * single word; equals keep the order of the city pack. The score only orders, it is not a probability.
 */
export function guessTopics(text: string, topics: readonly TopicWords[]): TopicGuess[] {
  const words = wordsOf(text)
  return topics
    .map((topic) => ({
      code: topic.code,
      score: topic.words.reduce((sum, pattern) => sum + weight(pattern, words), 0),
    }))
    .filter((guess) => guess.score > 0)
    .sort((a, b) => b.score - a.score)
}

function weight(pattern: string, words: readonly Word[]): number {
  if (matchesOf(pattern, words).length === 0) return 0
  const stems = pattern.split(' ').length
  return stems === 1 ? 1 : 1 + stems
}

export type EmergencyRule = {
  kind: string
  words: readonly string[]
  /** Stems that take case endings only: «газ», not «газон». */
  exactEnding: readonly string[]
  /** Phrases whose words do not count: «после пожара». */
  unless: readonly string[]
  /** Stems that make the word harmless when nearer than a dangerous one: «горит фонарь». */
  harmlessNear: readonly string[]
  dangerousNear: readonly string[]
}

/** Answers which danger the words tell of (gas, a live wire, fire, a person in danger), or null. When in doubt, a danger. */
export function isEmergency(text: string, rules: readonly EmergencyRule[]): { kind: string } | null {
  const words = wordsOf(text)
  const rule = rules.find((candidate) => tellsOf(candidate, words))
  return rule ? { kind: rule.kind } : null
}

function tellsOf(rule: EmergencyRule, words: readonly Word[]): boolean {
  const quiet = new Set(rule.unless.flatMap((pattern) => matchesOf(pattern, words, rule.exactEnding)).flat())
  return rule.words.some((pattern) =>
    matchesOf(pattern, words, rule.exactEnding).some(
      (match) => !match.some((at) => quiet.has(at)) && !isDenied(match, words) && !isHarmless(rule, match, words),
    ),
  )
}

// «не горит», «газом не пахнет», «пожара нет».
function isDenied(match: Match, words: readonly Word[]): boolean {
  return match.some((at) => {
    const word = words[at]
    const [before, after] = [words[at - 1], words[at + 1]]
    const denied = before?.clause === word?.clause && (before?.text === 'не' || before?.text === 'нет')
    return denied || (after?.clause === word?.clause && after?.text === 'нет')
  })
}

// «горит только один фонарь» is light, «горит контейнер у фонаря» is fire: the nearer subject decides.
function isHarmless(rule: EmergencyRule, match: Match, words: readonly Word[]): boolean {
  if (rule.harmlessNear.length === 0 || match.length > 1) return false
  const at = match[0] ?? 0
  if (!/^(?:горит|горят|загорел|огонь)/.test(words[at]?.text ?? '')) return false
  const light = distanceTo(rule.harmlessNear, at, words)
  return light < Number.POSITIVE_INFINITY && light <= distanceTo(rule.dangerousNear, at, words)
}

function distanceTo(stems: readonly string[], at: number, words: readonly Word[]): number {
  const clause = words[at]?.clause
  return words.reduce((least, word, place) => {
    if (
      place === at ||
      word.clause !== clause ||
      isPlace(place, at, words) ||
      !stems.some((stem) => isForm(word.text, stem))
    )
      return least
    return Math.min(least, Math.abs(place - at))
  }, Number.POSITIVE_INFINITY)
}

const PLACE = /^(?:у|в|во|на|за|под|над|при|из|от|возле|около|напротив|перед|рядом|с|со|между|вдоль|до)$/

// «у светофора горит машина»: what stands after a preposition is where it burns, not what burns.
function isPlace(place: number, at: number, words: readonly Word[]): boolean {
  const nearer = words[place - 1]?.text ?? ''
  const farther = place - 2 === at || place - 1 === at ? '' : (words[place - 2]?.text ?? '')
  return PLACE.test(nearer) || PLACE.test(farther)
}
