// One project at the desk: what is promised, what is proven, its money and its reports, and every step one can take.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { CheckboxesField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { NationalProject } from '../queries/chain.ts'
import type { EvidenceView } from '../queries/evidence.ts'
import type { MilestoneView } from '../queries/milestones.ts'
import type { BookingView } from '../queries/money.ts'
import type { Held } from '../queries/portfolio.ts'
import { milestoneProgress } from '../rules/progress.ts'
import { evidenceTagKinds } from './evidence-desk.tsx'
import { periodSaid } from './forecast-said.ts'
import { Money } from './money.tsx'
import { Owner } from './owner.tsx'
import { officialKinds } from './reports.tsx'
import { Data, Name, numberOf } from './said.tsx'
import { StaffPath } from './staff-parts.tsx'

export interface ProjectDeskProps {
  held: Held
  bookings: BookingView[]
  national: NationalProject[]
  nationals: NationalProject[]
  bodies: ReadonlyMap<string, string>
  /** Whether the reader promises, moves, books and judges. */
  decides: boolean
}

export function ProjectDeskPage(props: ProjectDeskProps) {
  const { words, href } = useFrame()
  const { held, bodies, bookings, decides } = props
  const { project, owner, waiting } = held
  const at = `/desk/strategy/projects/${project.id}`
  return (
    <>
      <PageHead above={<StaffPath />} title={<Name named={project} />} lede={<Data>{project.summary}</Data>}>
        <p>
          {words('strategy.terms.name.owner')}: <Owner owner={owner} bodies={bodies} />
        </p>
        <p>
          <a href={href(`/strategy/projects/${project.id}`)}>{words('strategy.desk.asPeopleSee')}</a>
        </p>
        <div class="actions">
          {waiting.length > 0 && (
            <LinkButton href={href('/desk/strategy/reports')}>
              {words('strategy.staff.report', { n: waiting.length })}
            </LinkButton>
          )}
          <LinkButton kind="plain" href={href(`${at}/evidence`)}>
            {words('strategy.staff.toProve')}
          </LinkButton>
          {decides && (
            <>
              <LinkButton kind="plain" href={href(`${at}/terms`)}>
                {words('strategy.staff.toMove')}
              </LinkButton>
              <LinkButton kind="plain" href={href(`${at}/milestones`)}>
                {words('strategy.staff.toAdd')}
              </LinkButton>
              <LinkButton kind="plain" href={href(`${at}/money`)}>
                {words('strategy.staff.toBook')}
              </LinkButton>
            </>
          )}
        </div>
      </PageHead>
      <Milestones {...props} />
      <Evidence held={held} />
      <section>
        <h2>{words('strategy.staff.money')}</h2>
        {bookings.length === 0 ? <p>{words('strategy.staff.money.none')}</p> : <Money bookings={bookings} />}
        {decides && (
          <p>
            <a href={href(`${at}/money`)}>{words('strategy.staff.money.rows', { n: bookings.length })}</a>
          </p>
        )}
      </section>
      <Reports held={held} />
      <National {...props} />
    </>
  )
}

function Milestones({ held, decides, bodies }: ProjectDeskProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.staff.milestones', { n: held.milestones.length })}</h2>
      {held.milestones.length === 0 ? (
        <p>{words('strategy.staff.milestones.none')}</p>
      ) : (
        <List
          items={held.milestones.map((each) => ({
            lead: each.due === null ? words('strategy.staff.noDue') : words.date(each.due),
            title: <Name named={each} />,
            note: <MilestoneNote milestone={each} bodies={bodies} />,
            tag: (
              <>
                {progressOf(each).done && <Tag kind="kept">{words('strategy.staff.done')}</Tag>}{' '}
                {each.critical && <Tag>{words('strategy.staff.critical')}</Tag>}{' '}
                {decides && (
                  <a href={href(`/desk/strategy/milestones/${each.id}/terms`)}>{words('strategy.staff.toMoveOne')}</a>
                )}
              </>
            ),
          }))}
        />
      )}
    </section>
  )
}

