// Which of our kinds and topics the words of a source mean.
import { type Kind, kinds, type Topic, topics } from '../terms.ts'

const kindWords: [RegExp, Kind][] = [
  [/балет|ballet/, 'ballet'],
  [/опер[аыу]|opera/, 'opera'],
  [/цирк|circus/, 'circus'],
  [/фестивал|festival/, 'festival'],
  [/выстав|экспозиц|exhibit|visualart/, 'exhibition'],
  [/концерт|concert|musicevent|стендап|standup|comedy/, 'concert'],
  [/спектакл|театр|theat|мюзикл|драм|dance/, 'play'],
  [/кино|фильм|screening|movie|cinema/, 'film'],
  [/лекци|просвещ|lecture|education/, 'lecture'],
  [/мастер.?класс|занят|workshop|courseinstance/, 'workshop'],
  [/экскурс|tour\b/, 'tour'],
  [/ярмарк|fair\b|saleevent/, 'fair'],
  [/спорт|матч|забег|турнир|sport/, 'sport'],
  [/праздник|гулян|holiday/, 'holiday'],
  [/акци/, 'action'],
  [/встреч|форум|конференц|meeting|business|social|literary|hackathon/, 'meeting'],
]

const topicWords: [RegExp, Topic][] = [
  [/музык|концерт|оркестр|джаз|рок|music/, 'music'],
  [/театр|спектакл|драм|theat/, 'theatre'],
  [/танц|танец|балет|dance/, 'dance'],
  [/выстав|живопис|искусств|галере|\bart\b|exhibit/, 'art'],
  [/истори|краевед|музей|museum|history/, 'history'],
  [/книг|литератур|чтени|поэз|book|literary/, 'books'],
  [/кино|фильм|movie|screening|cinema/, 'cinema'],
  [/наук|лекци|научн|science/, 'science'],
  [/ремес|мастер.?класс|рукодел|craft/, 'crafts'],
  [/гастро|еда|кулинар|food/, 'food'],
  [/мода|fashion/, 'fashion'],
  [/спорт|забег|матч|sport/, 'sport'],
  [/природ|эколог|парк|nature/, 'nature'],
  [/дет(и|ям|ск)|семь|семей|kids|famil|children/, 'family'],
  [/удмурт|udmurt/, 'udmurt'],
  [/город|city/, 'city'],
]

/** The kind that the words mean, looked for in their order; `other` where they mean none. */
export function kindMeant(words: readonly (string | null)[]): Kind {
  for (const word of words) {
    const text = word?.toLowerCase() ?? ''
    const found = kinds.find((kind) => kind === text) ?? kindWords.find(([pattern]) => pattern.test(text))?.[1]
    if (found) return found
  }
  return 'other'
}

/** The topics that the words mean, in our order. */
export function topicsMeant(words: readonly (string | null)[]): Topic[] {
  const text = words.map((word) => word?.toLowerCase() ?? '')
  return topics.filter((topic) =>
    text.some((word) => word === topic || topicWords.some(([pattern, of]) => of === topic && pattern.test(word))),
  )
}
