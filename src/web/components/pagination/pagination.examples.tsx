// The middle of a long list.
import type { Example } from '../example.ts'
import { Pagination } from './pagination.tsx'

export const paginationExamples: Example[] = [
  {
    title: 'Страницы списка',
    view: (
      <Pagination
        label="Страницы"
        here="31–60 из 138"
        earlier={{ href: '?page=1', label: 'Предыдущие' }}
        later={{ href: '?page=3', label: 'Следующие' }}
      />
    ),
  },
]
