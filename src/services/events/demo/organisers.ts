// The demo of organisers: Polina's invented hall with a series, some seats taken, one waiting, and an event that waits for the editor.
import type { DemoStory } from '#platform/module.ts'
import { dayOf, plusDays } from '#platform/time.ts'
import { saveStep, sendDraft, startDraft } from '../actions/cabinet.ts'
import { reviewEvent } from '../actions/review.ts'
import { takeSeat } from '../actions/seats.ts'
import { registrationsOf } from '../queries/registration.ts'

export async function tellOrganisers(story: DemoStory): Promise<void> {
  const { zone } = story
  const today = dayOf(story.as('polina', 0).now, zone)
  const series = await send(story, 6, {
    title: 'Чтения у печи',
    kind: 'lecture',
    topics: ['books', 'family'],
    description: 'Читаем вслух сказки и слушаем дрова. Вымышлено для демонстрации.',
    artists: 'Полина из зала «У пруда»',
    organiser: 'Зал «У пруда» (вымышлено для демонстрации)',
    place: 'Зал «У пруда», вымышленный адрес',
    times: [4, 11, 18].map((day) => `${plusDays(today, day)} 18:30–20:00`).join('\n'),
    places: '3',
    groupMost: '3',
  })
  await reviewEvent(story.as('ruslan', 5, 12), { event: series, verdict: 'published', why: null, zone })
  await story.settle()
  const [first, second] = await registrationsOf(story.as('anna', 3), series)
  if (!first || !second) return
  for (const [person, session, size] of [
    ['anna', first.session, 2],
    ['zoya', first.session, 1],
    ['marat', first.session, 2],
    ['zoya', second.session, 1],
  ] as const)
    await takeSeat(story.as(person, 3, 15), {
      ...{ session, size, name: null, needs: person === 'zoya' ? ['near'] : [], wait: true },
      ...{ guest: null, letters: null },
    })
  await send(story, 1, {
    title: 'Мастерская бумажных птиц',
    kind: 'workshop',
    topics: ['crafts', 'family'],
    description: 'Складываем птиц из старых афиш. Вымышлено для демонстрации.',
    artists: '',
    organiser: 'Зал «У пруда» (вымышлено для демонстрации)',
    place: 'Зал «У пруда», вымышленный адрес',
    times: `${plusDays(today, 20)} 12:00`,
    places: '10',
    groupMost: '4',
  })
  await story.settle()
}

interface Written {
  title: string
  kind: string
  topics: string[]
  description: string
  artists: string
  organiser: string
  place: string
  times: string
  places: string
  groupMost: string
}

// By the same steps that a visitor takes in the cabinet.
async function send(story: DemoStory, daysAgo: number, written: Written): Promise<string> {
  const polina = story.as('polina', daysAgo, 11)
  const draft = await startDraft(polina, { organisation: null, zone: story.zone })
  const fields = { ...written, hall: '', way: 'list', age: '6+', price: 'free', register: 'yes' }
  await saveStep(polina, { draft, names: Object.keys(fields), fields })
  return (await sendDraft(polina, { draft, off: new Set(), zone: story.zone })).id
}
