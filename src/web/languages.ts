// Tells the language of each piece of a page that is not in the page's own (WCAG 3.1.2), in the page as it goes to the wire.

/** Around a phrase of the catalogue that is in Udmurt: signs for private use (Unicode 23.5). None of them leaves the house. */
export const udmurtFrom = '\uE000'
export const udmurtTo = '\uE001'

/**
 * The document with `lang` on every piece in another language. On an English page what is written in Cyrillic is Russian: the
 * city's own data and the words of its people. On a page for Udmurt readers phrases in Udmurt come between two signs: `whole` says
 * that nothing else is said there, so the page is Udmurt and its data Russian; otherwise the page is Russian.
 */
export function markLanguages(html: string, page: { locale: 'en' } | { locale: 'udm'; whole: boolean }): string {
  if (page.locale === 'en') return marked(html, 'en', cyrillic)
  return page.whole ? marked(html, 'udm', outsideUdmurt) : marked(html, 'ru', insideUdmurt)
}

interface Part {
  text: string
  lang: string | null
}

/** Parts one text into those in the page's language (null) and those in another. */
type Parting = (text: string) => Part[]

const tags = /<(\/?)([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|<!(?:--[\s\S]*?--|[^>]*)>/gi
const empty =
  /^(area|base|br|col|embed|hr|img|input|link|meta|source|track|wbr|path|circle|ellipse|line|rect|use|polygon|polyline)$/
/** Nothing can stand within these but text, so they carry the language themselves. */
const textOnly = /^(title|option|textarea)$/
const unspoken = /^(script|style)$/
const spoken = /\s(alt|aria-label|title|placeholder|content|label)="([^"]*)"/g
const signs = /[\uE000\uE001]/g

function marked(html: string, own: string, parting: Parting): string {
  const out: string[] = []
  // The language in which each open element stands; null where it is the page's own.
  const open: { name: string; lang: string | null }[] = []
  let last = 0
  for (const found of html.matchAll(tags)) {
    out.push(textMarked(html.slice(last, found.index), open.at(-1), parting))
    last = found.index + found[0].length
    const [tag, closing, name = '', attributes = '', selfClosed] = found
    if (name === '') {
      out.push(tag)
      continue
    }
    if (closing === '/') {
      const at = open.findLastIndex((one) => one.name === name)
      if (at >= 0) open.length = at
      out.push(tag)
      continue
    }
    const given = / lang="([^"]*)"/.exec(attributes)?.[1]
    const around = open.at(-1)?.lang ?? null
    const lang = name === 'html' ? null : given === undefined ? around : given === own ? null : given
    const alone = empty.test(name) || selfClosed === '/'
    const follows = textOnly.test(name) ? html.slice(last, html.indexOf('<', last)) : ''
    const foreign = lang === null && given === undefined ? foreignOf(name, attributes, follows, alone, parting) : null
    out.push(
      (foreign === null ? tag : tag.replace(/^<[\w-]+/, (start) => `${start} lang="${foreign}"`)).replace(signs, ''),
    )
    if (!alone) open.push({ name, lang: foreign ?? lang })
  }
  out.push(textMarked(html.slice(last), open.at(-1), parting))
  return out.join('').replace(/<html lang="\w+"/, `<html lang="${own}"`)
}

/** The language that an element has to carry itself: for its words in attributes, or for text that may hold no marks. */
function foreignOf(name: string, attributes: string, follows: string, alone: boolean, parting: Parting): string | null {
  if (name === 'html' || (name === 'meta' && !attributes.includes('description'))) return null
  if (textOnly.test(name)) return mostly(parting(follows))
  // An element with content would hand the language of its label down to what it holds.
  if (!alone && name !== 'svg') return null
  const said = [...attributes.matchAll(spoken)].map(([, , value = '']) => value).join(' ')
  return said === '' ? null : mostly(parting(said))
}

/** A text that can bear one language only bears that of most of its letters. */
function mostly(parts: readonly Part[]): string | null {
  const letters = new Map<string | null, number>()
  for (const { text, lang } of parts) letters.set(lang, (letters.get(lang) ?? 0) + (text.match(/\p{L}/gu)?.length ?? 0))
  const [first] = [...letters].sort(([, one], [, other]) => other - one)
  return first?.[0] ?? null
}

function textMarked(text: string, within: { name: string; lang: string | null } | undefined, parting: Parting): string {
  if (text === '') return text
  if (within && (within.lang !== null || textOnly.test(within.name) || unspoken.test(within.name)))
    return text.replace(signs, '')
  const parts = parting(text)
  if (parts.every(({ lang }) => lang === null)) return text.replace(signs, '')
  const said = parts.map(({ text, lang }) => (lang === null ? text : `<span lang="${lang}">${text}</span>`)).join('')
  // One piece stays one piece, also where a row of boxes is laid out.
  return (parts.length === 1 ? said : `<span>${said}</span>`).replace(signs, '')
}

/** From a Cyrillic letter to the last one, with the numbers and signs between and the number that ends an address. */
function cyrillic(text: string): Part[] {
  if (!/[\u0400-\u04ff]/.test(text)) return [{ text, lang: null }]
  return partedBy(
    text,
    /[«„(]?[\u0400-\u04ff](?:(?:[^A-Za-z<\n]|&(?:quot|amp|#39);)*[\u0400-\u04ff\d»“)])?(?:[-–]\d[\d-]*)?/g,
    (run) => ({
      text: run,
      lang: /[ӝӟӥӧӵ]/i.test(run) ? 'udm' : 'ru',
    }),
  )
}

function insideUdmurt(text: string): Part[] {
  return partedBy(text, /\uE000[\s\S]*\uE001/g, (run) => ({ text: run, lang: 'udm' }))
}

function outsideUdmurt(text: string): Part[] {
  const parts: Part[] = []
  for (const part of partedBy(text, /\uE000[\s\S]*?\uE001/g, (run) => ({ text: run, lang: 'own' }))) {
    if (part.lang === 'own') parts.push({ text: part.text, lang: null })
    else parts.push({ text: part.text, lang: /[\u0400-\u04ff]/.test(part.text) ? 'ru' : null })
  }
  return parts
}

function partedBy(text: string, runs: RegExp, mark: (run: string) => Part): Part[] {
  const parts: Part[] = []
  let last = 0
  for (const { 0: run, index } of text.matchAll(runs)) {
    if (index > last) parts.push({ text: text.slice(last, index), lang: null })
    parts.push(mark(run))
    last = index + run.length
  }
  if (last < text.length) parts.push({ text: text.slice(last), lang: null })
  return parts
}
