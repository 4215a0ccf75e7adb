// One report on the device as a line of the list: how it stands, what the city asks, and what one can do with it.
import type { Asked, KeptReport } from './kept.ts'

type Phrase = (key: string) => string
type Act = (report: KeptReport, what: string, number?: string) => void

export function listItem(report: KeptReport, phrase: Phrase, act: Act): HTMLElement {
  const { state, answers, photo, asked, sent } = report
  const item = element('section', `draft ${state}`)
  const title = element('h3', '', sent ? phrase('sentTitle') : shortened(answers.text) || phrase('noText'))
  title.lang = ''
  const standing = element('p', 'draft-state', stateOf(report, phrase))
  const facts = [answers.where, photo && phrase('withPhoto'), dayOf(report)].filter(Boolean).join(' · ')
  item.append(title, standing, element('p', 'source', facts))
  if (state === 'unfinished') item.append(element('p', '', phrase('unfinishedText')))
  if (state === 'waiting' && report.tried) item.append(element('p', '', phrase('triedText')))
  if (sent) {
    const link = element('a', '', phrase('open'))
    if (link instanceof HTMLAnchorElement) link.href = sent.link
    const line = element('p')
    line.append(link)
    if (sent.repeated) item.append(element('p', '', phrase('repeated')))
    item.append(line, element('p', 'source', phrase('linkTerm')))
  }
  if (asked && state === 'decision') item.append(...questionOf(report, asked, phrase, act))
  item.append(buttons(report, phrase, act))
  return item
}

function stateOf({ state, sent, asked }: KeptReport, phrase: Phrase): string {
  if (sent) return phrase(sent.joined ? 'state.joined' : 'state.sent').replace('{number}', sent.number)
  if (state === 'waiting') return phrase(navigator.onLine ? 'state.going' : 'state.waiting')
  if (state === 'leaving') return phrase('state.leaving')
  return phrase(asked ? 'state.decision' : 'state.unfinished')
}

function questionOf(report: KeptReport, asked: Asked, phrase: Phrase, act: Act): HTMLElement[] {
  const lines = [phrase(`ask.${asked.question}`), ...asked.lines].map((line) => element('p', '', line))
  const calls = asked.calls.map((number) => {
    const link = element('a', 'button danger', phrase('call').replace('{number}', number))
    link.setAttribute('href', `tel:${number}`)
    return link
  })
  const similar = asked.similar.map((one) => {
    const box = element('div', 'draft-similar')
    const link = element('a', '', one.title)
    link.setAttribute('href', one.href)
    link.lang = 'ru'
    const text = element('p', '', one.text)
    text.lang = 'ru'
    box.append(
      link,
      text,
      button(phrase('join').replace('{number}', one.number), 'gold', () => act(report, 'join', one.number)),
    )
    return box
  })
  return [...lines, ...(calls.length > 0 ? [row(calls)] : []), ...similar]
}

function buttons(report: KeptReport, phrase: Phrase, act: Act): HTMLElement {
  const { state, asked } = report
  const go = (what: string, kind = 'plain') => button(phrase(what), kind, () => act(report, what))
  if (state === 'sent') return row([go('forget')])
  const answers: Partial<Record<Asked['question'], HTMLElement>> = {
    danger: go('calm', 'main'),
    same: go('another', 'main'),
    refused: go('another', 'main'),
    old: go('again', 'main'),
  }
  const answer = state === 'decision' && asked ? answers[asked.question] : undefined
  return row([...(answer ? [answer] : []), go('edit'), go('forget')])
}

function row(children: HTMLElement[]): HTMLElement {
  const actions = element('div', 'actions')
  actions.append(...children)
  return actions
}

function button(label: string, kind: string, press: () => void): HTMLElement {
  const made = element('button', `button ${kind}`, label)
  made.setAttribute('type', 'button')
  made.addEventListener('click', press)
  return made
}

function element(tag: string, className = '', text = ''): HTMLElement {
  const made = document.createElement(tag)
  if (className !== '') made.className = className
  if (text !== '') made.textContent = text
  return made
}

function shortened(text: string): string {
  return text.length > 80 ? `${text.slice(0, 80)}…` : text
}

function dayOf({ madeAt }: KeptReport): string {
  const language = document.documentElement.lang === 'en' ? 'en-GB' : 'ru-RU'
  return new Date(madeAt).toLocaleString(language, { dateStyle: 'long', timeStyle: 'short' })
}
