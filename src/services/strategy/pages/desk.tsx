// The desk of the strategy team: indicators that take observations, first those that nobody can follow yet.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { PromiseView } from '../queries/promises.ts'
import { amountOf, Data, nameOf } from './said.tsx'

export function StrategyDeskPage({ promises }: { promises: PromiseView[] }) {
  const { words, href } = useFrame()
  const waits = ({ value, atBaseline }: PromiseView) => value === null || atBaseline
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/desk'), label: words('strategy.desk.home') }]}
          />
        }
        title={words('strategy.desk.title')}
        lede={words('strategy.desk.lede')}
      >
        <p>
          <a href={href('/desk/strategy/import')}>{words('strategy.portfolio.link')}</a>
        </p>
      </PageHead>
      <Group title={words('strategy.desk.waiting')} promises={promises.filter(waits)} />
      <Group title={words('strategy.desk.observed')} promises={promises.filter((promise) => !waits(promise))} />
    </>
  )
}

function Group({ title, promises }: { title: string; promises: PromiseView[] }) {
  const { words, href } = useFrame()
  if (promises.length === 0) return null
  return (
    <section>
      <h2>
        {title} ({promises.length})
      </h2>
      <List
        items={promises.map((promise) => {
          const missing = missingIn(words, promise)
          return {
            href: href(`/desk/strategy/${promise.id}`),
            title: promise.nameEn === null ? <Data>{promise.name}</Data> : nameOf(words, promise),
            note: (
              <>
                {promise.value !== null && (
                  <>
                    {lastOf(words, promise, promise.value)}
                    <br />
                  </>
                )}
                {missing.length > 0 && words('strategy.desk.missing', { what: missing.join(', ') })}
              </>
            ),
            tag: promise.kind === 'ratio' ? <Tag>{words('strategy.desk.ratio')}</Tag> : undefined,
          }
        })}
      />
    </section>
  )
}

function lastOf(words: Words, promise: PromiseView, value: string): string {
  return words(promise.atBaseline ? 'strategy.desk.onlyBaseline' : 'strategy.desk.last', {
    value: amountOf(words, promise, value),
    period: promise.period === null ? words('strategy.yearUnnamed') : words.date(promise.period),
  })
}

function missingIn(words: Words, { value, atBaseline, baseline, target }: PromiseView): string[] {
  return [
    ...(value === null || atBaseline ? ['current'] : []),
    ...(baseline === null ? ['baseline'] : []),
    ...(target === null ? ['target'] : target.year === null ? ['targetYear'] : []),
  ].map((what) => words(`strategy.desk.missing.${what}`))
}
