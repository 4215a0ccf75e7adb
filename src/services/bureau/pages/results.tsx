// What comes out of the questionnaire: what fits, what is not known yet, and what does not fit with why and the smallest change.
import { DecisionCard, sayDecision } from '#kernel/programmes/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Decided, Results } from '../queries/check.ts'
import { type Draft, isForProvider } from '../rules/draft.ts'
import { BureauCrumbs } from './crumbs.tsx'
import { Answers, Changes, Stacking } from './results-parts.tsx'
import { levelsInWords, Sourced, standingInWords } from './said.tsx'

export interface ResultsProps {
  results: Results
  draft: Draft
  /** The private link, without the language. */
  link: string
  keptDays: number
}

export function ResultsPage({ results, draft, link, keptDays }: ResultsProps) {
  const { words, href } = useFrame()
  const { yes, ask, unknown, no, left } = results
  return (
    <>
      <PageHead
        above={<BureauCrumbs more={[{ href: '/bureau/check', label: words('bureau.check.title') }]} />}
        title={words('bureau.results.title')}
        lede={words('bureau.results.lede', { yes: yes.length, open: ask.length + unknown.length, no: no.length })}
      >
        <p class="actions">
          {left > 0 && (
            <LinkButton href={href('/bureau/check/next')} kind="gold">
              {words('bureau.results.goOn', { n: left })}
            </LinkButton>
          )}
          <a href="#next">{words('bureau.results.toNext')}</a>
        </p>
      </PageHead>
      <Changes results={results} />
      {yes.length + ask.length + unknown.length + no.length === 0 && (
        <Empty title={words('bureau.results.none')}>
          <p>
            <a href={href('/bureau/measures')}>{words('bureau.measures.title')}</a>
          </p>
        </Empty>
      )}
      <Group of={yes} title="yes" results={results} />
      <Stacking results={results} />
      <Group of={ask} title="ask" results={results} />
      <Group of={unknown} title="unknown" results={results} />
      <Group of={no} title="no" results={results} />
      <Answers draft={draft} catalogue={results.catalogue} />
      <section id="next">
        <h2>{words('bureau.results.next')}</h2>
        <p>
          <LinkButton href={href('/bureau/requests/new')}>{words('bureau.ask.button')}</LinkButton>
        </p>
        <Notice>
          <p>
            {words('bureau.results.link', { days: keptDays })}{' '}
            <a href={href(link)}>{words('bureau.results.linkName')}</a>
          </p>
        </Notice>
        <ActionButton action={href('/bureau/check/forgetting')}>{words('bureau.check.forget')}</ActionButton>
      </section>
    </>
  )
}

function Group({
  of,
  title,
  results,
}: {
  of: readonly Decided[]
  title: 'yes' | 'ask' | 'unknown' | 'no'
  results: Results
}) {
  const { words } = useFrame()
  if (of.length === 0) return null
  return (
    <section>
      <h2>{words(`bureau.results.${title}`, { n: of.length })}</h2>
      <p>{words(`bureau.results.${title}.how`)}</p>
      {of.map((each) => (
        <Card key={each.measure.id} decided={each} results={results} />
      ))}
    </section>
  )
}

function Card({ decided: { measure, decision }, results }: { decided: Decided; results: Results }) {
  const { words, href } = useFrame()
  const { id, fields, standing } = measure
  const said = sayDecision(words, decision, results.catalogue)
  const toAsk = decision.matters.filter(isForProvider)
  return (
    <DecisionCard
      {...{ words, said }}
      title={
        <a href={href(`/bureau/measures/${id}`)}>
          <Sourced text={fields.name} />
        </a>
      }
      level={3}
      grouped
    >
      <p class="source">
        <Sourced text={fields.provider} /> · {levelsInWords(words, fields.levels)}
        {standing.state !== 'open' && ` · ${standingInWords(words, standing)}`}
      </p>
      {fields.kind === 'tax' && decision.verdict !== 'no' && decision.amount && <p>{words('bureau.results.taxSum')}</p>}
      <p>
        {decision.verdict !== 'no' &&
          toAsk.map((question) => (
            <span key={question}>
              <a href={href(`/bureau/check/questions/${question}`)}>{words('bureau.results.confirmed')}</a>
              {' · '}
            </span>
          ))}
        <a href={href(`/bureau/requests/new?measure=${id}`)}>
          {words('bureau.ask.button')}
          <span class="heard">: {fields.name}</span>
        </a>
      </p>
    </DecisionCard>
  )
}