function progressOf({ target, evidence }: MilestoneView) {
  return milestoneProgress({ quantity: target, evidence })
}

function MilestoneNote({ milestone, bodies }: { milestone: MilestoneView; bodies: ReadonlyMap<string, string> }) {
  const { words } = useFrame()
  const { accepted } = progressOf(milestone)
  const unit = (words.locale === 'en' ? milestone.unitEn : null) ?? milestone.unit ?? ''
  const owner = milestone.terms.get('owner')?.now.value ?? null
  const moves = [...milestone.terms.values()].reduce((sum, each) => sum + each.moves, 0)
  return (
    <>
      {milestone.target !== null && (
        <>
          {words('strategy.staff.accepted', {
            done: numberOf(words, accepted ?? '0'),
            target: numberOf(words, milestone.target),
            unit,
          })}{' '}
        </>
      )}
      {owner !== null && (
        <>
          <Owner owner={owner} bodies={bodies} />.{' '}
        </>
      )}
      {moves > 0 && words('strategy.staff.moved', { n: moves })}
    </>
  )
}

function Evidence({ held }: { held: Held }) {
  const { words, href } = useFrame()
  const all: EvidenceView[] = [...held.evidence, ...held.milestones.flatMap(({ evidence }) => evidence)]
  return (
    <section>
      <h2>{words('strategy.staff.evidence')}</h2>
      {all.length === 0 ? (
        <p>{words('strategy.staff.evidence.none')}</p>
      ) : (
        <List
          items={all.map((each) => ({
            lead: words.date(each.day),
            href: href(`/desk/strategy/evidence/${each.id}`),
            title: (
              <>
                {words(`strategy.evidence.kind.${each.kind}`)}: <Data>{each.ref}</Data>
              </>
            ),
            tag: <Tag kind={evidenceTagKinds[each.state]}>{words(`strategy.staff.state.${each.state}`)}</Tag>,
          }))}
        />
      )}
    </section>
  )
}

function Reports({ held }: { held: Held }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.staff.reports')}</h2>
      {held.reports.length === 0 ? (
        <p>
          {words(held.terms.get('reporting')?.now.value ? 'strategy.staff.reports.notYet' : 'strategy.staff.noDuty')}
        </p>
      ) : (
        <List
          items={held.reports.map((each) => ({
            lead: periodSaid(words, each.period),
            title: <Tag kind={officialKinds[each.status]}>{words(`strategy.official.${each.status}`)}</Tag>,
            note: (
              <>
                <Data>{each.said}</Data>
                {each.obstacle !== null && (
                  <>
                    <br />
                    {words('strategy.staff.reports.obstacle')}: <Data>{each.obstacle}</Data>
                  </>
                )}
              </>
            ),
            tag: (
              <>
                {each.corrects !== null && <Tag>{words('strategy.observed.revision')}</Tag>}{' '}
                {each.corrected ? (
                  <Tag kind="silent">{words('strategy.observed.revised')}</Tag>
                ) : (
                  <a href={href(`/desk/strategy/reports/${each.id}`)}>{words('strategy.desk.toRevise')}</a>
                )}
              </>
            ),
          }))}
        />
      )}
    </section>
  )
}

function National({ held, national, nationals, decides }: ProjectDeskProps) {
  const { words, href } = useFrame()
  if (nationals.length === 0) return null
  return (
    <section>
      <h2>{words('strategy.staff.national')}</h2>
      {decides ? (
        <form method="post" action={href(`/desk/strategy/projects/${held.project.id}/national`)}>
          <CheckboxesField
            name="national"
            label={words('strategy.staff.national.which')}
            values={national.map(({ id }) => id)}
            options={nationals.map(({ id, name, nameEn }) => ({
              value: id,
              label: words.locale === 'en' ? nameEn : name,
            }))}
          />
          <Button kind="plain">{words('strategy.staff.national.save')}</Button>
        </form>
      ) : (
        <p>
          {national.length === 0
            ? words('strategy.staff.national.none')
            : national.map(({ name, nameEn }) => (words.locale === 'en' ? nameEn : name)).join(', ')}
        </p>
      )}
    </section>
  )
}
