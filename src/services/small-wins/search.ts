// What of wins the city's search finds: all that is published, also what was corrected or taken back, as its page tells it.
import type { SearchOffer } from '#platform/module.ts'
import { smallWinsDb } from './tables.ts'

const page = 500

export const winSearch: SearchOffer = {
  kinds: [{ kind: 'win', label: 'smallWins.search.kind', order: 30 }],
  async *subjects(city) {
    let after = ''
    for (;;) {
      const rows = await smallWinsDb(city)
        .selectFrom('small_wins.wins')
        .select('id')
        .where('kind', '=', 'win')
        .where('id', '>', after)
        .orderBy('id')
        .limit(page)
        .execute()
      if (rows.length === 0) return
      after = rows.at(-1)?.id ?? after
      yield rows.map(({ id }) => `win:${id}`)
    }
  },
  documents: async (city, subjects) => {
    const ids = subjects.filter((each) => each.startsWith('win:')).map((each) => each.slice('win:'.length))
    if (ids.length === 0) return []
    const rows = await smallWinsDb(city)
      .selectFrom('small_wins.wins as w')
      .leftJoin('small_wins.withdrawals as d', 'd.win', 'w.id')
      .select(['w.id', 'w.title', 'w.title_en', 'w.category', 'w.what_done', 'w.note', 'w.place', 'w.district'])
      .select(['w.sort_on', 'w.case_number', 'w.basis', 'd.reason'])
      .where('w.id', 'in', ids)
      .where('w.kind', '=', 'win')
      .execute()
    return rows.map((row) => ({
      subject: `win:${row.id}`,
      kind: 'win',
      title: row.title,
      titleEn: row.title_en,
      text: [
        row.basis === 'demo' ? city.words('smallWins.demo') : null,
        row.reason && city.words(`smallWins.withdrawn.${row.reason}`),
        row.what_done,
        row.note,
      ]
        .filter(Boolean)
        .join('. '),
      keywords: [row.category, city.words('smallWins.search.words'), row.case_number].filter(Boolean).join(' '),
      href: `/small-wins/${row.id}`,
      place: row.place,
      district: row.district,
      day: /^\d{4}-\d\d-\d\d$/.test(row.sort_on) ? row.sort_on : null,
    }))
  },
  changes: ['published', 'corrected', 'setback', 'withdrawn'].map((what) => ({ fact: `small-wins.${what}` })),
}
