// The ordinary report where the network may go: without it, what was typed and chosen is kept on the device in place of lost.
import { answersOf, photoOf } from './answers.ts'
import { forgetReport, keepReport, keptReports, newReport } from './kept.ts'

/**
 * On the first page the form is kept until the next page has come. On the later ones (`data-step="later"`), whose answers the
 * city has by then, a form waits in place and says so.
 */
export function start(place: HTMLElement): void {
  const form = place.closest('form') ?? place.parentElement?.querySelector('form')
  const status = document.createElement('p')
  status.setAttribute('role', 'status')
  place.append(status)
  const { step, drafts = '', arrived, offline = '', full = '', left = '' } = place.dataset
  if (step === 'later' || arrived === 'yes') void forgetLeaving()
  else void tellOfLeft()
  if (!(form instanceof HTMLFormElement)) return

  form.addEventListener('submit', (event) => {
    // «Убрать фото» and the like change what the city has; they need the network anyway.
    const pressed = event.submitter instanceof HTMLButtonElement ? event.submitter.name : ''
    if (pressed !== '') return
    if (step === 'later') {
      if (navigator.onLine) return
      event.preventDefault()
      status.textContent = offline
      return
    }
    event.preventDefault()
    void leave(form)
  })
  if (step === 'later') addEventListener('online', () => status.replaceChildren())

  async function leave(from: HTMLFormElement): Promise<void> {
    try {
      const photo = await photoOf(from)
      const answers = answersOf(from)
      // An empty form is for the city to refuse in its own words.
      if (answers.text === '' && !photo && navigator.onLine) return from.submit()
      await forgetLeaving()
      await keepReport(newReport(answers, photo, navigator.onLine ? 'leaving' : 'unfinished'))
      if (navigator.onLine) from.submit()
      else location.assign(drafts)
    } catch (reason) {
      console.warn(reason)
      if (navigator.onLine) return from.submit()
      status.className = 'error'
      status.textContent = full
    }
  }

  async function tellOfLeft(): Promise<void> {
    const some = (await keptReports()).some(({ state }) => state !== 'sent')
    if (!some) return
    const link = document.createElement('a')
    Object.assign(link, { href: drafts, textContent: left })
    status.replaceChildren(link)
  }
}

// The page after it has come, so the city has what was sent.
async function forgetLeaving(): Promise<void> {
  for (const { key, state } of await keptReports()) if (state === 'leaving') await forgetReport(key)
}
