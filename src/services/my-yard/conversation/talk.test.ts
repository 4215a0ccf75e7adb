// The conversation told as tables, and what holds whatever anybody says in whatever order.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { z } from 'zod'
import { guessTopics, isEmergency } from '#kernel/cases/index.ts'
import { projectRoot } from '#platform/root.ts'
import { openWords } from '#platform/words.ts'
import type { DraftPhoto, DraftPlace } from '../rules.ts'
import { type Effect, newTalk, type Talk, type TalkEvent, type TalkKnows } from './state.ts'
import { talk } from './talk.ts'

const read = (file: string): unknown => JSON.parse(readFileSync(join(projectRoot, 'city/izhevsk', file), 'utf8'))
const words = openWords([{ prefix: 'myYard', folder: join(projectRoot, 'src/services/my-yard') }], 'Europe/Samara').in(
  'ru',
)
const topics = z
  .array(
    z.object({ code: z.string(), label: z.object({ ru: z.string() }), land: z.string(), words: z.array(z.string()) }),
  )
  .parse(read('topics.json'))
const dangers = z
  .array(
    z.object({
      kind: z.string(),
      call: z.string(),
      also: z.string().nullable(),
      advice: z.object({ ru: z.string() }),
      words: z.array(z.string()),
      exactEnding: z.array(z.string()),
      unless: z.array(z.string()),
      harmlessNear: z.array(z.string()),
      dangerousNear: z.array(z.string()),
    }),
  )
  .parse(read('emergencies.json'))

const lands = { yard: 'yard', city: 'street', either: 'either' } as const
const knows: TalkKnows = {
  words,
  topics: topics.map(({ code, label, land }) => ({
    code,
    label: label.ru,
    land: lands[z.enum(['yard', 'city', 'either']).parse(land)],
  })),
  districts: [
    { id: 'dst-1', name: 'Ленинский' },
    { id: 'dst-2', name: 'Октябрьский' },
  ],
  guess: (text) => guessTopics(text, topics).map(({ code }) => code),
  danger: (text) => {
    const found = isEmergency(text, dangers)
    const rule = dangers.find(({ kind }) => kind === found?.kind)
    return rule ? { call: rule.call, also: rule.also, advice: rule.advice.ru } : null
  },
  official: 'Это сообщение, а не обращение.',
}

const place: DraftPlace = {
  street: 'Пушкинская',
  house: '270',
  text: 'ул. Пушкинская, 270',
  known: true,
  lat: null,
  lon: null,
  district: null,
  note: null,
}
const photo: DraftPhoto = { id: 'photo-1', key: 'key', width: 960, height: 720, point: { lat: 56.85, lon: 53.2 } }
const due = new Date('2026-12-04T19:59:59Z')
const holder = { name: 'Управление благоустройства', due, kind: 'norm', covers: 'repair' } as const
const near = {
  number: '2026-000007',
  title: 'Яма',
  place: 'Пушкинская',
  text: null,
  holder: 'УК',
  due,
  dueKind: 'guide',
} as const

const start = () => talk(newTalk, { kind: 'start' }, knows).state
const say = (text: string): TalkEvent => ({ kind: 'text', text })
const press = (value: string): TalkEvent => ({ kind: 'button', value })
const placed: TalkEvent = { kind: 'placed', place, where: 'Пушкинская, 270', point: null }
const looked: TalkEvent = { kind: 'looked', similar: [], holder }

function told(...events: TalkEvent[]): { state: Talk; effects: Effect[] } {
  return events.reduce<{ state: Talk; effects: Effect[] }>((run, event) => talk(run.state, event, knows), {
    state: start(),
    effects: [],
  })
}

