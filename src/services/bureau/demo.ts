// The demo's part: Timur and others ask advisers, are answered, and say whether it helped. Everything in it is invented.
import { publishedProgrammes } from '#kernel/programmes/index.ts'
import type { City } from '#platform/city.ts'
import { newSecret } from '#platform/ids.ts'
import type { DemoStory } from '#platform/module.ts'
import { dayOf } from '#platform/time.ts'
import { answerRequest, askBack } from './actions/advise.ts'
import { sayWhetherItHelped } from './actions/follow-ups.ts'
import { saveMeasure } from './actions/measures.ts'
import { askAdviser, replyToAdviser } from './actions/requests.ts'
import { measureShape } from './rules/measure.ts'
import type { Said } from './tables.ts'

/** Tells it; each request carries the basis `demo`, and pages say so. */
export async function tellBureau(story: DemoStory): Promise<void> {
  const { zone } = story
  const ask = async (person: string, daysAgo: number, topic: string, measure: string | null, words: string) => {
    const city = story.as(person, daysAgo)
    const { number } = await askAdviser(city, {
      ...{ topic, measure, words, secret: newSecret(), letters: null, ip: '127.0.0.1', zone },
    })
    return number
  }
  const tamara = (daysAgo: number) => story.as('tamara', daysAgo, 15)
  const say = (city: City, number: number, said: Said, roubles: number | null) =>
    sayWhetherItHelped(city, {
      ...{ number, token: null, person: city.actor.person, said, why: said === 'not-helped' ? 'too-late' : null },
      kopecks: roubles === null ? null : roubles * 100,
    })

  await inventMeasure(story)
  const tax = await ask(
    'timur',
    60,
    'tax',
    'sup-004',
    'Открываю студию дизайна, вымышленную для демонстрации. Какую ставку налога мне брать?',
  )
  await answerRequest(tamara(58), {
    number: tax,
    text: 'С кодом 74.10 и режимом «доходы» ставка 1 %. Подайте уведомление в налоговую до конца года. Ответ вымышлен для демонстрации.',
  })
  await story.settle()
  await say(story.as('timur', 50), tax, 'helped', 150_000)

  const grant = await ask(
    'anna',
    40,
    'grant',
    'sup-029',
    'Хочу грант на выставку. Идёт ли сейчас приём? Вопрос вымышлен для демонстрации.',
  )
  await askBack(tamara(39), { number: grant, text: 'Сколько вам лет и есть ли команда?' })
  const anna = story.as('anna', 37)
  await replyToAdviser(anna, { number: grant, token: null, person: anna.actor.person, text: 'Мне 27, в команде трое.' })
  await answerRequest(tamara(35), {
    number: grant,
    text: 'По возрасту вы подходите. Приём следующего года объявят зимой, сообщу здесь. Ответ вымышлен для демонстрации.',
  })
  await say(story.as('anna', 27), grant, 'waiting', null)

  await ask(
    'marat',
    12,
    'start',
    'sup-023',
    'Можно ли получить социальный контракт, если я ещё не открыл ИП? Вопрос вымышлен для демонстрации.',
  )
  await ask(
    'timur',
    2,
    'creative',
    'sup-033',
    'Какие меры даёт закон о креативных индустриях? Вопрос вымышлен для демонстрации.',
  )
}

// A measure that the city itself gives through its programme: whoever finds it here goes on to apply there.
async function inventMeasure(story: DemoStory): Promise<void> {
  const dina = story.as('dina', 11)
  const programme = 'workshop-month'
  if ((await publishedProgrammes(dina, [programme])).length === 0) return
  const validFrom = dayOf(dina.now, story.zone)
  const fields = measureShape.parse({
    name: 'Мастерская на месяц',
    provider: 'Город Ижевск',
    ...{ levels: ['city'], kind: 'grant', audience: 'creative', creative: true, notFounded: 'yes' },
    ...{ topic: 'creative', looking: ['project'], amountMax: 50_000 },
    who: 'Жителям от 18 лет и некоммерческим организациям с замыслом одной работы',
    programme,
    ask: 'куратор программ',
    source: 'вымышлено для демонстрации',
    note: 'Место в мастерской, деньги на материалы и наставник',
    ...{ checkedOn: validFrom, basis: 'demo' },
  })
  await saveMeasure(dina, { id: null, seen: 0, validFrom, fields, reason: 'Открылся второй приём' })
}
