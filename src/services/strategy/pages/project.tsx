// One project: what it is, where it was proposed, how far it is, and who answers for it.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ProjectView } from '../queries/projects.ts'
import type { Direction } from '../queries/promises.ts'
import type { VoicesView } from '../queries/voices.ts'
import { StageTag } from './projects.tsx'
import { Data, Name, Source } from './said.tsx'
import { Voices } from './voices.tsx'

export interface ProjectProps {
  project: ProjectView
  direction: Direction | null
  voices: VoicesView
}

export function ProjectPage({ project, direction, voices }: ProjectProps) {
  const { words, href } = useFrame()
  const workshop = project.from_workshop ? direction?.workshop : null
  const directionName = words.locale === 'en' ? project.directionNameEn : project.directionName
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[
              { href: href('/strategy/projects'), label: words('strategy.projects.title') },
              { href: href(`/strategy/directions/${project.direction}`), label: directionName },
            ]}
          />
        }
        title={<Name named={project} />}
        lede={<Data>{project.summary}</Data>}
      >
        <StageTag group={project.stage_group} />
      </PageHead>
      <Facts
        facts={[
          { name: words('strategy.project.stage'), value: <Data>{project.stage}</Data> },
          {
            name: words('strategy.project.responsible'),
            value:
              project.responsible === null ? (
                words('strategy.project.noResponsible')
              ) : (
                <Data>{project.responsible}</Data>
              ),
          },
          {
            name: words('strategy.project.origin'),
            value: workshop
              ? words('strategy.project.fromWorkshop', {
                  name: directionName,
                  days: words.days(workshop.from, workshop.to),
                })
              : words(project.from_workshop ? 'strategy.project.fromWorkshops' : 'strategy.project.fromNews'),
          },
          ...(project.period === null
            ? []
            : [{ name: words('strategy.project.period'), value: <Data>{project.period}</Data> }]),
          {
            name: words('strategy.project.budget'),
            value:
              project.budget_rub === null
                ? words('strategy.project.noBudget')
                : words.roubles(Number(project.budget_rub)),
          },
          ...(project.place === null
            ? []
            : [{ name: words('strategy.project.place'), value: <Data>{project.place}</Data> }]),
          ...(project.note === null ? [] : [{ name: words('strategy.note'), value: <Data>{project.note}</Data> }]),
          {
            name: words('strategy.source'),
            value:
              project.source === null ? (
                words('strategy.citySource')
              ) : (
                <Source source={{ page: project.source, date: project.source_date }} />
              ),
          },
        ]}
      />
      {project.service && (
        <p>
          <LinkButton href={href(project.service)}>{words('strategy.project.service')}</LinkButton>
        </p>
      )}
      <Voices voices={voices} />
      <p>
        <a href={`${href('/chronicle')}?subject=${encodeURIComponent(`project:${project.id}`)}`}>
          {words('strategy.inChronicle')}
        </a>
      </p>
    </>
  )
}
