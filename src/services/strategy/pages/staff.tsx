// The page of those who answer for projects: what is late, silent, waiting and due next, each with the one step that helps.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List, type ListItem } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { EvidenceView } from '../queries/evidence.ts'
import type { MilestoneView } from '../queries/milestones.ts'
import type { Held } from '../queries/portfolio.ts'
import type { Direction } from '../queries/promises.ts'
import type { Attention } from '../rules/attention.ts'
import { periodSaid } from './forecast-said.ts'
import { Owner } from './owner.tsx'
import { Data, Name, nameOf } from './said.tsx'

export interface StaffProps {
  held: Held[]
  attention: Attention<MilestoneView, EvidenceView>
  directions: Direction[]
  /** Bodies that own one of the projects at least. */
  owners: { id: string; name: string }[]
  bodies: ReadonlyMap<string, string>
  chosen: { direction: string; body: string }
  /** Whether the reader decides on evidence. */
  judges: boolean
}

export function StaffPage(props: StaffProps) {
  const { words, href } = useFrame()
  const { held, attention, judges } = props
  const byId = new Map(held.map((each) => [each.project.id, each]))
  const projectOf = (id: string) => byId.get(id)?.project
  const owed = held.reduce((sum, { waiting }) => sum + waiting.length, 0)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/desk'), label: words('strategy.desk.home') }]}
          />
        }
        title={words('strategy.staff.title')}
        lede={words('strategy.staff.lede')}
      />
      <Filters {...props} />
      {held.length === 0 ? (
        <Empty title={words('strategy.staff.none')}>
          <p>{words('strategy.staff.noneHow')}</p>
        </Empty>
      ) : (
        <>
          <Tiles
            label={words('strategy.staff.counts')}
            tiles={(['late', 'silent', 'evidence', 'next'] as const).map((what) => ({
              number: words.number(attention[what].length),
              what: words(`strategy.staff.count.${what}`),
              href: `#${what}`,
            }))}
          />
          {owed > 0 && (
            <p>
              <LinkButton href={href('/desk/strategy/reports')}>
                {words('strategy.staff.report', { n: owed })}
              </LinkButton>
            </p>
          )}
          <Part id="late" items={attention.late.map(({ milestone, days }) => milestoneItem(milestone, days, true))} />
          <Part
            id="silent"
            items={attention.silent.map(({ project, period, daysLate, dueOn }) => ({
              title: projectOf(project) && <Name named={projectOf(project) ?? { name: '', nameEn: null }} />,
              note: words('strategy.staff.silence', { period: periodSaid(words, period), day: words.date(dueOn) }),
              tag: (
                <>
                  <Tag kind="silent">{words('strategy.staff.daysLate', { n: daysLate })}</Tag>{' '}
                  <a href={href('/desk/strategy/reports')}>{words('strategy.staff.toReport')}</a>
                </>
              ),
            }))}
          />
          <Part id="evidence" items={attention.evidence.map((each) => evidenceItem(each))} />
          <Part
            id="next"
            items={attention.next.slice(0, 30).map(({ milestone, days }) => milestoneItem(milestone, days, false))}
          />
          <Projects {...props} />
        </>
      )}
    </>
  )

  function milestoneItem(milestone: MilestoneView, days: number, late: boolean): ListItem {
    const waits = milestone.evidence.find(({ state }) => state === 'waiting')
    const project = projectOf(milestone.project)
    return {
      lead: milestone.due === null ? '' : words.date(milestone.due),
      title: <Name named={milestone} />,
      note: project && <Name named={project} />,
      tag: (
        <>
          {late ? (
            <Tag kind="late">{words('strategy.staff.daysLate', { n: days })}</Tag>
          ) : (
            <Tag>{words('strategy.staff.daysLeft', { n: days })}</Tag>
          )}{' '}
          {waits ? (
            <a href={href(`/desk/strategy/evidence/${waits.id}`)}>
              {words(judges ? 'strategy.staff.toJudge' : 'strategy.staff.toSee')}
            </a>
          ) : (
            <a href={href(`/desk/strategy/projects/${milestone.project}/evidence?of=${milestone.id}`)}>
              {words('strategy.staff.toProve')}
            </a>
          )}
        </>
      ),
    }
  }

  function evidenceItem(each: EvidenceView): ListItem {
    return {
      lead: words.date(each.day),
      title: (
        <>
          {words(`strategy.evidence.kind.${each.kind}`)}: <Data>{each.ref}</Data>
        </>
      ),
      tag: (
        <a href={href(`/desk/strategy/evidence/${each.id}`)}>
          {words(judges ? 'strategy.staff.toJudge' : 'strategy.staff.toSee')}
        </a>
      ),
    }
  }
}

function Part({ id, items }: { id: 'late' | 'silent' | 'evidence' | 'next'; items: ListItem[] }): ComponentChildren {
  const { words } = useFrame()
  return (
    <section id={id}>
      <h2>{words(`strategy.staff.part.${id}`)}</h2>
      {items.length === 0 ? <p>{words(`strategy.staff.part.${id}.none`)}</p> : <List items={items} />}
    </section>
  )
}

function Filters({ directions, owners, chosen }: StaffProps) {
  const { words, href } = useFrame()
  return (
    <form class="filters" method="get" action={href('/desk/strategy/projects')}>
      <SelectField
        name="direction"
        label={words('strategy.projects.direction')}
        value={chosen.direction}
        placeholder={words('strategy.projects.any')}
        options={directions.map((each) => ({ value: each.id, label: nameOf(words, each) }))}
      />
      <SelectField
        name="body"
        label={words('strategy.staff.body')}
        value={chosen.body}
        placeholder={words('strategy.projects.any')}
        options={owners.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button kind="plain">{words('strategy.projects.show')}</Button>
    </form>
  )
}

function Projects({ held, bodies }: StaffProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.staff.all', { n: held.length })}</h2>
      <List
        items={held.map(({ project, owner, milestones }) => ({
          href: href(`/desk/strategy/projects/${project.id}`),
          title: <Name named={project} />,
          note: (
            <>
              <Owner owner={owner} bodies={bodies} />
              {', '}
              {words('strategy.staff.milestones', { n: milestones.length })}
            </>
          ),
        }))}
      />
    </section>
  )
}
