// The demo's part: a month of reports by Anna, Marat and Zoya, told day by day through the same actions as everybody's.
import {
  answerCase,
  confirmCase,
  handOver,
  joinCase,
  releaseCase,
  reopenCase,
  resolveCase,
} from '#kernel/cases/index.ts'
import { newHandle } from '#kernel/identity/index.ts'
import type { City } from '#platform/city.ts'
import type { DemoStory } from '#platform/module.ts'
import { openFrom } from './actions.ts'
import { placeOf } from './queries.ts'
import { emptyDraft, type Land } from './rules.ts'

/** Bodies of the city pack that the story passes reports to. */
const improvement = 'bod-015'
const wasteOperator = 'bod-102'

export async function tellYard(story: DemoStory): Promise<void> {
  const { as } = story
  const pothole = await says(as('anna', 28, 9), {
    text: 'Яма на правой полосе перед остановкой, утром туда ухнул автобус. Глубиной с ладонь.',
    topic: 'road.pothole',
    where: 'Удмуртская, 255',
  })
  await shows(as('boris', 28, 14), pothole, 'Яма на правой полосе перед остановкой, глубиной с ладонь.')
  const lamp = await says(as('marat', 25, 20), {
    text: 'Третий вечер не горит фонарь у перехода к школе, детей почти не видно.',
    topic: 'light.street',
    where: 'Пушкинская, 130',
  })
  await shows(as('boris', 24, 10), lamp, 'Не горит фонарь у перехода к школе.')
  await settles(as('vera', 23, 16), lamp, 'Лампу заменили, переход освещён.', 'Была на месте в сумерках: фонарь горит.')
  await confirmCase(as('marat', 22, 20), { number: lamp, person: as('marat', 22).actor.person })
  await answerCase(as('igor', 22, 11), {
    number: pothole,
    text: 'Вырубим и зальём, как только подсохнет: бригада будет на этой неделе.',
  })

  const dump = await says(as('zoya', 21, 12), {
    text: 'За гаражами навалили старых окон и мешков со строительным мусором. Лежит с лета и растёт.',
    topic: 'waste.dump',
    where: 'Новостроительная, 30',
    district: 'Ленинский',
  })
  await shows(as('boris', 21, 15), dump, 'За гаражами навалили старых окон и мешков со строительным мусором.')
  const swing = await says(as('anna', 20, 18), {
    text: 'На площадке оторвалось сиденье качелей, висит на одной цепи. Малыши всё равно лезут.',
    topic: 'play.broken',
    land: 'yard',
    where: 'Карла Маркса, 395',
  })
  await shows(as('boris', 19, 9), swing, 'На площадке оторвалось сиденье качелей, висит на одной цепи.')
  await settles(as('vera', 18, 13), pothole, 'Яму вырубили и залили асфальтом.', 'Осмотрела: ровно, вода не стоит.')
  await confirmCase(as('anna', 17, 19), { number: pothole, person: as('anna', 17).actor.person })
  await handOver(as('boris', 15, 11), {
    number: dump,
    to: wasteOperator,
    reason: 'Администрация района проверила: место рядом с контейнерной площадкой, вывоз за региональным оператором.',
  })

  const pavement = await says(as('zoya', 12, 8), {
    text: 'Тротуар провалился вдоль бордюра, с коляской приходится выезжать на дорогу.',
    topic: 'road.sidewalk',
    where: 'Кирова, 110',
  })
  await shows(as('boris', 12, 13), pavement, 'Тротуар провалился вдоль бордюра, с коляской не проехать.')
  await joins(as('marat', 11, 21), pavement)
  await joins(as('anna', 10, 9), pavement)
  await handOver(as('boris', 9, 16), {
    number: dump,
    to: improvement,
    reason: 'Оператор вывозит только отходы из контейнеров. Строительный мусор на городской земле убирает управление.',
  })
  const stop = await says(as('marat', 7, 17), {
    text: 'На остановке разбито боковое стекло, дует так, что никто не сидит.',
    topic: 'transport.stop',
    where: 'Воткинское шоссе, 110',
  })
  await shows(as('boris', 6, 10), stop, 'На остановке разбито боковое стекло.')

  const ice = await says(as('anna', 5, 7), {
    text: 'Сплошной лёд на спуске к набережной, вчера при мне упала женщина.',
    topic: 'snow.ice',
    where: 'Милиционная, 5',
  })
  await shows(as('boris', 5, 9), ice, 'Сплошной лёд на спуске к набережной.')
  const drain = await says(as('marat', 4, 10), {
    text: 'Решётка ливнёвки забита, после дождя лужа во всю дорогу, машины обливают людей.',
    topic: 'road.storm_drain',
    where: 'Ленина, 45',
  })
  await settles(as('vera', 4, 18), ice, 'Спуск посыпали песком.', 'Видела песок на верхней половине спуска.')
  await shows(as('boris', 4, 20), drain, 'Решётка ливнёвки забита, после дождя лужа во всю дорогу.')
  await settles(as('vera', 2, 15), drain, 'Решётку прочистили, вода уходит.', 'Проверила после дождя: дорога сухая.')
  const bins = await says(as('zoya', 2, 16), {
    text: 'Контейнеры во дворе не вывозили с пятницы, пакеты уже стоят рядом, собаки растаскивают.',
    topic: 'waste.container',
    land: 'yard',
    where: '10 лет Октября, 17',
  })
  await shows(as('boris', 1, 9), bins, 'Контейнеры во дворе не вывозили с пятницы, пакеты стоят рядом.')
  await answerCase(as('boris', 1, 12), {
    number: bins,
    text: 'Оператор подтвердил: машина сломалась, вывезут сегодня второй сменой.',
  })
  await reopenCase(as('anna', 0, 18), {
    number: ice,
    reason: 'Посыпали только верх, внизу по-прежнему каток.',
    person: as('anna', 0).actor.person,
  })
  await says(as('marat', 0, 23), {
    text: 'У садика не чищено, каша по щиколотку, к калитке не подойти.',
    topic: 'snow.street',
    where: 'Школьная, 38',
  })
}

interface Told {
  text: string
  topic: string
  where: string
  land?: Land
  district?: string
}

async function says(city: City, told: Told): Promise<string> {
  const place = await placeOf(city, { where: told.where, district: told.district })
  if ('errors' in place) throw new Error(`the demo does not know the place ${told.where}`)
  const draft = { ...emptyDraft, text: told.text, topic: told.topic, land: told.land ?? 'street', place: place.ok }
  return (await openFrom(city, { draft, channel: 'web', letters: null })).number
}

async function shows(city: City, number: string, text: string): Promise<void> {
  await releaseCase(city, { number, text, photo: null })
}

async function settles(city: City, number: string, note: string, word: string): Promise<void> {
  await resolveCase(city, { number, note, word, photo: null })
}

async function joins(city: City, number: string): Promise<void> {
  const handle = await newHandle(city, { module: 'cases', person: city.actor.person })
  await joinCase(city, { number, handle })
}
