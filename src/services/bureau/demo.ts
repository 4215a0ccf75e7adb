// The demo's part: Timur and others ask advisers, are answered, and say whether it helped. Everything in it is invented.
import type { City } from '#platform/city.ts'
import { newSecret } from '#platform/ids.ts'
import type { DemoStory } from '#platform/module.ts'
import { answerRequest, askBack } from './actions/advise.ts'
import { sayWhetherItHelped } from './actions/follow-ups.ts'
import { askAdviser, replyToAdviser } from './actions/requests.ts'
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
