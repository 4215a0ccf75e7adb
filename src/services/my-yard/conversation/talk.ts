// The conversation as a pure function: a state and an event in, a state, replies and effects out. It knows no channel.
import {
  type Draft,
  emptyDraft,
  questionOf,
  textLimit,
  withDistrict,
  withLand,
  withPhoto,
  withPlace,
  withText,
  withTopic,
} from '../rules.ts'
import { type Asking, allTopics, asking, askingCheck, askingSame, menu } from './ask.ts'
import { commandIn } from './commands.ts'
import { type Answer, type Effect, linesKept, type Reply, type Talk, type TalkEvent, type TalkKnows } from './state.ts'

/** Answers an event. Throws never; whatever is said, something can be pressed afterwards. */
export function talk(state: Talk, event: TalkEvent, knows: TalkKnows): Answer {
  const heard = noted(state, event, knows)
  const answer = reaction(heard, event, knows)
  const said = answer.replies.map(({ text, report }) => ({ from: 'city' as const, text, report: report ?? null }))
  return { ...answer, state: { ...answer.state, lines: [...answer.state.lines, ...said].slice(-linesKept) } }
}

/** The state with what the person said written down, word for word. */
function noted(state: Talk, event: TalkEvent, knows: TalkKnows): Talk {
  const text = saidIn(state, event, knows)
  if (text === null) return state
  const lines = [...state.lines, { from: 'person' as const, text, report: null }].slice(-linesKept)
  return { ...state, lines, turn: state.turn + 1 }
}

function saidIn(state: Talk, event: TalkEvent, { words }: TalkKnows): string | null {
  if (event.kind === 'text') return event.text
  if (event.kind === 'button') return state.buttons.find(({ value }) => value === event.value)?.label ?? null
  if (event.kind === 'photo') return words('myYard.chat.sentPhoto')
  return event.kind === 'location' ? words('myYard.chat.sentPlace') : null
}

function reaction(state: Talk, event: TalkEvent, knows: TalkKnows): Answer {
  const { draft } = state
  switch (event.kind) {
    case 'start':
      return greeting(state, knows)
    case 'text':
      return heardText(state, event.text, knows)
    case 'button':
      return pressed(state, event.value, knows)
    case 'photo': {
      const old: Effect[] = draft.photo ? [{ do: 'forget-photo', photo: draft.photo }] : []
      return goOn({ ...state, draft: withPhoto(draft, event.photo) }, knows, [], old)
    }
    case 'location':
      return placing(state, '', { lat: event.lat, lon: event.lon })
    case 'placed': {
      const { place, where, point } = event
      return goOn({ ...state, draft: withPlace(draft, place, { where, point }) }, knows)
    }
    case 'refused':
      return again(
        state,
        knows,
        event.sentences.map((text) => ({ text })),
      )
    case 'looked': {
      const question = questionNow(draft, knows, event.similar.length > 0)
      if (question === 'same') return asked(state, 'same', askingSame(event.similar, knows))
      return question === 'check' ? asked(state, 'check', askingCheck(draft, event.holder, knows)) : goOn(state, knows)
    }
    case 'sent':
    case 'joined':
      return finished(state, event, knows)
  }
}

function heardText(state: Talk, text: string, knows: TalkKnows): Answer {
  const tidy = text.trim()
  const shown = state.buttons.find(({ label }) => label.toLowerCase() === tidy.toLowerCase())
  const command = commandIn(tidy)
  if (command) return pressed(state, command, knows)
  if (shown) return pressed(state, shown.value, knows)
  if (tidy === '') return again(state, knows)
  if (state.asked === 'where') return placing({ ...state, draft: { ...state.draft, where: tidy } }, tidy, null)
  return described(state, tidy, knows)
}

// Whatever is said beside the question tells more about the matter: nothing that was typed is thrown away.
function described(state: Talk, text: string, knows: TalkKnows): Answer {
  const { draft } = state
  const whole = state.asked === 'what' || draft.text === '' ? text : `${draft.text}\n${text}`
  if (whole.length > textLimit) {
    const sentence = knows.words('myYard.chat.tooLong', { length: whole.length, most: textLimit })
    return again(state, knows, [{ text: sentence }])
  }
  const told = withText({ ...draft, photoAsked: true }, whole, knows.guess(whole), knows.topics)
  return goOn({ ...state, draft: told }, knows)
}

