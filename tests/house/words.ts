// Rules about what the house says: every phrase in every language, none missing, none left over.
import { IntlMessageFormat } from 'intl-messageformat'
import { camel, codeOf, isTest, type Rule, type Tree, withoutComments } from './tree.ts'

/** Russian and English say the same phrases with the same values; Udmurt has some, each with its source. */
export const sameLanguages: Rule = (tree) =>
  cataloguesOf(tree).flatMap(({ folder, ru, en, udm, sources }) => [
    ...lacking(ru, en).map((key) => `${folder}words/en.json lacks ${key}: English is complete; translate it.`),
    ...lacking(en, ru).map(
      (key) => `${folder}words/ru.json lacks ${key}: Russian is the source; write it or drop it in en.json.`,
    ),
    ...lacking(udm, ru).map(
      (key) => `${folder}words/udm.json has ${key}, which Russian has not: write it in ru.json first.`,
    ),
    ...lacking(udm, sources).map((key) => `${folder}words/udm.sources.json does not say where ${key} was published.`),
    ...lacking(sources, udm).map(
      (key) => `${folder}words/udm.sources.json names ${key}, which is not in udm.json: drop it.`,
    ),
    ...broken(folder, { ru, en, udm }),
    ...otherValues(folder, ru, en),
  ])

/** A key that code says exists. */
export const wordsExist: Rule = (tree) => {
  const known = keysOf(tree)
  return codeOf(tree).flatMap(({ path, text }) => {
    const code = withoutComments(text)
    const exact = [...code.matchAll(spoken)].map(([, said, given]) => (said ?? given ?? '').replace(/\|.*$/, ''))
    const shaped = [...code.matchAll(spokenTemplates)].map(([, template = '']) => template)
    return [
      ...[...new Set(exact)]
        .filter((key) => isKeyShaped(key) && !known.has(key))
        .map((key) => `${path} says ${key}, which is in no words/ru.json: write it there and in en.json.`),
      ...[...new Set(shaped)]
        .filter((template) => !template.startsWith('${') && ![...known].some((key) => patternOf(template).test(key)))
        .map(
          (template) => `${path} says ${template}, and no key in words/ru.json fits: write them there and in en.json.`,
        ),
    ]
  })
}

/** Each phrase is said somewhere: in full as a string, or by a template that names its beginning. */
export const noIdleWords: Rule = (tree) => {
  const code = tree.files.filter(({ path }) => /^src\/.+\.(tsx?|mjs)$/.test(path) && !isTest(path))
  const said = new Set<string>()
  const patterns: RegExp[] = []
  for (const { text } of code) {
    for (const [, key = ''] of text.matchAll(/['"]([a-z][a-zA-Z]*\.[\w.-]+)(?:\|[^'"]*)?['"]/g)) said.add(key)
    // The chronicle says an entry of the kind `small-wins.told` by `smallWins.entry.told`.
    // A link of the kind `small-wins.grown` is said by `smallWins.link.grown`, its end by `smallWins.link.grown.ended`.
    for (const [, module = '', what = ''] of text.matchAll(/'([a-z-]+)\.([a-z-]+)'/g)) {
      for (const key of [`entry.${what}`, `link.${what}`, `link.${what}.ended`]) said.add(`${camel(module)}.${key}`)
    }
    for (const [, template = ''] of text.matchAll(/`([a-z][a-zA-Z]*\.(?:\$\{[^`}]*\}|[^`\s$])*)`/g)) {
      const key = template.replace(/\|.*$/, '')
      if (key.includes('${')) patterns.push(patternOf(key))
      else said.add(key)
    }
  }
  return cataloguesOf(tree).flatMap(({ folder, prefix, ru }) =>
    Object.keys(ru)
      .filter((key) => !said.has(`${prefix}.${key}`) && !patterns.some((pattern) => pattern.test(`${prefix}.${key}`)))
      .map((key) => `${folder}words/ru.json has ${key}, which nobody says: drop it in every language, or say it.`),
  )
}

