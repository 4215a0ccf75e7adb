// One promise: its number, why it is so, what was promised and by whom, and every correction.
import { WholeStory } from '#kernel/threads/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { Outlook } from '../queries/outlook.ts'
import type { Direction, MeasurementView, ObservationView, PromiseView } from '../queries/promises.ts'
import type { VoicesView } from '../queries/voices.ts'
import { planOf } from '../rules/terms.ts'
import { Heading } from './heading.tsx'
import { observationRow } from './observation.tsx'
import { Owner } from './owner.tsx'
import { Plans } from './plans.tsx'
import { Line, numberTile, PromiseTags } from './promise.tsx'
import { Proof } from './proof.tsx'
import { Reports } from './reports.tsx'
import { amountOf, Data, nameOf, numberOf, Source, unitOf, yearOf } from './said.tsx'
import { TermStory } from './terms.tsx'
import { Voices } from './voices.tsx'

export interface IndicatorProps {
  promise: PromiseView
  direction: Direction | null
  measurements: MeasurementView[]
  observations: ObservationView[]
  parts: PromiseView[]
  outlook: Outlook
  bodies: ReadonlyMap<string, string>
  voices: VoicesView
}

export function IndicatorPage(props: IndicatorProps) {
  const { words, href } = useFrame()
  const { promise, direction, measurements, observations, parts, outlook, bodies } = props
  const { target, value } = promise
  const name = nameOf(words, promise)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[
              { href: href('/strategy'), label: words('strategy.menu') },
              ...(direction
                ? [{ href: href(`/strategy/directions/${direction.id}`), label: nameOf(words, direction) }]
                : []),
            ]}
          />
        }
        title={promise.nameEn === null ? <Data>{name}</Data> : name}
        lede={
          target
            ? words('strategy.sentence.target', {
                value: amountOf(words, promise, target.value),
                year: yearOf(words, target.year),
              })
            : words('strategy.sentence.noTarget')
        }
      >
        <p>
          <PromiseTags promise={promise} />
        </p>
      </PageHead>
      <section>
        <Tiles
          tiles={[
            { ...numberTile(words, promise), what: words(promise.atBaseline ? 'strategy.known' : 'strategy.now') },
          ]}
        />
        {promise.demo && <p>{words('strategy.demoNumber')}</p>}
        {target && <Line promise={promise} outlook={outlook.forecast} />}
        {target && <Heading promise={promise} outlook={outlook} />}
      </section>
      <section>
        <h2>
          {value === null ? words('strategy.whyUnknown') : words('strategy.why', { value: numberOf(words, value) })}
        </h2>
        <p>{words(`strategy.kind.${promise.kind}`)}</p>
        {promise.kind === 'sum' && <Measurements promise={promise} measurements={measurements} />}
        {promise.kind === 'latest' && <Observations promise={promise} observations={observations} />}
        {promise.kind === 'ratio' && (
          <List
            items={parts.map((part) => ({
              lead: part.value === null ? words('strategy.noData') : numberOf(words, part.value),
              href: href(`/strategy/indicators/${part.id}`),
              title: nameOf(words, part),
            }))}
          />
        )}
      </section>
      <section>
        <h2>{words('strategy.about')}</h2>
        <Facts facts={factsOf(promise, outlook, bodies)} />
        <WholeStory of={`indicator:${promise.id}`} />
      </section>
      <Plans promise={promise} terms={outlook.terms} />
      <TermStory
        subject={`indicator:${promise.id}`}
        terms={new Map([...outlook.terms].filter(([term, { moves }]) => moves > 0 || !planOf(term)))}
        unit={(value) => unitOf(words, promise, value)}
        bodies={bodies}
      />
      {(outlook.statements.length > 0 || outlook.silences !== null) && (
        <section>
          <h2>{words('strategy.reports.title')}</h2>
          <Reports reports={outlook.statements} silences={outlook.silences} />
        </section>
      )}
      <Voices voices={props.voices} />
      <Proof subject={`indicator:${promise.id}`} />
    </>
  )
}