function pressed(state: Talk, value: string, knows: TalkKnows): Answer {
  const { draft } = state
  const [name = '', rest = ''] = value.split(/:(.*)/s)
  const next = (changed: Draft) => goOn({ ...state, draft: changed }, knows)
  switch (name) {
    case 'start':
      return state.asked === 'idle' && isEmpty(draft) ? begin(state, knows) : again(state, knows)
    case 'menu':
    case 'help':
      return again(state, knows, [{ text: knows.words(`myYard.chat.${name}`) }])
    case 'mine':
      return again(state, knows, reportsOf(state, knows))
    case 'cancel':
      return cancelled(state, knows)
    case 'skip':
      return next({ ...draft, photoAsked: true })
    case 'calm':
      return next({ ...draft, calm: true })
    case 'topics':
      return asked(state, 'topic', {
        replies: [{ text: knows.words('myYard.chat.ask.topics') }],
        buttons: allTopics(knows),
      })
    case 'topic':
      return knows.topics.some(({ code }) => code === rest)
        ? next(withTopic(draft, rest, knows.topics))
        : again(state, knows)
    case 'yard':
    case 'street':
      return next(withLand(draft, name))
    case 'photoPlace':
      return draft.photo?.point ? placing(state, '', draft.photo.point) : again(state, knows)
    case 'district':
      return knows.districts.some(({ id }) => id === rest) ? next(withDistrict(draft, rest)) : again(state, knows)
    case 'noDistrict':
      return next(withDistrict(draft, null))
    case 'another':
      return next({ ...draft, another: true })
    case 'editText':
      return asked(state, 'what', asking('what', draft, knows))
    case 'editTopic':
      return next({ ...draft, topicChosen: false, landChosen: false })
    case 'editWhere':
      return next({ ...draft, place: null, districtAsked: false })
    case 'join':
      return state.asked === 'same' ? waiting(state, { do: 'join', number: rest, draft }) : again(state, knows)
    case 'send':
      return state.asked === 'check' ? waiting(state, { do: 'send', draft }) : again(state, knows)
    default:
      return again(state, knows)
  }
}

/** Asks the first question without an answer; before the last ones the channel has to look around. */
function goOn(state: Talk, knows: TalkKnows, before: Reply[] = [], effects: Effect[] = []): Answer {
  const question = isEmpty(state.draft) ? 'idle' : questionNow(state.draft, knows, false)
  if (question === 'check') {
    const { draft } = state
    return { state, replies: before, effects: [...effects, { do: 'look', draft }] }
  }
  if (question === 'same') return again(state, knows, before)
  const answer = asked(state, question, asking(question, state.draft, knows))
  return { ...answer, replies: [...before, ...answer.replies], effects: [...effects, ...answer.effects] }
}

/** The same question again, after a word in between. */
function again(state: Talk, knows: TalkKnows, before: Reply[] = []): Answer {
  if (state.asked === 'idle' && isEmpty(state.draft)) {
    const replies = before.length > 0 ? before : [{ text: knows.words('myYard.chat.ask.idle') }]
    return { state: { ...state, buttons: menu(knows) }, replies, effects: [] }
  }
  // Words being written anew are asked for again, although there are old ones.
  if (state.asked === 'what') return prefixed(before, asked(state, 'what', asking('what', state.draft, knows)))
  return goOn(state, knows, before)
}

function greeting(state: Talk, knows: TalkKnows): Answer {
  return prefixed([{ text: knows.words('myYard.chat.hello') }], begin(state, knows))
}

function begin(state: Talk, knows: TalkKnows): Answer {
  return asked(state, 'photo', asking('photo', state.draft, knows))
}

function cancelled(state: Talk, knows: TalkKnows): Answer {
  const { photo } = state.draft
  return {
    state: { ...state, draft: emptyDraft, asked: 'idle', buttons: menu(knows) },
    replies: [{ text: knows.words('myYard.chat.cancelled') }],
    effects: photo ? [{ do: 'forget-photo', photo }] : [],
  }
}

function finished(state: Talk, event: { kind: 'sent' | 'joined'; number: string }, knows: TalkKnows): Answer {
  const { kind, number } = event
  const reports = [...state.reports.filter((one) => one !== number), number]
  return {
    state: { ...state, draft: emptyDraft, asked: 'idle', buttons: menu(knows), reports },
    replies: [{ text: knows.words(`myYard.chat.${kind}`, { number }), report: number }, { text: knows.official }],
    effects: [],
  }
}

function reportsOf(state: Talk, knows: TalkKnows): Reply[] {
  if (state.reports.length === 0) return [{ text: knows.words('myYard.chat.noReports') }]
  return state.reports.map((number) => ({ text: knows.words('myYard.chat.report', { number }), report: number }))
}

function placing(state: Talk, where: string, point: { lat: number; lon: number } | null): Answer {
  return waiting({ ...state, asked: 'where' }, { do: 'place', where, point })
}

function waiting(state: Talk, effect: Effect): Answer {
  return { state, replies: [], effects: [effect] }
}

function asked(state: Talk, question: Talk['asked'], { replies, buttons }: Asking): Answer {
  return { state: { ...state, asked: question, buttons }, replies, effects: [] }
}

function prefixed(before: Reply[], answer: Answer): Answer {
  return { ...answer, replies: [...before, ...answer.replies] }
}

function questionNow(draft: Draft, knows: TalkKnows, similar: boolean) {
  return questionOf(draft, { danger: knows.danger(draft.text) !== null, similar })
}

function isEmpty(draft: Draft): boolean {
  return draft.text === '' && draft.photo === null && draft.place === null && !draft.photoAsked
}
