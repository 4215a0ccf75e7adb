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
import { Data, Name, nameOf } from './said.tsx'

export interface ProjectsProps {
  projects: ProjectView[]
  directions: Direction[]
  stages: string[]
  chosen: { direction: string; stage: string }
  horizon: number
}

export function ProjectsPage({ projects, directions, stages, chosen, horizon }: ProjectsProps) {
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
      {projects.length === 0 ? <Empty title={words('strategy.projects.none')} /> : <ProjectList projects={projects} />}
    </>
  )
}

export function ProjectList({ projects }: { projects: ProjectView[] }) {
  const { words, href } = useFrame()
  return (
    <List
      items={projects.map((project) => ({
        href: href(`/strategy/projects/${project.id}`),
        title: <Name named={project} />,
        note: <Data>{project.summary}</Data>,
        tag: <StageTag group={project.stage_group} />,
      }))}
      label={words('strategy.projects.title')}
    />
  )
}

export function StageTag({ group }: { group: string }) {
  const { words } = useFrame()
  return <Tag kind={stageKinds[group] ?? 'plain'}>{words(`strategy.stage.${group}`)}</Tag>
}

const stageKinds: Record<string, TagKind> = { done: 'kept', running: 'ok', moved: 'late' }
