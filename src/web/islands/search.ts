// Shows what begins as one types: a list under the search box, by arrows or finger; Enter without a choice asks as before.

const pause = 150

interface Shown {
  titles: string[]
  kinds: string[]
  hrefs: string[]
}

let lists = 0

export function start(place: HTMLElement): void {
  const input = place.querySelector('input')
  const { suggest } = place.dataset
  if (!input || !suggest) return
  lists += 1
  const list = document.createElement('ul')
  list.id = `suggestions-${lists}`
  list.setAttribute('role', 'listbox')
  list.setAttribute('aria-label', input.placeholder)
  list.hidden = true
  place.append(list)
  for (const [name, value] of Object.entries({
    role: 'combobox',
    'aria-autocomplete': 'list',
    'aria-expanded': 'false',
    'aria-controls': list.id,
  }))
    input.setAttribute(name, value)

  let chosen = -1
  let timer = 0
  let asking: AbortController | null = null

  const choose = (at: number): void => {
    const options = [...list.children]
    chosen = at
    for (const [each, option] of options.entries()) option.setAttribute('aria-selected', String(each === chosen))
    if (chosen < 0) input.removeAttribute('aria-activedescendant')
    else input.setAttribute('aria-activedescendant', `${list.id}-${chosen}`)
  }
  const close = (): void => {
    list.hidden = true
    input.setAttribute('aria-expanded', 'false')
    choose(-1)
  }
  const show = ({ titles, kinds, hrefs }: Shown): void => {
    list.replaceChildren(
      ...titles.map((title, at) => {
        const option = document.createElement('li')
        option.id = `${list.id}-${at}`
        option.setAttribute('role', 'option')
        option.dataset.href = hrefs[at] ?? ''
        const kind = document.createElement('small')
        kind.textContent = kinds[at] ?? ''
        option.append(title, ' ', kind)
        return option
      }),
    )
    list.hidden = titles.length === 0
    input.setAttribute('aria-expanded', String(titles.length > 0))
    choose(-1)
  }
  const ask = async (): Promise<void> => {
    asking?.abort()
    const typed = input.value
    if (typed.trim().length < 2) return close()
    asking = new AbortController()
    try {
      const answer = await fetch(`${suggest}?q=${encodeURIComponent(typed)}`, { signal: asking.signal })
      if (!answer.ok) return close()
      const told: unknown = await answer.json()
      if (input.value === typed && document.activeElement === input) show(readShown(told))
    } catch {
      // A bad line or a newer question: the box works as it is.
    }
  }

  input.addEventListener('input', () => {
    clearTimeout(timer)
    timer = window.setTimeout(ask, pause)
  })
  input.addEventListener('keydown', (event) => {
    if (event.key === 'Escape') close()
    if (list.hidden) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      const { length } = list.children
      choose(
        event.key === 'ArrowDown' ? (chosen + 1 >= length ? 0 : chosen + 1) : chosen <= 0 ? length - 1 : chosen - 1,
      )
    }
    const option = list.children[chosen]
    if (event.key === 'Enter' && option instanceof HTMLElement) {
      event.preventDefault()
      go(option)
    }
  })
  input.addEventListener('blur', close)
  // Before the box loses the focus and the list with it.
  list.addEventListener('pointerdown', (event) => event.preventDefault())
  list.addEventListener('click', (event) => {
    const option = event.target instanceof Element ? event.target.closest('[role="option"]') : null
    if (option instanceof HTMLElement) go(option)
  })
}

function go(option: HTMLElement): void {
  const { href } = option.dataset
  if (href) location.assign(href)
}

/** OpenSearch suggestions: what was typed, titles, descriptions, addresses. */
function readShown(told: unknown): Shown {
  const [, titles, kinds, hrefs] = Array.isArray(told) ? told : []
  const texts = (list: unknown): string[] => (Array.isArray(list) ? list.map(String) : [])
  return { titles: texts(titles), kinds: texts(kinds), hrefs: texts(hrefs) }
}
