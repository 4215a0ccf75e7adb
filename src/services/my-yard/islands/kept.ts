// Reports that wait on this device, in its own database (IndexedDB): what was written, the photo, and how each one stands.

export interface Answers {
  text: string
  where: string
  lat: string
  lon: string
  topic: string
  land: string
  district: string
}

export interface KeptReport {
  /** Made on the device, known to nobody else: the city opens one case under it, however often it is sent. */
  key: string
  /**
   * leaving: on its way by the ordinary form, its answer not seen yet; unfinished: not all is answered, or it is being edited;
   * waiting: goes as soon as there is a network; decision: the city asks something first; sent: it has a number.
   */
  state: 'leaving' | 'unfinished' | 'waiting' | 'decision' | 'sent'
  madeAt: number
  touchedAt: number
  /** The language it was written in: the city answers in it. */
  locale: string
  answers: Answers
  photo: KeptPhoto | null
  /** The person saw the city's question and answered it. */
  calm: boolean
  another: boolean
  join: string
  /** It left once already, so the city may have it although no answer came. */
  tried: boolean
  asked: Asked | null
  sent: { number: string; link: string; joined: boolean; repeated: boolean } | null
}

export interface KeptPhoto {
  name: string
  type: string
  bytes: ArrayBuffer
}

/** What the city wants to know before it takes the report. */
export interface Asked {
  question: 'danger' | 'same' | 'fields' | 'refused' | 'old'
  lines: string[]
  calls: string[]
  similar: { number: string; title: string; text: string; href: string }[]
}

export const emptyAnswers: Answers = { text: '', where: '', lat: '', lon: '', topic: '', land: '', district: '' }

/** A report sent is shown so long, then its number and link are forgotten here. */
const sentFor = 7 * 86_400_000

export function newReport(answers: Answers, photo: KeptPhoto | null, state: KeptReport['state']): KeptReport {
  const bytes = crypto.getRandomValues(new Uint8Array(24))
  const now = Date.now()
  return {
    key: btoa(String.fromCharCode(...bytes))
      .replaceAll('+', '-')
      .replaceAll('/', '_'),
    state,
    madeAt: now,
    touchedAt: now,
    locale: document.documentElement.lang,
    answers,
    photo,
    calm: false,
    another: false,
    join: '',
    tried: false,
    asked: null,
    sent: null,
  }
}

/** All reports on the device, the newest first. */
export async function keptReports(): Promise<KeptReport[]> {
  const all: KeptReport[] = await asked('readonly', (store) => store.getAll())
  const old = all.filter(({ state, touchedAt }) => state === 'sent' && Date.now() - touchedAt > sentFor)
  for (const { key } of old) await forgetReport(key)
  return all.filter((report) => !old.includes(report)).sort((one, other) => other.madeAt - one.madeAt)
}

/** Throws what the browser says when there is no room (QuotaExceededError) or nothing may be kept. */
export async function keepReport(report: KeptReport): Promise<void> {
  await asked('readwrite', (store) => store.put({ ...report, touchedAt: Date.now() }))
  await told()
}

/** The report as it stands now, or undefined. */
export async function keptReport(key: string): Promise<KeptReport | undefined> {
  return asked('readonly', (store) => store.get(key))
}

export async function forgetReport(key: string): Promise<void> {
  await asked('readwrite', (store) => store.delete(key))
  await told()
}

export async function forgetAll(): Promise<void> {
  await asked('readwrite', (store) => store.clear())
  await told()
}

/** Calls back whenever a page or the service worker has changed something. */
export function onChange(heard: () => void): void {
  new BroadcastChannel(name).addEventListener('message', heard)
}

const name = 'my-yard'

// Pages look at the mark and not into the database: most of them have nothing that waits.
async function told(): Promise<void> {
  if (typeof localStorage !== 'undefined') {
    const waiting = (await asked<KeptReport[]>('readonly', (store) => store.getAll())).some(
      ({ state }) => state === 'waiting',
    )
    if (waiting) localStorage.setItem('my-yard-waiting', 'yes')
    else localStorage.removeItem('my-yard-waiting')
  }
  const channel = new BroadcastChannel(name)
  channel.postMessage('changed')
  channel.close()
}

/** One request in a transaction of its own; answered when the transaction has committed. */
async function asked<Answer>(
  mode: IDBTransactionMode,
  ask: (store: IDBObjectStore) => IDBRequest<Answer>,
): Promise<Answer> {
  const database = await opened()
  try {
    return await new Promise<Answer>((resolve, reject) => {
      const transaction = database.transaction('reports', mode)
      const request = ask(transaction.objectStore('reports'))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
      transaction.onerror = () => reject(transaction.error)
    })
  } finally {
    database.close()
  }
}

function opened(): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(name, 1)
    request.onupgradeneeded = () => request.result.createObjectStore('reports', { keyPath: 'key' })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })
}
