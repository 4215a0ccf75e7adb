// The demo's residents ask the team: one was answered in time, one late and then corrected, one waits too long, one was asked lately.
import type { City } from '#platform/city.ts'
import { newSecret } from '#platform/ids.ts'
import type { DemoStory } from '#platform/module.ts'
import { answerQuestion, correctAnswer, releaseQuestion } from '../actions/answer.ts'
import { askTeam } from '../actions/ask.ts'
import { follow, sayTookPart } from '../actions/follow.ts'
import { questionFor } from '../queries/questions.ts'

/** Tells it; everything in it is marked as invented, as all of the demo is. */
export async function tellVoices(story: DemoStory): Promise<void> {
  const { zone } = story
  const ask = async (person: string, daysAgo: number, about: string, text: string): Promise<number> => {
    const city = story.as(person, daysAgo)
    const { number } = await askTeam(city, { about, text, secret: newSecret(), letters: null, ip: '127.0.0.1', zone })
    return number
  }
  const sergey = (daysAgo: number) => story.as('sergey', daysAgo, 15)

  const card = await ask('anna', 70, 'project:prj-012', 'Когда карта горожанина начнёт работать в трамваях?')
  await releaseQuestion(sergey(69), { question: card, text: 'Когда карта горожанина начнёт работать в трамваях?' })
  await answerQuestion(sergey(55), {
    question: card,
    text: 'Срок ещё не назначен: проект предложен на мастерской, ответственного у него пока нет. Назначим его и сообщим здесь.',
  })

  const housing = 'Из чего сложатся 38 метров на человека: сколько из них новое жильё, а сколько ремонт старого?'
  const metres = await ask('marat', 62, 'indicator:ind-001', housing)
  await releaseQuestion(sergey(60), { question: metres, text: housing })
  await answerQuestion(sergey(20), { question: metres, text: 'Считаем всё жильё города вместе, новое и старое.' })
  await correct(sergey(12), metres, zone, {
    text: 'Считаем всё жильё города вместе, новое и старое. Отдельного плана по ремонту в стратегии нет.',
    reason: 'Первый ответ не говорил о ремонте, хотя о нём спрашивали.',
  })

  const parks = 'Мы предлагали парк у пруда на мастерской. Он вошёл в список или нет?'
  const park = await ask('zoya', 41, 'project:prj-008', parks)
  await releaseQuestion(sergey(40), { question: park, text: parks })
  await ask('anna', 3, 'project:prj-001', 'Кто будет отвечать за Бюро и где оно откроется?')

  // Whoever follows from now on is not told of what was before.
  await story.settle()
  for (const [person, subject] of [
    ['anna', 'project:prj-008'],
    ['marat', 'project:prj-012'],
    ['zoya', 'indicator:ind-001'],
  ] as const)
    await followAs(story.as(person, 2), subject, 'follow')
  for (const person of ['anna', 'marat']) await followAs(story.as(person, 1), `question:${park}`, 'too')
  const workshop = story.as('zoya', 5)
  if (workshop.actor.person !== null)
    await sayTookPart(workshop, { person: workshop.actor.person, occasion: 'res-013' })
}

async function followAs(city: City, subject: string, why: 'follow' | 'too'): Promise<void> {
  if (city.actor.person !== null) await follow(city, { subjects: [subject], why, person: city.actor.person })
}

const correct = async (city: City, question: number, zone: string, words: { text: string; reason: string }) => {
  const standing = (await questionFor(city, { number: question, zone }))?.answers.at(-1)
  if (standing) await correctAnswer(city, { question, answer: standing.id, ...words })
}
