// All components in all their states on one page: how they look, what they are given, and what the tests look at.
import { blurExamples } from './blur/blur.examples.tsx'
import { breadcrumbsExamples, pageHead } from './breadcrumbs/breadcrumbs.examples.tsx'
import { buttonExamples } from './button/button.examples.tsx'
import { chatExamples } from './chat/chat.examples.tsx'
import { chipsExamples } from './chips/chips.examples.tsx'
import { compareExamples } from './compare/compare.examples.tsx'
import { dataTableExamples } from './data-table/data-table.examples.tsx'
import { emptyExamples } from './empty/empty.examples.tsx'
import { errorSummaryExamples } from './error-summary/error-summary.examples.tsx'
import type { Example } from './example.ts'
import { factsExamples } from './facts/facts.examples.tsx'
import { fieldExamples } from './field/field.examples.tsx'
import { listExamples } from './list/list.examples.tsx'
import { markExamples } from './mark/mark.examples.tsx'
import { noticeExamples } from './notice/notice.examples.tsx'
import { offersExamples } from './offers/offers.examples.tsx'
import { paginationExamples } from './pagination/pagination.examples.tsx'
import { photosExamples } from './photos/photos.examples.tsx'
import { promiseLineExamples } from './promise-line/promise-line.examples.tsx'
import { proseExamples } from './prose/prose.examples.tsx'
import { queueExamples } from './queue/queue.examples.tsx'
import { roadMapExamples } from './road-map/road-map.examples.tsx'
import { searchBoxExamples } from './search-box/search-box.examples.tsx'
import { statusExamples } from './status/status.examples.tsx'
import { tagExamples } from './tag/tag.examples.tsx'
import { threadExamples } from './thread/thread.examples.tsx'
import { tilesExamples } from './tiles/tiles.examples.tsx'
import { timelineExamples } from './timeline/timeline.examples.tsx'
import { whereExamples } from './where/where.examples.tsx'

/** `picture` is the address of any picture of the house's own. */
export const examples = (picture: string): Example[] => [
  ...markExamples,
  ...buttonExamples,
  ...tagExamples,
  ...tilesExamples,
  ...promiseLineExamples,
  ...statusExamples,
  ...roadMapExamples,
  ...searchBoxExamples,
  ...listExamples,
  ...chipsExamples,
  ...factsExamples,
  ...timelineExamples,
  ...threadExamples,
  ...photosExamples(picture),
  ...compareExamples(picture),
  ...noticeExamples,
  ...emptyExamples,
  ...errorSummaryExamples,
  ...fieldExamples,
  ...whereExamples,
  ...blurExamples(picture),
  ...queueExamples,
  ...dataTableExamples,
  ...chatExamples,
  ...breadcrumbsExamples,
  ...paginationExamples,
  ...proseExamples,
  ...offersExamples,
]

/** What goes inside the layout of the staff's page of components. */
export function ExamplesPage({ picture }: { picture: string }) {
  return (
    // What they are given here is Russian, whatever the reader's language.
    <div lang="ru">
      {pageHead}
      {examples(picture).map(({ title, view }) => (
        <section key={title}>
          <h2>{title}</h2>
          {view}
        </section>
      ))}
    </div>
  )
}
