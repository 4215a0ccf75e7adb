// The strategy on one page: what the city wants to be, in which directions, and what was promised in each.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Direction, Plan, PromiseView } from '../queries/promises.ts'
import type { QuestionCard } from '../queries/questions.ts'
import { PortfolioFiles } from './portfolio-files.tsx'
import { PromiseItem } from './promise.tsx'
import { OverdueQuestions } from './questions.tsx'
import { nameOf, Source } from './said.tsx'

export interface StrategyProps {
  plan: Plan | null
  directions: Direction[]
  watched: PromiseView[]
  /** The longest overdue questions, and how many are overdue in all. */
  cards: QuestionCard[]
  overdue: number
}

export function StrategyPage(props: StrategyProps) {
  const { words, href, now } = useFrame()
  const { plan, directions, watched } = props
  const year = now.getUTCFullYear()
  if (!plan) return <Empty title={words('strategy.empty')} />
  const main = directions.filter((direction) => direction.main)
  const others = directions.filter((direction) => !direction.main && direction.indicators + direction.projects > 0)
  return (
    <>
      <PageHead
        title={words('strategy.title', { year: String(plan.horizon) })}
        lede={words('strategy.mission', { mission: words.locale === 'en' ? plan.missionEn : plan.mission })}
      >
        <p>
          <Source source={plan.source} />
        </p>
      </PageHead>
      <OverdueQuestions cards={props.cards} overdue={props.overdue} />
      <section>
        <h2>{words('strategy.directions', { n: main.length })}</h2>
        <Directions directions={main} />
      </section>
      <section>
        <h2>{words('strategy.watched')}</h2>
        {watched.map((promise) => (
          <PromiseItem promise={promise} />
        ))}
        <p>
          <a href={href('/strategy/projects')}>{words('strategy.allProjects')}</a>
          {' · '}
          <a href={href('/strategy/road-map')}>{words('strategy.roadMap.open')}</a>
          {' · '}
          <a href={href(`/strategy/years/${year}/report.pdf`)}>
            {words('strategy.year.download', { year: String(year) })}
          </a>
          {' · '}
          <a href={href('/strategy/council')}>{words('strategy.council.title')}</a>
          {' · '}
          <a href={href('/strategy/moved')}>{words('strategy.terms.all')}</a>
        </p>
      </section>
      {others.length > 0 && (
        <section>
          <h2>{words('strategy.otherThemes')}</h2>
          <Directions directions={others} />
        </section>
      )}
      <section>
        <h2>{words('strategy.ask.list')}</h2>
        <p>{words('strategy.ask.frontLede')}</p>
        <div class="actions">
          <LinkButton href={href('/strategy/asking')}>{words('strategy.ask.button')}</LinkButton>
          <LinkButton kind="plain" href={href('/strategy/questions')}>
            {words('strategy.ask.listAll')}
          </LinkButton>
          <LinkButton kind="plain" href={href('/strategy/took-part')}>
            {words('strategy.tookPart.title')}
          </LinkButton>
        </div>
      </section>
      <section>
        <h2>{words('strategy.howTitle')}</h2>
        <p>{words('strategy.how')}</p>
        <p>
          <a href={href('/chronicle')}>{words('strategy.toChronicle')}</a>
        </p>
      </section>
      <PortfolioFiles />
    </>
  )
}

function Directions({ directions }: { directions: Direction[] }) {
  const { words, href } = useFrame()
  return (
    <List
      items={directions.map((direction) => ({
        href: href(`/strategy/directions/${direction.id}`),
        title: nameOf(words, direction),
        note: (
          <>
            {words('strategy.direction.holds', { indicators: direction.indicators, projects: direction.projects })}
            {direction.workshop && (
              <>
                <br />
                {words('strategy.direction.workshop', {
                  days: words.days(direction.workshop.from, direction.workshop.to),
                })}
              </>
            )}
          </>
        ),
      }))}
    />
  )
}
