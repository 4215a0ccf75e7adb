// Sends what waits on the device, one after another and by one sender at a time; the key makes a second try harmless.
import { type Asked, emptyAnswers, type KeptReport, keepReport, keptReport, keptReports } from './kept.ts'

/** A report that waited longer is sent only when its writer says so again: the world has changed meanwhile. */
const askAgainAfter = 30 * 86_400_000

/**
 * Sends every report that waits. A page and the service worker may call it at once. Throws when there is no network, so that
 * Background Sync tries again.
 */
export async function sendWaiting(): Promise<void> {
  const send = async () => {
    for (const { key, state } of await keptReports()) {
      if (state !== 'waiting') continue
      // Read anew: its writer may have taken it back while others went.
      const report = await keptReport(key)
      if (report?.state === 'waiting') await sendOne(report)
    }
  }
  await ('locks' in navigator ? navigator.locks.request('my-yard-drafts', send) : send())
}

async function sendOne(report: KeptReport): Promise<void> {
  if (Date.now() - report.touchedAt > askAgainAfter) return ask(report, { question: 'old' })
  // Noted before it leaves: if the answer is lost, it is known that the city may have it.
  await keepReport({ ...report, tried: true })
  const prefix = report.locale === 'en' ? '/en' : ''
  // As a guest: on a shared phone it must not go under the name of whoever is signed in by then.
  const answer = await fetch(`${prefix}/my-yard/drafts`, {
    method: 'POST',
    body: bodyOf(report),
    headers: { accept: 'application/json' },
    credentials: 'omit',
    redirect: 'error',
  })
  // The city is busy or being mended: it is tried again later.
  if (answer.status === 429 || answer.status >= 500) throw new Error(`the city answers ${answer.status}`)
  const said = recordOf(await answer.json())
  const now = await keptReport(report.key)
  // Wiped or taken back while it was on its way: then nothing is put back on the device.
  if (!now) return
  if (said.state === 'sent') {
    const sent = {
      number: textOf(said.number),
      link: textOf(said.link),
      joined: said.joined === true,
      repeated: said.repeated === true,
    }
    // What was written lives with the city from now on.
    await keepReport({ ...now, state: 'sent', answers: emptyAnswers, photo: null, asked: null, sent })
  } else if (said.state === 'asked') {
    await ask(now, {
      question: said.question === 'danger' ? 'danger' : 'same',
      lines: listOf(said.lines).map(textOf),
      calls: listOf(said.calls).map(textOf),
      similar: listOf(said.similar)
        .map(recordOf)
        .map((one) => ({
          number: textOf(one.number),
          title: textOf(one.title),
          text: textOf(one.text),
          href: textOf(one.href),
        })),
    })
  } else {
    const fields = listOf(said.fields).map((field) => textOf(recordOf(field).detail))
    const lines = fields.length > 0 ? fields : [textOf(said.title)]
    await ask(now, { question: answer.status === 422 ? 'fields' : 'refused', lines })
  }
}

async function ask(report: KeptReport, asked: Partial<Asked> & Pick<Asked, 'question'>): Promise<void> {
  await keepReport({ ...report, state: 'decision', asked: { lines: [], calls: [], similar: [], ...asked } })
}

function bodyOf({ key, answers, photo, calm, another, join }: KeptReport): FormData {
  const body = new FormData()
  for (const [name, value] of Object.entries({ key, ...answers, number: join })) body.set(name, value)
  if (calm) body.set('calm', 'yes')
  if (another) body.set('another', 'yes')
  if (photo) body.set('photo', new Blob([photo.bytes], { type: photo.type }), photo.name)
  return body
}

function recordOf(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null ? { ...value } : {}
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : ''
}
