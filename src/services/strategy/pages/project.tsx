// One project: what it is, where it was proposed, how far it is by accepted evidence, what the team says, and who answers for it.
import { WholeStory } from '#kernel/threads/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { NationalProject } from '../queries/chain.ts'
import type { EvidenceView } from '../queries/evidence.ts'
import type { BookingView } from '../queries/money.ts'
import type { ProjectView } from '../queries/projects.ts'
import type { Direction } from '../queries/promises.ts'
import type { ProjectStanding } from '../queries/standing.ts'
import type { VoicesView } from '../queries/voices.ts'
import { total } from '../rules/money.ts'
import { EvidenceList } from './evidence.tsx'
import { silenceSaid } from './forecast-said.ts'
import { MilestoneList } from './milestone-list.tsx'
import { Money } from './money.tsx'
import { Owner } from './owner.tsx'
import { StageTag } from './projects.tsx'
import { Proof } from './proof.tsx'
import { officialKinds, Reports } from './reports.tsx'
import { Data, Name, Source } from './said.tsx'
import { TermStory } from './terms.tsx'
import { Voices } from './voices.tsx'

export interface ProjectProps {
  project: ProjectView
  /** The direction at whose workshop it was proposed; null where it came from elsewhere. */
  workshop: Direction | null
  standing: ProjectStanding
  evidence: EvidenceView[]
  bookings: BookingView[]
  national: NationalProject[]
  bodies: ReadonlyMap<string, string>
  /** The city's day (YYYY-MM-DD). */
  today: string
  voices: VoicesView
}

export function ProjectPage(props: ProjectProps) {
  const { words, href } = useFrame()
  const { project, standing } = props
  const silence = standing.silences && silenceSaid(words, standing.silences)
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[
              { href: href('/strategy/projects'), label: words('strategy.projects.title') },
              {
                href: href(`/strategy/directions/${project.direction}`),
                label: directionNameOf(project, words.locale),
              },
            ]}
          />
        }
        title={<Name named={project} />}
        lede={<Data>{project.summary}</Data>}
      >
        <p>
          <StageTag group={project.stage_group} />{' '}
          {standing.official && (
            <Tag kind={officialKinds[standing.official.status]}>
              {words('strategy.project.says', { status: words(`strategy.official.${standing.official.status}`) })}
            </Tag>
          )}{' '}
          {silence && <Tag kind="silent">{silence}</Tag>}{' '}
          {standing.moves > 0 && <Tag kind="late">{words('strategy.project.moved', { n: standing.moves })}</Tag>}{' '}
          {project.basis === 'demo' && <Tag>{words('strategy.demo')}</Tag>}
        </p>
        {project.service && (
          <p>
            <LinkButton href={href(project.service)}>{words('strategy.project.service')}</LinkButton>
          </p>
        )}
      </PageHead>
      <Progress standing={standing} today={props.today} />
      <section>
        <h2>{words('strategy.project.about')}</h2>
        <Facts facts={factsOf(props)} />
      </section>
      {props.bookings.length > 0 && (
        <section>
          <h2>{words('strategy.money.title')}</h2>
          <Money bookings={props.bookings} />
        </section>
      )}
      {props.evidence.length > 0 && (
        <section>
          <h2>{words('strategy.evidence.title')}</h2>
          <EvidenceList evidence={props.evidence} />
        </section>
      )}
      <section>
        <h2>{words('strategy.reports.title')}</h2>
        <Reports reports={standing.reports} silences={standing.silences} />
      </section>
      <TermStory subject={`project:${project.id}`} terms={standing.terms} bodies={props.bodies} />
      <p>
        <a href={href(`/strategy/projects/${project.id}/passport.pdf`)}>{words('strategy.passport.download')}</a>
      </p>
      <Voices voices={props.voices} />
      <WholeStory of={`project:${project.id}`} />
      <Proof subject={`project:${project.id}`} />
    </>
  )
}

function Progress({ standing, today }: { standing: ProjectStanding; today: string }) {
  const { words } = useFrame()
  const { progress, milestones } = standing
  if (milestones.length === 0) {
    return (
      <section>
        <h2>{words('strategy.milestones.title')}</h2>
        <p>{words('strategy.milestones.none')}</p>
      </section>
    )
  }
  const done = milestones.length - progress.missing.length
  return (
    <section>
      <h2>{words('strategy.milestones.title')}</h2>
      {progress.share !== null && (
        <Tiles
          tiles={[
            {
              number: words.number(Number(progress.share) * 100, { maximumFractionDigits: 0 }),
              unit: '%',
              what: words('strategy.milestones.share'),
              where: words('strategy.milestones.counted', { done, all: milestones.length }),
            },
          ]}
        />
      )}
      <MilestoneList milestones={milestones} today={today} silent={standing.silences?.silent ?? false} />
    </section>
  )
}

function factsOf({ project, workshop, standing, bookings, national, bodies }: ProjectProps) {
  const { words } = useFrame()
  const now = (term: string) => standing.terms.get(term)?.now.value ?? null
  const [start, due, curator] = [now('start'), now('due'), now('curator')]
  const [budget, planned] = [now('budget'), total(bookings, 'planned')]
  const fact = (name: string, value: string | null) =>
    value === null ? [] : [{ name: words(name), value: <Data>{value}</Data> }]
  return [
    {
      name: words('strategy.project.responsible'),
      value: <Owner owner={project.owner} bodies={bodies} demo={standing.terms.get('owner')?.now.basis === 'demo'} />,
    },
    ...(curator === null
      ? []
      : [{ name: words('strategy.project.curator'), value: <Owner owner={curator} bodies={bodies} /> }]),
    {
      name: words('strategy.project.origin'),
      value: workshop?.workshop
        ? words('strategy.project.fromWorkshop', {
            name: words.locale === 'en' ? workshop.nameEn : workshop.name,
            days: words.days(workshop.workshop.from, workshop.workshop.to),
          })
        : words(project.from_workshop ? 'strategy.project.fromWorkshops' : 'strategy.project.fromNews'),
    },
    ...fact('strategy.project.stage', project.stage),
    ...(start === null && due === null
      ? fact('strategy.project.period', project.period)
      : [
          {
            name: words('strategy.project.period'),
            value: [
              start === null ? null : words('strategy.project.start', { when: words.date(start) }),
              due === null ? null : words('strategy.project.due', { when: words.date(due) }),
            ]
              .filter((said) => said !== null)
              .join(', '),
          },
        ]),
    {
      name: words('strategy.project.budget'),
      value:
        budget !== null
          ? words.roubles(Number(budget))
          : planned !== null
            ? words('strategy.project.planned', { sum: words.roubles(Number(planned)) })
            : words('strategy.project.noBudget'),
    },
    ...(national.length === 0
      ? []
      : [
          {
            name: words('strategy.project.national'),
            value: national.map((each) => (words.locale === 'en' ? each.nameEn : `«${each.name}»`)).join(', '),
          },
        ]),
    ...fact('strategy.project.place', project.place),
    ...fact('strategy.note', project.note),
    {
      name: words('strategy.source'),
      value:
        project.source === null ? (
          words('strategy.citySource')
        ) : (
          <Source source={{ page: project.source, date: project.source_date }} />
        ),
    },
  ]
}

function directionNameOf(project: ProjectView, locale: string): string {
  return locale === 'en' ? project.directionNameEn : project.directionName
}
