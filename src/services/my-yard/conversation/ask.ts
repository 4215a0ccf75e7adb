// How the conversation asks each question: its words and what can be pressed.
import { type Draft, isWhole } from '../rules.ts'
import type { HolderSeen, Reply, SimilarCase, Talk, TalkButton, TalkKnows } from './state.ts'

export interface Asking {
  replies: Reply[]
  buttons: TalkButton[]
}

type Asked = Talk['asked']

/** The question in words, with its buttons; `same` and `check` are asked by the functions below. */
export function asking(question: Exclude<Asked, 'same' | 'check'>, draft: Draft, knows: TalkKnows): Asking {
  const { words } = knows
  const buttonsFor: Record<typeof question, () => TalkButton[]> = {
    idle: () => menu(knows),
    photo: () => [button(knows, 'skip'), button(knows, 'cancel')],
    what: () => [button(knows, 'cancel')],
    danger: () => [button(knows, 'calm'), button(knows, 'editText'), button(knows, 'cancel')],
    topic: () => [...topicButtons(draft, knows), button(knows, 'cancel')],
    land: () => [button(knows, 'yard'), button(knows, 'street'), button(knows, 'cancel')],
    where: () => [...(draft.photo?.point ? [button(knows, 'photoPlace')] : []), button(knows, 'cancel')],
    district: () => [
      ...knows.districts.map(({ id, name }) => ({ label: name, value: `district:${id}` })),
      button(knows, 'noDistrict'),
      button(knows, 'cancel'),
    ],
  }
  const replies = question === 'danger' ? dangerReplies(draft, knows) : [{ text: words(`myYard.chat.ask.${question}`) }]
  return { replies, buttons: buttonsFor[question]() }
}

export function askingSame(similar: readonly SimilarCase[], knows: TalkKnows): Asking {
  const { words } = knows
  const told = similar.slice(0, 3)
  return {
    replies: [
      { text: words('myYard.chat.ask.same') },
      ...told.map(({ number, title, place, text, holder, due, dueKind }) => ({
        text: [
          words('myYard.chat.similar', { number, title, place }),
          text ?? words('myYard.same.notReleased'),
          `${words('myYard.card.holder', { holder })}, ${words(`myYard.due.${dueKind}`, { due: words.date(due) })}`,
        ].join('\n'),
      })),
    ],
    buttons: [
      ...told.map(({ number }) => ({ label: words('myYard.chat.join', { number }), value: `join:${number}` })),
      button(knows, 'another'),
      button(knows, 'cancel'),
    ],
  }
}

export function askingCheck(draft: Draft, holder: HolderSeen, knows: TalkKnows): Asking {
  const { words, topics, districts } = knows
  if (!isWhole(draft)) return asking('idle', draft, knows)
  const due = words.date(holder.due)
  const district = districts.find(({ id }) => id === draft.place.district)?.name
  const summary = [
    draft.text,
    words('myYard.chat.topicLine', { topic: topics.find(({ code }) => code === draft.topic)?.label ?? draft.topic }),
    words('myYard.chat.placeLine', {
      place: [draft.place.text, words(`myYard.land.${draft.land}`), district].filter(Boolean).join(', '),
    }),
    ...(draft.photo ? [words('myYard.chat.photoLine')] : []),
    ...(draft.place.known ? [] : [words('myYard.check.unknownStreet')]),
  ].join('\n')
  return {
    replies: [
      { text: summary },
      {
        text: [
          words('myYard.check.holder', { holder: holder.name }),
          words(`myYard.check.due.${holder.kind}.${holder.covers}`, { due }),
          knows.official,
        ].join('\n'),
      },
    ],
    buttons: ['send', 'editText', 'editTopic', 'editWhere', 'cancel'].map((name) => button(knows, name)),
  }
}

/** What can be pressed when nothing is being written. */
export function menu(knows: TalkKnows): TalkButton[] {
  return ['start', 'mine', 'help'].map((name) => button(knows, name))
}

/** All topics, for whoever is not served by the guesses. */
export function allTopics(knows: TalkKnows): TalkButton[] {
  return [...knows.topics.map(({ code, label }) => ({ label, value: `topic:${code}` })), button(knows, 'cancel')]
}

function topicButtons(draft: Draft, knows: TalkKnows): TalkButton[] {
  const guessed = knows.guess(draft.text).slice(0, 3)
  const likely = guessed.flatMap((code) => knows.topics.filter((topic) => topic.code === code))
  if (likely.length === 0) return allTopics(knows).slice(0, -1)
  return [...likely.map(({ code, label }) => ({ label, value: `topic:${code}` })), button(knows, 'topics')]
}

function dangerReplies(draft: Draft, knows: TalkKnows): Reply[] {
  const danger = knows.danger(draft.text)
  if (!danger) return [{ text: knows.words('myYard.what.danger') }]
  const numbers = danger.also ? `${danger.call}, ${danger.also}` : danger.call
  return [{ text: knows.words('myYard.chat.ask.danger', { numbers, advice: danger.advice }) }]
}

function button(knows: TalkKnows, name: string): TalkButton {
  return { label: knows.words(`myYard.chat.button.${name}`), value: name }
}
