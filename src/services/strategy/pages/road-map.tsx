// The road map of the strategy over five years, as a picture and as an equal table.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { RoadMap } from '#web/components/road-map/road-map.tsx'
import type { MilestoneView } from '../queries/milestones.ts'
import type { Direction } from '../queries/promises.ts'
import type { RoadProject } from '../queries/road-map.ts'
import { mapYears, type Placed } from '../rules/road-map.ts'
import { roadMapLabels } from './forecast-said.ts'
import { ownerText } from './owner.tsx'
import { nameOf } from './said.tsx'

export interface RoadMapPageProps {
  placed: Placed<RoadProject, MilestoneView>[]
  directions: Direction[]
  /** Every owner there is to choose from. */
  owners: string[]
  bodies: ReadonlyMap<string, string>
  chosen: { by: 'direction' | 'owner'; direction: string; owner: string; from: number }
  /** The first years there are to choose from. */
  years: number[]
  today: string
  /** The calendar of the same choice. */
  calendar: string
}

export function RoadMapPage(props: RoadMapPageProps) {
  const { words, href } = useFrame()
  const { placed, directions, owners, bodies, chosen, years, today, calendar } = props
  const ownerName = (owner: string | null) => ownerText(words, owner, bodies)
  const groups =
    chosen.by === 'owner'
      ? [...Map.groupBy(placed, ({ project }) => ownerName(project.owner))]
      : directions.map(
          (each) => [nameOf(words, each), placed.filter(({ project }) => project.direction === each.id)] as const,
        )
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/strategy'), label: words('strategy.menu') }]}
          />
        }
        title={words('strategy.roadMap.title', { from: String(chosen.from), to: String(chosen.from + mapYears - 1) })}
        lede={words('strategy.roadMap.lede')}
      />
      <form class="filters" method="get" action={href('/strategy/road-map')}>
        <SelectField
          name="by"
          label={words('strategy.roadMap.by')}
          value={chosen.by}
          options={(['direction', 'owner'] as const).map((by) => ({
            value: by,
            label: words(`strategy.roadMap.by.${by}`),
          }))}
        />
        <SelectField
          name="direction"
          label={words('strategy.projects.direction')}
          value={chosen.direction}
          placeholder={words('strategy.projects.any')}
          options={directions.map((each) => ({ value: each.id, label: nameOf(words, each) }))}
        />
        <SelectField
          name="owner"
          label={words('strategy.project.responsible')}
          value={chosen.owner}
          placeholder={words('strategy.roadMap.anyOwner')}
          options={owners.map((owner) => ({ value: owner, label: ownerName(owner) }))}
        />
        <SelectField
          name="from"
          label={words('strategy.roadMap.from')}
          value={String(chosen.from)}
          options={years.map((year) => ({ value: String(year), label: `${year}–${year + mapYears - 1}` }))}
        />
        <Button kind="plain">{words('strategy.projects.show')}</Button>
      </form>
      <h2>{words('strategy.projects.found', { n: placed.length })}</h2>
      <RoadMap
        from={`${chosen.from}-01-01`}
        to={`${chosen.from + mapYears - 1}-12-31`}
        today={today}
        labels={roadMapLabels(words)}
        groups={groups.map(([title, all]) => ({ title, projects: all.map((each) => roadOf(words, href, each)) }))}
      />
      <p>
        <a href={calendar}>{words('strategy.roadMap.calendar')}</a>
      </p>
    </>
  )
}

function roadOf(
  words: Words,
  href: (path: string) => string,
  { project, begins, ends, milestones }: Placed<RoadProject, MilestoneView>,
) {
  const said = [
    project.start === null ? null : words('strategy.project.start', { when: words.date(project.start) }),
    project.due === null ? null : words('strategy.project.due', { when: words.date(project.due) }),
  ].filter((each) => each !== null)
  return {
    title: nameOf(words, project.view),
    href: href(`/strategy/projects/${project.id}`),
    begins: begins ?? undefined,
    ends: ends ?? undefined,
    period: said.length === 0 ? words('strategy.roadMap.noTime') : said.join(', '),
    milestones: milestones.map(({ milestone, on, first, state }) => ({
      title: nameOf(words, milestone),
      href: href(`/strategy/milestones/${milestone.id}`),
      on,
      when: words.date(milestone.due ?? on),
      state,
      first:
        first === null ? undefined : { on: first, when: words.date(milestone.terms.get('due')?.first.value ?? first) },
    })),
  }
}
