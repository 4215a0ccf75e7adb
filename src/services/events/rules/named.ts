// What the words of a poster or a feed say of an event: its kind, its topics, its age mark. Only words that mean one thing count.
import { type Age, ages, type Kind, type Topic } from './terms.ts'

// The first that fits wins, so what is narrower stands above.
const kindWords: readonly [Kind, RegExp][] = [
  ['ballet', /балет|ballet/],
  ['opera', /опер(а|ы|е|у|ой|етт)|opera/],
  ['circus', /цирк|circus/],
  ['exhibition', /выстав|экспозици|вернисаж|exhibition/],
  ['fair', /ярмарк|распродаж|(^|[^\p{L}])маркет|fair|market/u],
  ['festival', /фестивал|festival/],
  ['tour', /экскурси|прогулк|квест|tour(?!n)/],
  ['workshop', /мастер-?класс|воркшоп|практикум|workshop/],
  ['lecture', /лекци|лекторий|просвещени|lecture/],
  ['film', /кино|фильм|film|cinema|movie/],
  ['play', /спектакл|мюзикл|театр|гастрол|theat|play(?!list)|musical/],
  ['concert', /концерт|стендап|музык|concert|music|stand-?up/],
  ['meeting', /встреч|обсужден|форум|конференц|клуб|общественн|meeting|forum|conference/],
  ['sport', /спорт|забег|матч|турнир|чемпионат|гонк|sport|race/],
  ['holiday', /праздник|гуляни|салют|церемони|парад|holiday/],
  ['action', /акци|волонтер|субботник|action/],
]

/** The kind that words name; null where they name none. */
export function kindNamed(text: string): Kind | null {
  const folded = text.toLowerCase().replaceAll('ё', 'е')
  return kindWords.find(([, words]) => words.test(folded))?.[0] ?? null
}

const topicWords: readonly [Topic, RegExp][] = [
  [
    'music',
    /концерт|музык|опер|джаз|рок(?![\p{L}])|хор|оркестр|симфон|виолонч|филармони|чайковск|дуэт|jazz|music|concert/u,
  ],
  ['theatre', /спектакл|театр|пьес|мюзикл|премьер|theat/],
  ['dance', /балет|танц|дискотек|хореограф|dance|ballet/],
  ['art', /выстав|искусств|живопис|галере|художник|фотограф|паблик-арт|exhibition|(^|[^\p{L}])art([^\p{L}]|$)/u],
  ['history', /истори|музе|побед|музейн|краевед|арсенал|history|museum/],
  ['books', /книг|книж|литератур|библио|поэт|писател|чтени|book|literat/],
  ['cinema', /кино|фильм|мультфильм|film|cinema/],
  ['science', /наук|лекци|робот|космос|планетар|science/],
  ['crafts', /мастер-?класс|ремесл|рукодел|керамик|craft/],
  ['food', /гастро|пельмен|еда|кухн|перепеч|кулинар|вкус|food/],
  ['fashion', /(^|[^\p{L}])мод[аыуе]([^\p{L}]|$)|одежд|дизайнер|костюм|fashion/u],
  ['sport', /спорт|забег|лыж|хоккей|футбол|бег(?![\p{L}])|турнир|матч|sport/u],
  ['nature', /природ|парк(?!инг)|сад(?![\p{L}])|эколог|зоопарк|nature/u],
  ['family', /дет(и|ск|ям|ей|и)|семь|семей|елк|новогодн|кукол|сказк|цирк|famil|child|kids/],
  ['udmurt', /удмуртск(ий|ая|ие|ой|ого) (язык|праздник|песн|костюм)|гербер|удмурт кун|udmurt (language|song)/],
  ['city', /город|площад|день города|городск|рыж(ий|ая) |city/],
]

const mostTopics = 4

/** The topics that words name, in the order of the list; none where they name none. */
export function topicsNamed(...texts: readonly (string | null | undefined)[]): Topic[] {
  const folded = texts.filter(Boolean).join(' . ').toLowerCase().replaceAll('ё', 'е')
  return topicWords.flatMap(([topic, words]) => (words.test(folded) ? [topic] : [])).slice(0, mostTopics)
}

/** One of the five marks, as «6+», «от 6 лет», «(12 +)»; anything else, such as «3+», is no mark of the law and is null. */
export function ageNamed(text: string | null | undefined): Age | null {
  const [, years] = /(?:^|\D)(\d{1,2})\s*(?:\+|лет)/.exec(text ?? '') ?? []
  return ages.find((age) => age === `${years}+`) ?? null
}
