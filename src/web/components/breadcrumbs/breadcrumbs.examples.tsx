// The way back, with the head of the page it belongs to.
import type { Example } from '../example.ts'
import { PageHead } from '../page-head/page-head.tsx'
import { Breadcrumbs } from './breadcrumbs.tsx'

export const breadcrumbsExamples: Example[] = [
  {
    title: 'Путь к странице',
    view: (
      <Breadcrumbs
        label="Путь"
        links={[
          { href: '/strategy', label: 'Стратегия до 2036' },
          { href: '/strategy/directions/2', label: 'Жильё и городская среда' },
        ]}
      />
    ),
  },
]

/** How the page of examples itself opens. */
export const pageHead = <PageHead title="Из чего сделаны страницы" lede="Каждая часть так, как её видит житель." />
