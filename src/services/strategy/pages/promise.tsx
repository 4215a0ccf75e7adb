// A promise as a picture: the line, its sentence, and the numbers behind it.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { PromiseCard } from '#web/components/promise-line/promise.tsx'
import { PromiseLine } from '#web/components/promise-line/promise-line.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { PromiseView } from '../queries/promises.ts'
import type { Forecast } from '../rules/forecast.ts'
import { forecastOf } from '../rules/outlook.ts'
import { betterOf } from '../rules/value.ts'
import { bandOf } from './forecast-said.ts'
import { amountOf, nameOf, numberOf, unitOf, yearOf } from './said.tsx'

/** A promise in a list: its name leads to its page. */
export function PromiseItem({ promise }: { promise: PromiseView }) {
  const { words, href } = useFrame()
  return (
    <PromiseCard
      title={nameOf(words, promise)}
      href={href(`/strategy/indicators/${promise.id}`)}
      tags={<PromiseTags promise={promise} />}
    >
      <Line promise={promise} />
    </PromiseCard>
  )
}

/** What must be said beside a number: that it is the region's, or invented for the demo, or unknown. */
export function PromiseTags({ promise }: { promise: PromiseView }) {
  const { words } = useFrame()
  const level = levels[promise.level]
  return (
    <>
      {promise.demo && <Tag>{words('strategy.demo')}</Tag>} {level && <Tag>{words(level)}</Tag>}{' '}
      {promise.value === null && <Tag kind="silent">{words('strategy.noData')}</Tag>}
    </>
  )
}

/** The picture, or words in its place where no target was named. */
export function Line({ promise, outlook }: { promise: PromiseView; outlook?: Forecast | undefined }) {
  const { words } = useFrame()
  const sentence = sentenceOf(words, promise)
  if (promise.target === null) {
    return <Tiles tiles={[{ ...numberTile(words, promise), what: whenOf(words, promise) }]} />
  }
  const { baseline, target } = promise
  const forecast = outlook ?? forecastOf(promise, promise.seen)
  return (
    <PromiseLine
      better={betterOf(promise.polarity, baseline?.value ?? null, target.value)}
      sentence={sentence}
      baseline={
        baseline
          ? {
              value: Number(baseline.value),
              label: words('strategy.line.was', { value: numberOf(words, baseline.value) }),
            }
          : undefined
      }
      current={
        promise.value === null || promise.atBaseline
          ? undefined
          : { value: Number(promise.value), label: numberOf(words, promise.value) }
      }
      target={{ value: Number(target.value), label: targetLabel(words, target) }}
      first={promise.first === null ? undefined : firstMark(words, promise, promise.first)}
      forecast={forecast.known ? bandOf(words, forecast, unitOf(words, promise, target.value)) : undefined}
      table={{ summary: words('strategy.line.how'), rows: rowsOf(words, promise) }}
    />
  )
}

// What had been promised first, where the target was moved: a dashed flag, its words and its row.
function firstMark(words: Words, promise: PromiseView, first: string) {
  const amount = amountOf(words, promise, first)
  return {
    value: Number(first),
    label: words('strategy.line.first', { value: numberOf(words, first) }),
    said: words('strategy.sentence.first', { value: amount }),
    row: { name: words('strategy.row.first'), value: amount },
  }
}

/** The number as a tile shows it: large, with its unit. */
export function numberTile(words: Words, promise: PromiseView): { number: string; unit?: string } {
  if (promise.value === null) return { number: words('strategy.noData') }
  return { number: numberOf(words, promise.value), unit: unitOf(words, promise, promise.value) }
}

/** The promise in one sentence. */
export function sentenceOf(words: Words, promise: PromiseView): string {
  const { baseline, target } = promise
  return [
    baseline &&
      words('strategy.sentence.baseline', {
        value: amountOf(words, promise, baseline.value),
        year: yearOf(words, baseline.year),
      }),
    promise.atBaseline
      ? null
      : promise.value === null
        ? words('strategy.sentence.unknown')
        : words('strategy.sentence.current', { value: amountOf(words, promise, promise.value) }),
    target
      ? words('strategy.sentence.target', {
          value: amountOf(words, promise, target.value),
          year: yearOf(words, target.year),
        })
      : words('strategy.sentence.noTarget'),
  ]
    .filter(Boolean)
    .join('; ')
}

function rowsOf(words: Words, promise: PromiseView) {
  const { baseline, target } = promise
  return [
    ...(baseline
      ? [
          {
            name: words('strategy.row.baseline', { year: yearOf(words, baseline.year) }),
            value: amountOf(words, promise, baseline.value),
          },
        ]
      : [{ name: words('strategy.row.noBaseline'), value: words('strategy.noData') }]),
    ...(promise.atBaseline
      ? []
      : [{ name: words('strategy.row.current'), value: amountOf(words, promise, promise.value) }]),
    ...(target
      ? [
          {
            name: words('strategy.row.target', { year: yearOf(words, target.year) }),
            value: amountOf(words, promise, target.value),
          },
        ]
      : []),
  ]
}

function targetLabel(words: Words, target: { value: string; year: number | null }): string {
  const value = numberOf(words, target.value)
  return target.year === null ? value : words('strategy.line.target', { value, year: String(target.year) })
}

function whenOf(words: Words, promise: PromiseView): string {
  const known =
    promise.value === null
      ? ''
      : promise.kind === 'sum'
        ? words('strategy.line.counted')
        : words('strategy.line.period', {
            period: promise.period === null ? words('strategy.yearUnnamed') : words.date(promise.period),
          })
  return [known, words('strategy.sentence.noTarget')].filter(Boolean).join('; ')
}

const levels: Record<string, string> = { регион: 'strategy.level.region', страна: 'strategy.level.country' }
