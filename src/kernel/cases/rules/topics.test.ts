// Tables of words and topics, and of words that must or must not go to 112.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { guessTopics, isEmergency } from './topics.ts'

const readCity = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../../city/izhevsk/${name}.json`, import.meta.url), 'utf8'))
const topics = z.array(z.object({ code: z.string(), words: z.array(z.string()) })).parse(readCity('topics'))
const list = z.array(z.string())
const rules = z
  .array(
    z.object({
      kind: z.string(),
      words: list,
      exactEnding: list,
      unless: list,
      harmlessNear: list,
      dangerousNear: list,
    }),
  )
  .parse(readCity('emergencies'))

describe('guessTopics', () => {
  it.each([
    ['Яма на дороге', 'road.pothole'],
    ['огромная ЯМИЩА на Ленина', 'road.pothole'],
    ['Яма у подъезда', 'road.yard_drive'],
    ['во дворе разбит асфальт, одни ямы', 'road.yard_drive'],
    ['провалилась плитка на тротуаре', 'road.sidewalk'],
    ['светофор не работает', 'road.sign'],
    ['стёрлась зебра у школы', 'road.sign'],
    ['после дождя затопило проход, ливнёвка забита', 'road.storm_drain'],
    ['не горит фонарь', 'light.street'],
    ['на улице темно, не горят фонари', 'light.street'],
    ['перегорела лампочка в подъезде, темно', 'light.yard'],
    ['не горит фонарь во дворе', 'light.yard'],
    ['контейнеры переполнены, мусор не вывозят', 'waste.container'],
    ['в овраге свалка строительного мусора', 'waste.dump'],
    ['у контейнеров лежит старая мебель, диван и шкаф', 'waste.bulky'],
    ['не чистят снег на дороге', 'snow.street'],
    ['во дворе сугробы, снег не убирают', 'snow.yard'],
    ['скользко, гололёд на тротуаре не посыпан', 'snow.ice'],
    ['висят сосульки над входом', 'snow.roof'],
    ['сломаны качели на детской площадке', 'play.broken'],
    ['сломан турник на спортивной площадке', 'sport.broken'],
    ['упало дерево, ветки на дороге', 'green.tree_danger'],
    ['не косят траву, борщевик', 'green.mow'],
    ['кусты закрыли обзор', 'green.bush'],
    ['машины паркуются на газоне', 'park.lawn'],
    ['брошенный автомобиль второй год стоит', 'park.abandoned'],
    ['сломана лавочка', 'yard.bench'],
    ['в подъезде сломан домофон', 'house.entrance'],
    ['не работает лифт', 'house.lift'],
    ['стая бродячих собак', 'animals.stray'],
    ['разбит павильон на остановке', 'transport.stop'],
  ])('«%s» is %s', (text, code) => {
    expect(guessTopics(text, topics)[0]?.code).toBe(code)
  })

  it.each(['', 'спасибо', 'Ямал далеко', 'песок в городе', '12345'])('guesses nothing from «%s»', (text) => {
    expect(guessTopics(text, topics)).toEqual([])
  })

  it('does not depend on case or ё, and orders by score', () => {
    fc.assert(
      fc.property(
        fc.array(fc.constantFrom('яма', 'двор', 'фонарь', 'гололёд', 'лифт', 'не', 'горит', 'снег'), { maxLength: 12 }),
        (words) => {
          const text = words.join(' ')
          const guesses = guessTopics(text, topics)
          expect(guessTopics(text.toUpperCase().replace(/Ё/g, 'Е'), topics)).toEqual(guesses)
          expect(guesses.map((g) => g.score)).toEqual(guesses.map((g) => g.score).sort((a, b) => b - a))
        },
      ),
    )
  })

  it('answers for a very long text', () => {
    expect(guessTopics('яма во дворе '.repeat(10_000), topics)[0]?.code).toBe('road.yard_drive')
  })
})

describe('isEmergency', () => {
  it.each([
    ['пахнет газом', 'gas'],
    ['В подъезде сильный запах газа!', 'gas'],
    ['утечка газа в подвале', 'gas'],
    ['воняет газом на первом этаже', 'gas'],
    ['искрит провод над детской площадкой', 'wire'],
    ['оголённый провод у лавки', 'wire'],
    ['ветром оборвало провода', 'wire'],
    ['свисает провод над тротуаром', 'wire'],
    ['столб бьёт током', 'wire'],
    ['пожар', 'fire'],
    ['во дворе пожар', 'fire'],
    ['горит мусорный контейнер', 'fire'],
    ['горит трава за гаражами', 'fire'],
    ['загорелась машина', 'fire'],
    ['горит контейнер рядом с фонарём', 'fire'],
    ['из подвала валит дым', 'fire'],
    ['фонарь не горит, а рядом горит мусор', 'fire'],
    ['у светофора горит машина', 'fire'],
    ['горит у фонаря', 'fire'],
    ['запах гари в подъезде', 'fire'],
    ['соседи жгут мусор', 'fire'],
    ['человек упал в люк', 'people'],
    ['мужчина лежит без сознания', 'people'],
  ])('sends «%s» to 112 as %s', (text, kind) => {
    expect(isEmergency(text, rules)).toEqual({ kind })
  })

  it.each([
    '',
    'не горит фонарь',
    'фонарь не горит вторую неделю',
    'горит только один фонарь',
    'во дворе горит одна лампа из пяти',
    'светофор всё время горит красным',
    'фонари горят днём',
    'у дома горит фонарь',
    'горит свет в подвале круглосуточно',
    'запах у гаража',
    'запах газона после покоса',
    'машина на газоне',
    'пахнет свежескошенным газоном',
    'выхлопные газы, пахнет выхлопными газами у окон',
    'пожарный проезд занят машинами',
    'нет пожарного гидранта',
    'после пожара не убрали мусор',
    'у Вечного огня сломана плитка',
    'яма на дороге',
    'газом не пахнет, просто труба ржавая',
    'в этом доме нет газа',
    'город без света',
    'сгорела лампочка в подъезде',
    'провода не мешают',
    'столб больше не искрит',
    'мангал не горит',
  ])('leaves «%s» to the city', (text) => {
    expect(isEmergency(text, rules)).toBeNull()
  })

  it('sees a danger inside any other words', () => {
    const filler = fc.array(fc.constantFrom('яма', 'у', 'дома', 'уже', 'час', 'помогите', 'здесь'), { maxLength: 10 })
    fc.assert(
      fc.property(
        filler,
        filler,
        fc.constantFrom('пахнет газом', 'искрит провод', 'горит дом'),
        (before, after, danger) => {
          expect(isEmergency([...before, danger, ...after].join(' '), rules)).not.toBeNull()
        },
      ),
    )
  })
})
