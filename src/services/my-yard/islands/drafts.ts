// The page of reports on this device: a form that works without a network, and a list that says how each of them stands.
import { answersOf, fillIn, photoOf } from './answers.ts'
import { forgetAll, forgetReport, type KeptReport, keepReport, keptReports, newReport, onChange } from './kept.ts'
import { listItem } from './list.ts'
import { sendWaiting } from './send.ts'

export function start(place: HTMLElement): void {
  const parts = partsOf(place)
  if (!parts) return
  const { form, list, wipe, status, photoLine } = parts
  const words: Record<string, string> = JSON.parse(place.dataset.words ?? '{}')
  const say = (key: string) => words[`myYard.drafts.${key}`] ?? key
  let editing: KeptReport | null = null
  place.hidden = false

  form.addEventListener('submit', (event) => {
    event.preventDefault()
    void keep()
  })
  wipe.querySelector('button')?.addEventListener('click', () => {
    if (confirm(say('wipeSure'))) void forgetAll().then(() => tell('wiped'), failed)
  })
  onChange(() => void show())
  addEventListener('online', () => void send())
  addEventListener('offline', () => void show())
  void show().then(settleLeft).then(send)

  async function keep(): Promise<void> {
    try {
      const answers = answersOf(form)
      const photo = (await photoOf(form)) ?? editing?.photo ?? null
      const state = isWhole(answers) ? 'waiting' : 'unfinished'
      const report = editing
        ? ({
            ...editing,
            answers,
            photo,
            state,
            asked: null,
            calm: sameText(editing, answers),
            another: false,
          } as const)
        : newReport(answers, photo, state)
      await keepReport(report)
      void navigator.storage?.persist?.()
      editing = null
      form.reset()
      photoLine.replaceChildren()
      tell(state === 'waiting' ? 'keptWaiting' : 'keptUnfinished')
      await show()
      await send()
    } catch (reason) {
      failed(reason)
    }
  }

  async function send(): Promise<void> {
    if (!navigator.onLine) return askForSync()
    try {
      await sendWaiting()
    } catch (reason) {
      console.warn(reason)
      await askForSync()
    }
    await show()
  }

  async function show(): Promise<void> {
    const reports = await keptReports()
    const empty = document.createElement('p')
    empty.textContent = say('empty')
    list.replaceChildren(...(reports.length === 0 ? [empty] : reports.map((report) => listItem(report, say, act))))
    wipe.hidden = reports.length === 0
  }

  function act(report: KeptReport, what: string, number = ''): void {
    const change = (more: Partial<KeptReport>) => keepReport({ ...report, ...more })
    const acts: Record<string, () => Promise<unknown>> = {
      edit: async () => {
        // Taken back while it is edited, so that it does not leave half changed.
        if (report.state === 'waiting') await change({ state: 'unfinished' })
        edit({ ...report, state: 'unfinished' })
      },
      forget: () => forgetReport(report.key),
      calm: () => change({ state: 'waiting', calm: true, asked: null }).then(send),
      another: () => change({ state: 'waiting', another: true, join: '', asked: null }).then(send),
      join: () => change({ state: 'waiting', join: number, asked: null }).then(send),
      again: () => change({ state: 'waiting', asked: null }).then(send),
    }
    if (what === 'forget' && report.state !== 'sent' && !confirm(say('forgetSure'))) return
    void acts[what]?.().then(show, failed)
  }

  function edit(report: KeptReport): void {
    editing = report
    fillIn(form, report.answers)
    photoLine.textContent = report.photo ? say('photoKept').replace('{name}', report.photo.name) : ''
    const first = form.elements.namedItem('text')
    if (first instanceof HTMLElement) first.focus()
  }

  // A report whose ordinary form never got an answer: after a minute nobody waits for one any more.
  async function settleLeft(): Promise<void> {
    for (const report of await keptReports())
      if (report.state === 'leaving' && (!navigator.onLine || Date.now() - report.touchedAt > 60_000))
        await keepReport({ ...report, state: 'unfinished' })
    await show()
  }

  function tell(key: string): void {
    status.className = ''
    status.textContent = say(key)
  }

  function failed(reason: unknown): void {
    console.warn(reason)
    status.className = 'error'
    const full = reason instanceof DOMException && reason.name === 'QuotaExceededError'
    status.textContent = say(full ? 'full' : 'failed')
  }
}

function partsOf(place: HTMLElement) {
  const form = place.querySelector('form')
  const part = (name: string) => place.querySelector<HTMLElement>(`[data-part=${name}]`)
  const [list, wipe, status, photoLine] = [part('list'), part('wipe'), part('status'), part('photo')]
  return form && list && wipe && status && photoLine ? { form, list, wipe, status, photoLine } : null
}

function isWhole(answers: KeptReport['answers']): boolean {
  const { text, where, lat, topic, land } = answers
  return text !== '' && (where !== '' || lat !== '') && topic !== '' && land !== ''
}

// Other words may tell of a danger that the earlier ones did not.
function sameText(report: KeptReport, answers: KeptReport['answers']): boolean {
  return report.calm && report.answers.text === answers.text
}

/** Background Sync, where the browser has it, sends also when no page is open. */
async function askForSync(): Promise<void> {
  const registration = await navigator.serviceWorker?.getRegistration()
  if (registration && 'sync' in registration) {
    const { sync } = registration
    if (typeof sync === 'object' && sync !== null && 'register' in sync && typeof sync.register === 'function')
      await Promise.resolve(sync.register('my-yard-drafts')).catch(console.warn)
  }
}
