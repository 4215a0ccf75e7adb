// What a page says, piece by piece, each with the language it stands in: as a screen reader takes it.

/** Words of the other language in a page that stand under no mark of their language (WCAG 3.1.2). */
export function strangersIn(html: string, locale: 'ru' | 'en'): string[] {
  return piecesOf(html)
    .filter(({ lang, text }) => (lang === 'en' ? /[а-яё]/i.test(text) : lang === 'ru' && isEnglish(text)))
    .filter(({ lang }) => locale === 'en' || lang === 'ru')
    .map(({ text }) => text)
}

interface Piece {
  text: string
  lang: string
}

const empty = new Set([
  'area',
  'base',
  'br',
  'col',
  'embed',
  'hr',
  'img',
  'input',
  'link',
  'meta',
  'source',
  'track',
  'wbr',
])
// Machine texts have no language: code, and what a person typed in a form comes back as it is.
const silent = new Set(['script', 'style', 'code', 'pre', 'kbd', 'samp', 'textarea', 'title', 'datalist'])
const said = ['alt', 'aria-label', 'title', 'placeholder']

function piecesOf(html: string): Piece[] {
  const pieces: Piece[] = []
  const open: { name: string; lang: string; silent: boolean }[] = [{ name: '', lang: '', silent: false }]
  for (const [, comment, closing, name = '', attributes = '', text = ''] of html.matchAll(
    /(<!--.*?-->|<!doctype[^>]*>)|<(\/?)([a-z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*\/?>|([^<]+)/gis,
  )) {
    if (comment !== undefined) continue
    const top = open.at(-1) ?? { name: '', lang: '', silent: false }
    if (text !== '') {
      if (!top.silent && text.trim() !== '') pieces.push({ text: plain(text), lang: top.lang })
      continue
    }
    if (closing === '/') {
      const at = open.findLastIndex((one) => one.name === name)
      if (at > 0) open.length = at
      continue
    }
    const given = new Map(
      [...attributes.matchAll(/([\w:-]+)="([^"]*)"/g)].map(([, key = '', value = '']) => [key, value]),
    )
    const lang = given.get('lang') ?? top.lang
    for (const attribute of said) {
      const value = given.get(attribute)
      // A label can bear one language only: in one of two languages nothing can be marked.
      const mixed = value !== undefined && /[a-z]{3}/i.test(value) && /[а-яё]{3}/i.test(value)
      if (value && !mixed && !top.silent) pieces.push({ text: plain(value), lang })
    }
    if (!empty.has(name)) open.push({ name, lang, silent: top.silent || silent.has(name) })
  }
  return pieces
}

function plain(text: string): string {
  return text
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#39;', "'")
    .replaceAll('&amp;', '&')
    .trim()
}

/** A sentence, not a name, an address or a code: four words with small letters in a row, and nothing Cyrillic among them. */
function isEnglish(text: string): boolean {
  return /(?:^|\s)[A-Za-z][a-z’']*(?:[\s,]+[a-z’']+){3,}/.test(text.replaceAll(/\S*[./@_\d]\S*/g, '.'))
}
