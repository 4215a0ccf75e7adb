// How a text becomes a page: its pictures, the operator's name in legal texts, and the offers that answer a situation.
import type { City } from '#platform/city.ts'
import { hrefIn } from '#platform/http/read.ts'
import { type Node, readMarkdown, withValues } from '#platform/markdown/index.ts'
import type { Module } from '#platform/module.ts'
import type { Words } from '#platform/words.ts'
import type { TextPageProps } from '../pages/text.tsx'
import { picturesIn } from '../queries/pictures.ts'
import type { ShownPage } from '../queries/shown.ts'
import type { PagesHouse } from './house.ts'

/** The tree of a text, ready to be drawn. */
export async function nodesOf(
  city: City,
  text: { title: string; body: string },
  house: Pick<PagesHouse, 'operator'>,
): Promise<readonly Node[]> {
  const pictures = await picturesIn(city, [text.body])
  const { nodes } = readMarkdown(text.body, { title: text.title, pictures })
  return text.body.includes('{{') ? withValues(nodes, operatorIn(city.words, house.operator)) : nodes
}

/** A page with all that readers see around it. */
export async function textProps(city: City, page: ShownPage, house: PagesHouse): Promise<TextPageProps> {
  return {
    page,
    nodes: await nodesOf(city, page, house),
    offers: page.kind === 'situations' ? offersFor(city.words, house.doors(), page.slug) : [],
    editions: [],
    past: false,
  }
}

/** The offers of all doors that answer a situation, in the reader's words. */
export function offersFor(words: Words, doors: readonly Module[], situation: string): TextPageProps['offers'] {
  return doors
    .flatMap((door) => door.offers ?? [])
    .filter(({ situations }) => situations.includes(situation))
    .sort((a, b) => a.order - b.order)
    .map(({ href, label, hint, takes, needs }) => ({
      href: hrefIn(words.locale, href),
      title: words(label),
      lead: words(hint),
      facts: [
        { name: words('pages.offers.takes'), value: words(takes) },
        { name: words('pages.offers.needs'), value: words(needs) },
      ],
    }))
}

// In the demo nobody answers for anything, and the texts say so.
function operatorIn(words: Words, { name, inn, address }: PagesHouse['operator']): Record<string, string> {
  return {
    operator: name ?? words('pages.operator.demo'),
    inn: inn ?? words('pages.operator.none'),
    address: address ?? words('pages.operator.none'),
  }
}
