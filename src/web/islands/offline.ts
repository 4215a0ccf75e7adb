// Lists the pages that this device can show without a network, the latest first, and wears the look chosen before.

export async function start(place: HTMLElement): Promise<void> {
  wearLook()
  if (!('caches' in window)) return
  const pages = await keptPages()
  if (pages.length === 0) return
  const list = document.createElement('ul')
  list.className = 'list'
  for (const { href, title, lang, at } of pages) {
    const item = document.createElement('li')
    const link = document.createElement('a')
    Object.assign(link, { href, textContent: title, lang })
    const when = document.createElement('p')
    when.className = 'source'
    when.textContent = (place.dataset.kept ?? '').replace(
      '#',
      new Date(at).toLocaleString(document.documentElement.lang, { dateStyle: 'long', timeStyle: 'short' }),
    )
    item.append(link, when)
    list.append(item)
  }
  place.replaceChildren(list)
}

interface KeptPage {
  href: string
  title: string
  lang: string
  at: number
}

async function keptPages(): Promise<KeptPage[]> {
  const found = new Map<string, KeptPage>()
  // What was read takes the place of what came with the app.
  const names = (await caches.keys()).filter((name) => /^italmas-(own|read)-\w+$/.test(name)).sort()
  for (const name of names) {
    const cache = await caches.open(name)
    for (const request of await cache.keys()) {
      const answer = await cache.match(request, { ignoreVary: true })
      if (!answer?.headers.get('content-type')?.startsWith('text/html')) continue
      const { pathname, search } = new URL(request.url)
      if (/^(\/en)?\/offline$/.test(pathname)) continue
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html')
      const at = Number(answer.headers.get('x-kept-at'))
      const lang = page.documentElement.lang
      const own = lang === document.documentElement.lang
      // Of what came with the app, the other language is nothing that was read.
      if (name.startsWith('italmas-own') && !own) continue
      found.set(pathname + search, { href: pathname + search, title: page.title.replace(/ — \S+$/, ''), lang, at })
    }
  }
  return [...found.values()].sort((one, other) => other.at - one.at)
}

/** The page came with the app and knows no cookie; the look was noted by the pages before. */
function wearLook(): void {
  try {
    const look: Record<string, unknown> = JSON.parse(localStorage.getItem('look') ?? '{}')
    for (const name of ['scheme', 'size', 'spacing', 'pictures'])
      if (typeof look[name] === 'string') document.documentElement.dataset[name] = look[name]
  } catch {
    // A browser that keeps nothing shows the plain look.
  }
}
