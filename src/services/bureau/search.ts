// What of the Bureau the city's search finds: measures, also those that are over, which say so.
import type { SearchOffer } from '#platform/module.ts'
import { standingInWords } from './pages/said.tsx'
import { measures } from './queries/measures.ts'

export function bureauSearch(zone: string): SearchOffer {
  return {
    kinds: [{ kind: 'measure', label: 'bureau.search.kind', order: 35 }],
    async *subjects(city) {
      yield (await measures(city, zone)).map(({ id }) => `measure:${id}`)
    },
    documents: async (city, subjects) => {
      const asked = new Set(subjects)
      return (await measures(city, zone))
        .filter(({ id }) => asked.has(`measure:${id}`))
        .map(({ id, fields, standing }) => ({
          ...{ subject: `measure:${id}`, kind: 'measure', title: fields.name, href: `/bureau/measures/${id}` },
          text: [
            fields.who,
            fields.how,
            fields.note,
            standing.state === 'over' ? standingInWords(city.words, standing) : null,
          ]
            .filter(Boolean)
            .join('. '),
          keywords: [
            id,
            fields.provider,
            city.words(`bureau.kind.${fields.kind}`),
            city.words('bureau.search.words'),
          ].join(' '),
          day: fields.sourceDate?.length === 10 ? fields.sourceDate : null,
        }))
    },
    changes: [{ fact: 'bureau.measure-changed' }],
  }
}
