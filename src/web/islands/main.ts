// Finds what a script can make more comfortable on this page and loads only that; without it every page works as it is.

const islands: Record<string, () => Promise<{ start(place: HTMLElement): void }>> = {
  photo: () => import('./photo.ts'),
  where: () => import('./where.ts'),
  blur: () => import('./blur.ts'),
  verify: () => import('./verify.ts'),
  compare: () => import('./compare.ts'),
  passkey: () => import('./passkey.ts'),
  push: () => import('./push.ts'),
}

for (const place of document.querySelectorAll<HTMLElement>('[data-island]')) {
  const load = islands[place.dataset.island ?? '']
  if (load) load().then((island) => island.start(place), giveUp)
}

// A form that comes back wrong begins with what is wrong.
document.getElementById('errors')?.focus()

// A piece that did not come over a bad line changes nothing: the page works without it, and the console tells why.
function giveUp(reason: unknown): void {
  console.warn(reason)
}
