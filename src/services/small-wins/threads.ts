// What wins tell the threads: a win grew out of a report, and a withdrawn one did not hold; and how wins are called there.
import { z } from 'zod'
import { links } from '#kernel/threads/index.ts'
import type { City } from '#platform/city.ts'
import type { LinkRule, Named } from '#platform/module.ts'
import { quantityOf, titleOf } from './pages/said.tsx'
import { smallWinsDb } from './tables.ts'

const born = z.object({ id: z.string(), case: z.string().nullable() })

export const winLinks: readonly LinkRule[] = [
  links('small-wins.published', born, (win) => grown(win)),
  links('small-wins.withdrawn', born, (win) => grown(win).map((link) => ({ ...link, ends: true }))),
]

function grown(win: z.output<typeof born>) {
  return win.case === null ? [] : [{ from: `case:${win.case}`, to: `win:${win.id}`, kind: 'small-wins.grown' }]
}

export async function namedWins(city: City, subjects: readonly string[]): Promise<ReadonlyMap<string, Named>> {
  const { words } = city
  const rows = await smallWinsDb(city)
    .selectFrom('small_wins.wins as w')
    .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
    .select([
      'w.id',
      'w.title',
      'w.title_en as titleEn',
      'w.quantity',
      'w.unit',
      'w.unit_en as unitEn',
      'w.unit_forms as unitForms',
      'w.basis',
      'd.reason',
    ])
    .where(
      'w.id',
      'in',
      subjects.map((subject) => subject.slice('win:'.length)),
    )
    .execute()
  return new Map(
    rows.map(({ id, reason, basis, ...win }) => [
      `win:${id}`,
      {
        what: words('smallWins.thread.what'),
        title: titleOf(words, win),
        lang: words.locale === 'en' && win.titleEn === null ? 'ru' : undefined,
        note: [
          reason === null ? quantityOf(words, win) : words(`smallWins.withdrawn.${reason}`),
          basis === 'demo' ? words('smallWins.demo') : null,
        ]
          .filter(Boolean)
          .join(', '),
      },
    ]),
  )
}
