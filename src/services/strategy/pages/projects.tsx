// The projects of the strategy: all of them, sorted out by direction and stage.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { ProjectView } from '../queries/projects.ts'
import type { Direction } from '../queries/promises.ts'
import { Owner } from './owner.tsx'
import { Data, Name, nameOf, Source } from './said.tsx'

export interface ProjectsProps {
  projects: ProjectView[]
  directions: Direction[]
  /** Names of bodies by id. */
  bodies: ReadonlyMap<string, string>
  stages: string[]
  chosen: { direction: string; stage: string }
  horizon: number
}

export function ProjectsPage({ projects, directions, bodies, stages, chosen, horizon }: ProjectsProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/strategy'), label: words('strategy.title', { year: String(horizon) }) }]}
          />
        }
        title={words('strategy.projects.title')}
        lede={words('strategy.projects.lede')}
      />
      <form class="filters" method="get" action={href('/strategy/projects')}>
        <SelectField
          name="direction"
          label={words('strategy.projects.direction')}
          value={chosen.direction}
          placeholder={words('strategy.projects.any')}
          options={directions
            .filter((each) => each.projects > 0)
            .map((each) => ({ value: each.id, label: nameOf(words, each) }))}
        />
        <SelectField
          name="stage"
          label={words('strategy.projects.stage')}
          value={chosen.stage}
          placeholder={words('strategy.projects.any')}
          options={stages.map((stage) => ({ value: stage, label: words(`strategy.stage.${stage}`) }))}
        />
        <Button kind="plain">{words('strategy.projects.show')}</Button>
      </form>
      <h2>{words('strategy.projects.found', { n: projects.length })}</h2>
      {projects.length === 0 ? (
        <Empty title={words('strategy.projects.none')} />
      ) : (
        <ProjectList projects={projects} directions={directions} bodies={bodies} />
      )}
    </>
  )
}

export interface ProjectListProps {
  projects: ProjectView[]
  /** All directions: the workshops at which projects were proposed are theirs. */
  directions: Direction[]
  bodies: ReadonlyMap<string, string>
}

/** Each project with where it was proposed, its source, who answers for it, and its live service where it has one. */
export function ProjectList({ projects, directions, bodies }: ProjectListProps) {
  const { words, href } = useFrame()
  return (
    <List
      items={projects.map((project) => ({
        href: href(`/strategy/projects/${project.id}`),
        title: <Name named={project} />,
        note: (
          <>
            <Data>{project.summary}</Data>
            <br />
            <Origin project={project} directions={directions} />
            {project.source !== null && (
              <>
                {': '}
                <Source source={{ page: project.source, date: project.source_date }} />
              </>
            )}
            {'. '}
            {words('strategy.project.responsible')}: <Owner owner={project.owner} bodies={bodies} />
          </>
        ),
        tag: (
          <>
            <StageTag group={project.stage_group} />{' '}
            {project.service && <a href={href(project.service)}>{words('strategy.project.service')}</a>}
          </>
        ),
      }))}
      label={words('strategy.projects.title')}
    />
  )
}

function Origin({ project, directions }: { project: ProjectView; directions: Direction[] }) {
  const { words } = useFrame()
  const direction = directions.find(({ id }) => id === project.workshop)
  if (!direction?.workshop)
    return words(project.from_workshop ? 'strategy.project.fromWorkshops' : 'strategy.project.fromNews')
  return words('strategy.project.fromWorkshop', {
    name: nameOf(words, direction),
    days: words.days(direction.workshop.from, direction.workshop.to),
  })
}

export function StageTag({ group }: { group: string }) {
  const { words } = useFrame()
  return <Tag kind={stageKinds[group] ?? 'plain'}>{words(`strategy.stage.${group}`)}</Tag>
}

const stageKinds: Record<string, TagKind> = { done: 'kept', running: 'ok', moved: 'late' }