function Measurements({ promise, measurements }: { promise: PromiseView; measurements: MeasurementView[] }) {
  const { words, href, now } = useFrame()
  if (measurements.length === 0)
    return <p>{words(promise.basis === 'own' ? 'strategy.noneYet' : 'strategy.noMeasurements')}</p>
  return (
    <List
      ordered
      items={measurements.map((each) => ({
        lead: numberOf(words, each.value, true),
        title: (
          <a href={href(`/small-wins/${each.win}`)}>
            {words(each.reverses === null ? 'strategy.measured.win' : 'strategy.measured.reversed')}
          </a>
        ),
        note: (
          <>
            <time dateTime={each.at.toISOString()} title={words.date(each.at, 'time')}>
              {words.ago(each.at, now)}
            </time>
            {each.case !== null && (
              <>
                {', '}
                <a href={href(`/cases/${each.case}`)}>{words('strategy.measured.case', { number: each.case })}</a>
              </>
            )}
          </>
        ),
        tag: each.basis === 'demo' ? <Tag>{words('strategy.demo')}</Tag> : undefined,
      }))}
    />
  )
}

function Observations({ promise, observations }: { promise: PromiseView; observations: ObservationView[] }) {
  const { words } = useFrame()
  if (observations.length === 0) return <p>{words('strategy.noObservations')}</p>
  return (
    <List
      items={observations.map((each) => ({
        ...observationRow(words, promise, each),
        tag: (
          <>
            {each.revised && <Tag kind="silent">{words('strategy.observed.revised')}</Tag>}
            {each.revises !== null && <Tag>{words('strategy.observed.revision')}</Tag>}
            {each.basis === 'demo' && <Tag>{words('strategy.demo')}</Tag>}
          </>
        ),
      }))}
    />
  )
}

function factsOf(promise: PromiseView, outlook: Outlook, bodies: ReadonlyMap<string, string>) {
  const { words } = useFrame()
  const { baseline, target } = promise
  return [
    {
      name: words('strategy.fact.baseline'),
      value: baseline
        ? `${amountOf(words, promise, baseline.value)}, ${yearOf(words, baseline.year)}`
        : words('strategy.noData'),
    },
    {
      name: words('strategy.fact.target'),
      value: target
        ? `${amountOf(words, promise, target.value)}, ${yearOf(words, target.year)}`
        : words('strategy.targetUnnamed'),
    },
    {
      name: words('strategy.project.responsible'),
      value: <Owner owner={outlook.terms.get('owner')?.now.value ?? null} bodies={bodies} />,
    },
    ...([outlook.terms.get('curator')?.now.value ?? null] as const).flatMap((curator) =>
      curator === null
        ? []
        : [{ name: words('strategy.project.curator'), value: <Owner owner={curator} bodies={bodies} /> }],
    ),
    { name: words('strategy.fact.promise'), value: <Data>{promise.promise}</Data> },
    { name: words('strategy.fact.polarity'), value: words(`strategy.polarity.${promise.polarity}`) },
    {
      name: words('strategy.fact.tolerance'),
      value: words('strategy.fact.toleranceOf', {
        kept: words.number(promise.tolerance.keptFrom),
        near: words.number(promise.tolerance.nearFrom),
      }),
    },
    ...(promise.periodicity === null
      ? []
      : [{ name: words('strategy.fact.periodicity'), value: words(`strategy.cadence.${promise.periodicity}`) }]),
    ...(promise.okei === null ? [] : [{ name: words('strategy.fact.okei'), value: promise.okei }]),
    ...(promise.method === null ? [] : [{ name: words('strategy.fact.method'), value: <Data>{promise.method}</Data> }]),
    ...(promise.note === null ? [] : [{ name: words('strategy.note'), value: <Data>{promise.note}</Data> }]),
    {
      name: words('strategy.source'),
      value: promise.source ? <Source source={promise.source} /> : words('strategy.ownSource'),
    },
  ]
}
