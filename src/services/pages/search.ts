// What of the editors' pages the city's search finds: everything that is shown now.
import type { City } from '#platform/city.ts'
import { readMarkdown, wordsOf } from '#platform/markdown/index.ts'
import type { SearchDocument, SearchOffer } from '#platform/module.ts'
import type { Words } from '#platform/words.ts'
import { allShown, type ShownPage } from './queries/shown.ts'

/** News, situations and other pages as documents; `english` says their English titles. */
export function pageSearch(english: () => Words): SearchOffer {
  return {
    kinds: [
      { kind: 'situation', label: 'pages.search.situations', order: 15 },
      { kind: 'news', label: 'pages.search.news', order: 50 },
    ],
    async *subjects(city) {
      yield (await allShown(city)).map(subjectOf)
    },
    documents: async (city, subjects) => {
      const asked = new Set(subjects)
      const titles = await englishTitles(city, english())
      return (await allShown(city))
        .filter((page) => asked.has(subjectOf(page)))
        .map((page) => documentOf(page, titles.get(page.id)))
    },
    changes: [{ fact: 'pages.published' }, { fact: 'pages.withdrawn' }],
  }
}

const kinds: Record<ShownPage['kind'], string> = {
  news: 'news',
  situations: 'situation',
  legal: 'document',
  about: 'document',
}

function documentOf(page: ShownPage, titleEn: string | undefined): SearchDocument {
  const { nodes } = readMarkdown(page.body, { title: page.title })
  return {
    subject: subjectOf(page),
    kind: kinds[page.kind],
    title: page.title,
    titleEn,
    text: `${page.lead} ${wordsOf(nodes)}`,
    href: page.href,
    lang: page.lang,
    day: page.kind === 'news' ? page.firstAt.toISOString().slice(0, 10) : null,
  }
}

// A page without a translation has no English title: its own language is said.
async function englishTitles(city: City, words: Words): Promise<Map<string, string>> {
  const shown = await allShown({ ...city, words })
  return new Map(shown.flatMap(({ id, title, lang }) => (lang === undefined ? [[id, title]] : [])))
}

function subjectOf({ kind, slug }: Pick<ShownPage, 'kind' | 'slug'>): string {
  return `${kind}:${slug}`
}
