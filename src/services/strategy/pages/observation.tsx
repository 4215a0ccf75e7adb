// One observation as a row of a list: its value, what it is and when, why it was corrected and where it comes from.
import type { Words } from '#platform/words.ts'
import type { ListItem } from '#web/components/list/list.tsx'
import type { ObservationView, PromiseView } from '../queries/promises.ts'
import { amountOf, numberOf, Source } from './said.tsx'

/** The row without its tag: the public page and the desk each say their own about it. */
export function observationRow(words: Words, promise: PromiseView, each: ObservationView): ListItem {
  return {
    lead: numberOf(words, each.value),
    title: (
      <>
        {words(`strategy.observed.${each.part}`)}: {amountOf(words, promise, each.value)},{' '}
        {each.period === null ? words('strategy.yearUnnamed') : words.date(each.period)}
      </>
    ),
    note: (
      <>
        {each.reason && <>{words('strategy.observed.reason', { reason: each.reason })} </>}
        <Source source={each.source} />
      </>
    ),
  }
}
