// Addresses of the totals: all of them in a scope, and each one opened.
import { h } from 'preact'
import { page, type Visit } from '#platform/http/route.ts'
import { refuse } from '#platform/refusal.ts'
import { TotalPage } from '../pages/total.tsx'
import { TotalsPage, totalText } from '../pages/totals.tsx'
import { streetCounts } from '../queries/places.ts'
import { shelf } from '../queries/shelf.ts'
import { bornOf, bornPageSize, totalFor } from '../queries/total.ts'
import { totals } from '../queries/totals.ts'
import { totalAddress } from '../rules/asked.ts'
import { pageNumber, scopeOf } from './read.ts'

export async function totalsPage({ city, query }: Visit) {
  const { scope, chosen } = scopeOf(query)
  const streets = (await streetCounts(city)).filter(({ wins }) => wins > 0).map(({ name }) => name)
  const found = await totals(city, scope)
  const first = found.measures[0]
  return page(
    city.words('smallWins.totals.title'),
    h(TotalsPage, { totals: found, facets: await shelf(city), streets, chosen }),
    {
      description: city.words('smallWins.totals.lede'),
      ...(first === undefined ? {} : { picture: pictureOf(first.id, chosen) }),
    },
  )
}

export async function totalPage({ city, params, query }: Visit) {
  const { scope, chosen } = scopeOf(query)
  const number = pageNumber(query.page)
  const id = params.measure ?? ''
  const total = await totalFor(city, id, scope)
  if (!total) throw refuse.missing('smallWins.refusal.noTotal')
  const born = await bornOf(city, id, scope, number)
  const label = city.words.locale === 'en' ? total.labelEn : total.label
  const said = totalText(city.words, total)
  return page(label, h(TotalPage, { total, born, page: number, size: bornPageSize, chosen }), {
    description: `${said.number} ${said.unit}. ${label}`,
    picture: pictureOf(total.id, chosen),
  })
}

function pictureOf(measure: string, chosen: Parameters<typeof totalAddress>[1]): string {
  const [path = '', asked] = totalAddress(measure, chosen).split('?')
  return `${path}/picture.png${asked === undefined ? '' : `?${asked}`}`
}
