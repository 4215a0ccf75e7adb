// A road map: who promised which milestone by when, over some years, group by group, with an equal table.
import { Empty } from '../empty/empty.tsx'
import { Glyph, type MarkState } from './glyph.tsx'
import { type Span, type Year, yearsOf } from './span.ts'
import { Scale, Strip } from './strip.tsx'
import { RoadTable } from './table.tsx'

export type RoadMilestone = {
  title: string
  href?: string | undefined
  /** YYYY-MM-DD, and the same as people say it. */
  on: string
  when: string
  state: MarkState
  /** What was promised first, if the day was moved. */
  first?: { on: string; when: string } | undefined
}

export type RoadProject = {
  title: string
  href?: string | undefined
  /** First and last day; undefined where nobody named it. */
  begins?: string | undefined
  ends?: string | undefined
  /** The same as people say it: «2026–2028», «сроки не названы». */
  period: string
  milestones: RoadMilestone[]
}

export type RoadMapProps = Span & {
  /** YYYY-MM-DD, or null where the picture is not of a day. */
  today: string | null
  groups: { title: string; projects: RoadProject[] }[]
  labels: RoadMapLabels
}

export type RoadMapLabels = {
  states: Record<MarkState, string>
  today: string
  /** Before the day that was promised first: «сначала обещали». */
  first: string
  /** What opens the table of a group. */
  table: string
  /** Heads of the table's columns. */
  columns: { milestone: string; when: string; first: string; state: string }
  /** Beside a project none of whose milestones are known. */
  noMilestones: string
  /** What stands in place of the whole map, and what to do then. */
  empty: { title: string; text: string }
}

export function RoadMap({ groups, labels, today, from, to }: RoadMapProps) {
  const shown = groups.filter(({ projects }) => projects.length > 0)
  if (shown.length === 0)
    return (
      <Empty title={labels.empty.title}>
        <p>{labels.empty.text}</p>
      </Empty>
    )
  const span: Span = { from, to }
  const years = yearsOf(span)
  return (
    <div class="road-map">
      {shown.map(({ title, projects }) => (
        <section key={title}>
          <h3>{title}</h3>
          <div class="road scale">
            <Scale span={span} years={years} today={today} label={labels.today} />
          </div>
          <ul>
            {projects.map((project) => (
              <Road key={project.title} project={project} span={span} years={years} today={today} labels={labels} />
            ))}
          </ul>
          <details>
            <summary>{labels.table}</summary>
            <RoadTable title={title} projects={projects} labels={labels} />
          </details>
        </section>
      ))}
    </div>
  )
}

type RoadProps = {
  project: RoadProject
  span: Span
  years: Year[]
  today: string | null
  labels: RoadMapLabels
}

function Road({ project, span, years, today, labels }: RoadProps) {
  const told = toldOf(project)
  return (
    <li class="road">
      <div>
        <p class="road-title">{project.href ? <a href={project.href}>{project.title}</a> : project.title}</p>
        <p class="source">
          {project.milestones.length === 0 ? `${project.period}, ${labels.noMilestones}` : project.period}
        </p>
      </div>
      <div>
        {isDated(project) && (
          <Strip project={project} span={span} years={years} today={today} sentence={sentenceOf(project, labels)} />
        )}
        {told.length > 0 && (
          <ul class="road-told">
            {told.map((milestone) => (
              <li key={`${milestone.on} ${milestone.title}`}>
                <Glyph state={milestone.state} />
                <span>
                  {milestone.href ? <a href={milestone.href}>{milestone.title}</a> : milestone.title}
                  {`: ${labels.states[milestone.state]}, ${milestone.when}`}
                  {milestone.first && <span class="first">{`, ${labels.first} ${milestone.first.when}`}</span>}
                </span>
              </li>
            ))}
          </ul>
        )}
      </div>
    </li>
  )
}

// Where no day is known there is nothing to draw: the words beside say so.
function isDated({ begins, ends, milestones }: RoadProject): boolean {
  return milestones.length > 0 || (begins !== undefined && ends !== undefined)
}

// Few words beside a picture: what went wrong, what was moved, and what comes next; the table holds them all.
function toldOf({ milestones }: RoadProject): RoadMilestone[] {
  const sorted = [...milestones].sort((one, other) => one.on.localeCompare(other.on))
  const next = sorted.find(({ state }) => state === 'planned')
  return sorted.filter(
    (each) =>
      each === next || each.state === 'late' || each.state === 'silent' || (each.first && each.state !== 'done'),
  )
}

function sentenceOf({ title, period, milestones }: RoadProject, labels: RoadMapLabels): string {
  const points = milestones.map(
    ({ title: name, state, when, first }) =>
      `${name}: ${labels.states[state]}, ${when}${first ? `, ${labels.first} ${first.when}` : ''}`,
  )
  return [`${title}: ${period}`, ...(points.length === 0 ? [labels.noMilestones] : points)].join('; ')
}
