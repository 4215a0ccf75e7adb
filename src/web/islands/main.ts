// Finds what a script can make more comfortable on this page and loads only that; without it every page works as it is.

const islands: Record<string, () => Promise<{ start(place: HTMLElement): void }>> = {
  photo: () => import('./photo.ts'),
  where: () => import('./where.ts'),
  blur: () => import('./blur.ts'),
  verify: () => import('./verify.ts'),
  search: () => import('./search.ts'),
  compare: () => import('./compare.ts'),
  offline: () => import('./offline.ts'),
  drafts: () => import('../../services/my-yard/islands/drafts.ts'),
  report: () => import('../../services/my-yard/islands/report.ts'),
  passkey: () => import('./passkey.ts'),
  push: () => import('./push.ts'),
}

for (const place of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const load = islands[place.dataset.island ?? '']
  if (load) load().then((island) => island.start(place), giveUp)
}

// A form that comes back wrong begins with what is wrong.
document.getElementById('errors')?.focus()

const worker = document.querySelector<HTMLMetaElement>('meta[name=service-worker]')?.content
// After the page itself is there: a phone on a slow line loads what is read first.
if (worker && 'serviceWorker' in navigator) {
  const register = () => navigator.serviceWorker.register(worker, { scope: '/', updateViaCache: 'none' }).catch(giveUp)
  if (document.readyState === 'complete') void register()
  else addEventListener('load', () => void register(), { once: true })
}

try {
  const { scheme, size, spacing, pictures } = document.documentElement.dataset
  // The page without network cannot read the cookie of the look; its own island reads this.
  if (!document.querySelector('[data-island=offline]'))
    localStorage.setItem('look', JSON.stringify({ scheme, size, spacing, pictures }))
  // Reports that wait on this device are sent by whichever page is open when the network is back.
  const send = () => {
    if (localStorage.getItem('my-yard-waiting') !== null)
      import('../../services/my-yard/islands/send.ts').then(({ sendWaiting }) => sendWaiting()).catch(giveUp)
  }
  addEventListener('online', send)
  if (navigator.onLine) send()
} catch (reason) {
  giveUp(reason)
}

// A piece that did not come over a bad line changes nothing: the page works without it, and the console tells why.
function giveUp(reason: unknown): void {
  console.warn(reason)
}