interface Catalogue {
  folder: string
  prefix: string
  ru: Texts
  en: Texts
  udm: Texts
  sources: Texts
}

type Texts = Record<string, string>

// Where a word key is written in full: said, thrown, or given to the house to say.
const spoken =
  /(?:\bwords|\bwords\.has|\bsay|\brefuse\.\w+|\bpolicy)\((?:\s*'[\w.-]+',)?\s*'([^'\n]+)'|\b(?:key|label|who|hint|legend|titleKey):\s*'([a-z][a-zA-Z]*\.[^'\n]+)'/g
const spokenTemplates = /\bwords\(\s*`([^`\n]+)`/g

function cataloguesOf(tree: Tree): Catalogue[] {
  const texts = new Map(tree.files.filter(({ path }) => path.includes('/words/')).map(({ path, text }) => [path, text]))
  return [...texts.keys()]
    .filter((path) => /^src\/.+\/words\/(ru|en|udm)\.json$/.test(path))
    .map((path) => path.replace(/words\/\w+\.json$/, ''))
    .filter((folder, index, all) => all.indexOf(folder) === index)
    .map((folder) => {
      const read = (name: string): Texts => JSON.parse(texts.get(`${folder}words/${name}.json`) ?? '{}')
      const prefix = camel(folder.split('/').at(-2) ?? '')
      return { folder, prefix, ru: read('ru'), en: read('en'), udm: read('udm'), sources: read('udm.sources') }
    })
}

function keysOf(tree: Tree): Set<string> {
  return new Set(cataloguesOf(tree).flatMap(({ prefix, ru }) => Object.keys(ru).map((key) => `${prefix}.${key}`)))
}

function isKeyShaped(key: string): boolean {
  return /^[a-z][a-zA-Z]*(\.[\w-]+)+$/.test(key)
}

/** `cases.status.${status}` → every key of that shape. */
function patternOf(template: string): RegExp {
  const fixed = template
    .split(/\$\{(?:[^{}]|\{[^{}]*\})*\}/)
    .map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  return new RegExp(`^${fixed.join('[\\w.-]+')}$`)
}

function lacking(these: Texts, those: Texts): string[] {
  return Object.keys(these).filter((key) => !(key in those))
}

function broken(folder: string, languages: Record<string, Texts>): string[] {
  return Object.entries(languages).flatMap(([language, texts]) =>
    Object.entries(texts).flatMap(([key, text]) =>
      valuesOf(text) === null ? [`${folder}words/${language}.json: ${key} cannot be read as an ICU message.`] : [],
    ),
  )
}

function otherValues(folder: string, ru: Texts, en: Texts): string[] {
  return Object.entries(ru).flatMap(([key, text]) => {
    const english = en[key]
    if (english === undefined) return []
    const [theirs, ours] = [valuesOf(english), valuesOf(text)]
    if (theirs === null || ours === null || alike(ours, theirs)) return []
    return [
      `${folder}words: ${key} takes {${ours.join(', ')}} in Russian and {${theirs.join(', ')}} in English: make them alike.`,
    ]
  })
}

/** Russian may take word forms that English has no use for: «{n, plural, few {{few}} …}». */
function alike(ours: string[], theirs: string[]): boolean {
  const forms = ['one', 'few', 'many', 'other']
  return (
    theirs.every((name) => ours.includes(name)) && ours.every((name) => theirs.includes(name) || forms.includes(name))
  )
}

/** The names of the values a message takes; null when it cannot be read. */
function valuesOf(text: string): string[] | null {
  try {
    const names = new Set<string>()
    const walk = (elements: ReturnType<IntlMessageFormat['getAst']>): void => {
      for (const element of elements) {
        if ('value' in element && element.type !== 0 && element.type !== 8) names.add(String(element.value))
        if ('options' in element) for (const option of Object.values(element.options)) walk(option.value)
      }
    }
    walk(new IntlMessageFormat(text, 'ru', undefined, { ignoreTag: true }).getAst())
    return [...names].sort()
  } catch {
    return null
  }
}
