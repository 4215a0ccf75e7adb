// A text with all it may hold.
import { readMarkdown } from '#platform/markdown/index.ts'
import type { Example } from '../example.ts'
import { Prose } from './prose.tsx'

const text = `Абзац со **словами**, [ссылкой по городу](/cases) и [на другой сайт](https://example.org/).

## Что понадобится

1. Фото
2. Адрес

Таблица: Сроки по темам

| Тема | Дней |
| --- | ---: |
| Яма | 10 |
| Фонарь | 3 |

> Цитата из решения.
`

const page = { href: (path: string) => path, away: '(другой сайт)', lang: 'ru' }

export const proseExamples: Example[] = [
  { title: 'Текст редактора', view: <Prose nodes={readMarkdown(text, { title: 'Текст' }).nodes} page={page} /> },
]
