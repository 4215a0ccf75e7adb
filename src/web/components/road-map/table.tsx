// The same as a table: each project with its time, and below it its milestones.
import type { RoadMapLabels, RoadProject } from './road-map.tsx'

export function RoadTable({
  title,
  projects,
  labels,
}: {
  title: string
  projects: RoadProject[]
  labels: RoadMapLabels
}) {
  const { columns } = labels
  return (
    // A frame that scrolls must be reachable by keyboard, and then it needs a name.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: the frame scrolls
    <section class="table-frame" tabIndex={0} aria-label={title}>
      <table>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{columns.milestone}</th>
            <th scope="col">{columns.when}</th>
            <th scope="col">{columns.first}</th>
            <th scope="col">{columns.state}</th>
          </tr>
        </thead>
        {projects.map((project) => (
          <Rows key={project.title} project={project} labels={labels} />
        ))}
      </table>
    </section>
  )
}

function Rows({
  project: { title, href, period, milestones },
  labels,
}: {
  project: RoadProject
  labels: RoadMapLabels
}) {
  return (
    <tbody>
      <tr class="whole">
        <th scope="rowgroup">{href ? <a href={href}>{title}</a> : title}</th>
        <td colSpan={3}>{milestones.length === 0 ? `${period}, ${labels.noMilestones}` : period}</td>
      </tr>
      {milestones.map((each, n) => (
        <tr key={n}>
          <th scope="row">{each.href ? <a href={each.href}>{each.title}</a> : each.title}</th>
          <td>{each.when}</td>
          <td>{each.first?.when}</td>
          <td>{labels.states[each.state]}</td>
        </tr>
      ))}
    </tbody>
  )
}
