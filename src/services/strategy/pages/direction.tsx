// One direction: its workshop, its goals, its promises and its projects.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { TaskView } from '../queries/chain.ts'
import type { ProjectView } from '../queries/projects.ts'
import type { Direction, goalsOf, PromiseView } from '../queries/promises.ts'
import { ProjectList } from './projects.tsx'
import { PromiseItem } from './promise.tsx'
import { nameOf, Source } from './said.tsx'

export interface DirectionProps {
  direction: Direction
  horizon: number
  goals: Awaited<ReturnType<typeof goalsOf>>
  promises: PromiseView[]
  projects: ProjectView[]
  tasks: TaskView[]
  bodies: ReadonlyMap<string, string>
}

export function DirectionPage(props: DirectionProps) {
  const { direction, horizon, goals, promises, projects, tasks, bodies } = props
  const { words, href } = useFrame()
  const promised = promises.filter((promise) => promise.target !== null || promise.basis === 'own')
  const stated = promises.filter((promise) => !promised.includes(promise))
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/strategy'), label: words('strategy.title', { year: String(horizon) }) }]}
          />
        }
        title={nameOf(words, direction)}
        lede={words('strategy.direction.holds', { indicators: direction.indicators, projects: direction.projects })}
      >
        {direction.workshop && (
          <p>
            {words('strategy.direction.workshop', { days: words.days(direction.workshop.from, direction.workshop.to) })}
            {'. '}
            {direction.source && <Source source={direction.source} />}
          </p>
        )}
      </PageHead>
      {goals.length > 0 && (
        <section>
          <h2>{words('strategy.goals')}</h2>
          <List
            items={goals.map((goal) => ({
              title: nameOf(words, goal),
              note: (
                <>
                  <Source source={goal.source} />
                  {tasks
                    .filter((task) => task.goal === goal.id)
                    .map((task) => (
                      <p key={task.id}>{words('strategy.task', { name: nameOf(words, task) })}</p>
                    ))}
                </>
              ),
            }))}
          />
        </section>
      )}
      {promised.length > 0 && (
        <section>
          <h2>{words('strategy.promised')}</h2>
          {promised.map((promise) => (
            <PromiseItem promise={promise} />
          ))}
        </section>
      )}
      {stated.length > 0 && (
        <section>
          <h2>{words('strategy.stated')}</h2>
          {stated.map((promise) => (
            <PromiseItem promise={promise} />
          ))}
        </section>
      )}
      {projects.length > 0 && (
        <section>
          <h2>{words('strategy.projects.title')}</h2>
          <ProjectList projects={projects} directions={[direction]} bodies={bodies} />
        </section>
      )}
    </>
  )
}
