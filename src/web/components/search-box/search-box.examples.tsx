// The search box empty and with what was asked.
import type { Example } from '../example.ts'
import { SearchBox } from './search-box.tsx'

const words = { label: 'Поиск по городу', find: 'Найти' }

export const searchBoxExamples: Example[] = [
  { title: 'Поиск, ничего не спрошено', view: <SearchBox id="search-empty" action="/search" words={words} /> },
  {
    title: 'Поиск с вопросом',
    view: (
      <SearchBox
        id="search-asked"
        action="/search"
        value="яма на Пушкинской"
        words={{ label: 'Поиск с вопросом', find: words.find }}
      />
    ),
  },
]
