// Checks a chosen receipt in the browser: nothing is sent, and nobody has to be trusted but this page's script.
import { type ReceiptVerdict, type ShownEntry, verifyReceipt, vkeyOf } from '#engines/transparency-log/index.ts'

/** A phone reads so much without trouble; larger receipts are for the command. */
const most = 64 * 1024 * 1024

export function start(form: HTMLElement): void {
  const input = form.querySelector('input[type=file]')
  const place = document.getElementById('verdict')
  // An older browser cannot read the texts strictly enough; there the server checks.
  if (!(input instanceof HTMLInputElement) || !place || !('isWellFormed' in String.prototype)) return
  const words: Record<string, string> = JSON.parse(form.dataset.words ?? '{}')
  const vkeys: string[] = JSON.parse(form.dataset.vkeys ?? '[]')
  for (const part of form.querySelectorAll<HTMLElement>('[data-server], [data-browser]'))
    part.hidden = part.dataset.server !== undefined

  const check = async () => {
    const file = input.files?.[0]
    if (!file) return place.replaceChildren()
    place.replaceChildren(element('p', {}, words['chronicle.verify.looking']))
    const shown =
      file.size > most
        ? [element('p', { class: 'error' }, words['chronicle.verify.tooLarge'])]
        : linesOf(verifyReceipt(new Uint8Array(await file.arrayBuffer())), { words, vkeys })
    place.replaceChildren(...shown)
  }
  input.addEventListener('change', check)
  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void check()
  })
}

interface Known {
  words: Record<string, string>
  vkeys: readonly string[]
}

function linesOf(verdict: ReceiptVerdict, { words, vkeys }: Known): HTMLElement[] {
  const say = (key: string, values: Record<string, string> = {}) =>
    fill(words[`chronicle.verify.${key}`] ?? key, values)
  const { why, first_bad: first, entries, signed } = verdict
  const notice = element(
    'div',
    { class: `notice ${why === null ? 'done' : 'wrong'}` },
    element('p', { class: 'notice-title' }, say(`verdict.${verdict.verdict}`)),
    why !== null && element('p', {}, say(`why.${why}`)),
    first !== null && element('p', {}, say('first', { place: String(first) })),
    verdict.subject !== null && element('p', {}, say('limits')),
  )
  if (entries.length === 0) return [notice]
  const fact = (name: string, ...value: (Node | string)[]) =>
    element('div', {}, element('dt', {}, say(name)), element('dd', {}, ...value))
  const keys = signed.map(({ by, seconds }) =>
    seconds === null
      ? fact(
          'key',
          element('code', { class: 'bytes' }, vkeyOf(by)),
          element('br', {}),
          say(vkeys.includes(vkeyOf(by)) ? 'ours' : 'strange'),
        )
      : fact('witness', `${by.name}, ${momentText(seconds * 1000)}`),
  )
  return [
    notice,
    element('h2', {}, say('entries')),
    element('ol', { class: 'list' }, ...entries.map((entry) => itemOf(entry, words, say))),
    element(
      'dl',
      { class: 'facts' },
      fact('size', (verdict.size ?? 0).toLocaleString(locale())),
      fact('root', element('code', { class: 'bytes' }, verdict.root ?? '')),
      ...keys,
    ),
  ]
}

function itemOf(
  { place, body, texts }: ShownEntry,
  words: Record<string, string>,
  say: (key: string, values?: Record<string, string>) => string,
): HTMLElement {
  const what = kindText(words, String(body.kind ?? ''))
  const moment = momentText(Date.parse(String(body.at ?? '')))
  const about = [subjectText(words, String(body.subject ?? '')), moment].filter((part) => part !== '').join(' · ')
  return element(
    'li',
    {},
    element(
      'div',
      {},
      element('span', { class: 'what' }, say('entry', { place: String(place), what })),
      element(
        'div',
        { class: 'source' },
        about,
        ...texts.map(({ content }) => element('p', {}, content)),
        element(
          'details',
          {},
          element('summary', {}, say('bytes')),
          element('pre', { class: 'bytes' }, element('code', {}, JSON.stringify(body))),
        ),
      ),
    ),
  )
}

/** As the pages of the record say it: `small-wins.told` by `smallWins.entry.told`. */
function kindText(words: Record<string, string>, kind: string): string {
  const [module = '', what = ''] = kind.split('.')
  return words[`${module.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase())}.entry.${what}`] ?? kind
}

function subjectText(words: Record<string, string>, subject: string): string {
  const [kind = '', id = ''] = subject.split(/:(.*)/s)
  const text = words[`chronicle.subject.${kind}`]
  return text === undefined ? subject : fill(text, { id })
}

function momentText(at: number): string {
  const date = new Date(at)
  if (Number.isNaN(date.getTime())) return ''
  return date.toLocaleString(locale(), { dateStyle: 'long', timeStyle: 'short' }).replace(/\sг\./, '')
}

function locale(): string {
  return document.documentElement.lang === 'en' ? 'en-GB' : 'ru-RU'
}

/** Everything from the file becomes text and nothing else. */
function element(
  name: string,
  attributes: Record<string, string>,
  ...children: (Node | string | false | undefined)[]
): HTMLElement {
  const made = document.createElement(name)
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value)
  made.append(...children.filter((child) => child !== false && child !== undefined))
  return made
}

function fill(text: string, values: Record<string, string>): string {
  return text.replaceAll(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole)
}