describe('a conversation', () => {
  test.each<[string, TalkEvent[], Talk['asked']]>([
    ['begins with the photo', [], 'photo'],
    ['asks what happened when there is none', [press('skip')], 'what'],
    ['takes the photo first', [{ kind: 'photo', photo }], 'what'],
    ['takes words in place of the photo', [say('Яма на дороге')], 'topic'],
    ['turns danger to the phone before anything else', [say('Пахнет газом в подъезде')], 'danger'],
    ['goes on when nobody is in danger', [say('Пахнет газом'), press('calm')], 'topic'],
    ['asks for the place when the land is plain', [say('Яма на дороге'), press('topic:road.pothole')], 'where'],
    ['asks for the land when it is not', [say('Наледь'), press('topic:snow.ice')], 'land'],
    ['understands a button that was typed', [say('Наледь'), press('topic:snow.ice'), say('двор у дома')], 'where'],
    ['asks for the district', [say('Яма на дороге'), press('topic:road.pothole'), placed], 'district'],
    ['forgets everything when told', [say('Яма на дороге'), say('Отмена')], 'idle'],
    ['begins again', [say('Отмена'), say('/start')], 'photo'],
  ])('%s', (_name, events, question) => {
    expect(told(...events).state.asked).toBe(question)
  })

  test('looks around, shows who will hold it, and sends only when told', () => {
    const whole = told(say('Яма на дороге'), press('topic:road.pothole'), placed, press('noDistrict'))
    expect(whole.effects.map((effect) => effect.do)).toEqual(['look'])
    const checked = talk(whole.state, looked, knows)
    expect(checked.state.asked).toBe('check')
    expect(checked.replies.map(({ text }) => text).join('\n')).toMatch(
      /Яма на дороге[\s\S]*Пушкинская[\s\S]*Управление благоустройства[\s\S]*по норме[\s\S]*а не обращение/,
    )
    expect(talk(checked.state, say('Отправить'), knows).effects.map((effect) => effect.do)).toEqual(['send'])
    const sent = talk(checked.state, { kind: 'sent', number: '2026-000001' }, knows)
    expect(sent.replies[0]).toMatchObject({ report: '2026-000001' })
    expect(sent.state.draft.text).toBe('')
    expect(talk(sent.state, say('Мои заявки'), knows).replies[0]).toMatchObject({ report: '2026-000001' })
  })

  test('offers what is near, to be joined with one button', () => {
    const whole = told(say('Яма на дороге'), press('topic:road.pothole'), placed, press('noDistrict'))
    const asked = talk(whole.state, { kind: 'looked', similar: [near], holder }, knows)
    expect(asked.state.asked).toBe('same')
    expect(talk(asked.state, press('join:2026-000007'), knows).effects).toMatchObject([
      { do: 'join', number: '2026-000007' },
    ])
    expect(talk(asked.state, press('another'), knows).state.draft.another).toBe(true)
  })

  test('does not send what was not shown', () => {
    expect(told(say('Яма на дороге'), press('send')).effects).toEqual([])
    expect(told(press('join:2026-000007')).effects).toEqual([])
  })

  test('adds what is said beside the question to the words', () => {
    const { state } = told(say('Яма на дороге'), say('и вторая рядом'))
    expect(state.draft.text).toBe('Яма на дороге\nи вторая рядом')
  })

  test('asks about danger anew when later words tell of it', () => {
    const { state } = told(
      say('Яма'),
      press('topic:road.pothole'),
      placed,
      press('noDistrict'),
      looked,
      say('искрит провод'),
    )
    expect(state.asked).toBe('danger')
  })

  test('says that a text is too long and keeps what was told before', () => {
    const long = told(say('Яма'), say('я'.repeat(5000)))
    expect(long.state.draft.text).toBe('Яма')
    expect(long.state.lines.at(-2)?.text).toContain('Слишком длинно')
  })

  test('forgets the photo that another one takes the place of, and the one of a cancelled report', () => {
    const second = { ...photo, id: 'photo-2' }
    const twice = told({ kind: 'photo', photo }, { kind: 'photo', photo: second })
    expect(twice.effects).toContainEqual({ do: 'forget-photo', photo })
    expect(told({ kind: 'photo', photo }, press('cancel')).effects).toEqual([{ do: 'forget-photo', photo }])
  })

  test('takes the place from the photo only when told', () => {
    const asked = told({ kind: 'photo', photo }, say('Яма на дороге'), press('topic:road.pothole'))
    expect(asked.effects).toEqual([])
    expect(talk(asked.state, press('photoPlace'), knows).effects).toEqual([
      { do: 'place', where: '', point: photo.point },
    ])
  })
})

const values = [
  'start',
  'menu',
  'help',
  'mine',
  'cancel',
  'skip',
  'calm',
  'topics',
  'topic:snow.ice',
  'topic:nothing',
  'yard',
  'street',
]
const more = [
  'photoPlace',
  'district:dst-1',
  'district:',
  'noDistrict',
  'another',
  'editText',
  'editTopic',
  'editWhere',
  'join:2026-000007',
  'send',
  ':',
  '',
]
const texts = [
  'Яма во дворе',
  'Пахнет газом',
  'Отмена',
  'меню',
  '/help',
  'Мои заявки',
  'Другое',
  'Не знаю',
  '',
  '   ',
  '__proto__',
  'constructor',
]
const anyEvent: fc.Arbitrary<TalkEvent> = fc.oneof(
  fc.record({
    kind: fc.constant('text' as const),
    text: fc.oneof(fc.constantFrom(...texts), fc.string({ unit: 'grapheme' })),
  }),
  fc.record({
    kind: fc.constant('button' as const),
    value: fc.oneof(fc.constantFrom(...values, ...more), fc.string()),
  }),
  fc.constant<TalkEvent>({ kind: 'photo', photo }),
  fc.record({ kind: fc.constant('location' as const), lat: fc.double(), lon: fc.double() }),
  fc.constantFrom<TalkEvent>({ kind: 'start' }, placed, looked, { kind: 'looked', similar: [near], holder }),
  fc.constantFrom<TalkEvent>({ kind: 'sent', number: '2026-000001' }, { kind: 'joined', number: '2026-000007' }),
  fc.constant<TalkEvent>({ kind: 'refused', sentences: ['Не поняли адрес'] }),
)

test('whatever is said in whatever order, it answers or acts, loses no words and always has a way out', () => {
  fc.assert(
    fc.property(fc.array(anyEvent, { maxLength: 25 }), (events) => {
      let state = start()
      for (const event of events) {
        const { state: next, replies, effects } = talk(state, event, knows)
        expect(replies.length + effects.length).toBeGreaterThan(0)
        for (const { text } of replies) expect(text).not.toBe('')
        expect(next.buttons.length).toBeGreaterThan(0)
        expect(next.buttons.some(({ value }) => value === 'cancel' || value === 'start')).toBe(true)
        if (event.kind === 'text')
          expect(next.lines.some(({ from, text }) => from === 'person' && text === event.text)).toBe(true)
        expect(talk(next, say('Отмена'), knows).state.draft).toEqual(newTalk.draft)
        expect(JSON.parse(JSON.stringify(next))).toEqual(next)
        state = next
      }
    }),
    { numRuns: 400 },
  )
})

test('words that are no answer stay in the report until it is sent or given up', () => {
  fc.assert(
    fc.property(fc.array(fc.stringMatching(/^[а-щ]{4,12} [а-щ]{4,12}$/), { minLength: 1, maxLength: 6 }), (said) => {
      const { state } = told(...said.map(say))
      for (const text of said) expect(`${state.draft.text}\n${state.draft.where}`).toContain(text)
    }),
  )
})
