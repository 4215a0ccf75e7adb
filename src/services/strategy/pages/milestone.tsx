// One milestone: what must be reached by when, what proves it, and how the promise was moved.
import { WholeStory } from '#kernel/threads/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { MilestoneView } from '../queries/milestones.ts'
import type { ProjectView } from '../queries/projects.ts'
import type { VoicesView } from '../queries/voices.ts'
import { EvidenceList } from './evidence.tsx'
import { MilestoneTags, movedOf, provenOf } from './milestone-list.tsx'
import { Owner } from './owner.tsx'
import { Proof } from './proof.tsx'
import { Data, Name, nameOf, Source, unitOf } from './said.tsx'
import { TermStory } from './terms.tsx'
import { Voices } from './voices.tsx'

export interface MilestoneProps {
  milestone: MilestoneView
  project: ProjectView
  bodies: ReadonlyMap<string, string>
  today: string
  silent: boolean
  voices: VoicesView
}

export function MilestonePage({ milestone, project, bodies, today, silent, voices }: MilestoneProps) {
  const { words, href } = useFrame()
  const owner = milestone.terms.get('owner')?.now.value ?? project.owner
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[
              { href: href('/strategy/projects'), label: words('strategy.projects.title') },
              { href: href(`/strategy/projects/${project.id}`), label: nameOf(words, project) },
            ]}
          />
        }
        title={<Name named={milestone} />}
        lede={
          milestone.due === null
            ? words('strategy.milestone.noDue')
            : words('strategy.milestone.by', { when: words.date(milestone.due) })
        }
      >
        <p>
          <MilestoneTags milestone={milestone} today={today} silent={silent} />
        </p>
      </PageHead>
      <section>
        <Facts
          facts={[
            { name: words('strategy.milestone.reached'), value: provenOf(words, milestone) },
            ...([movedOf(words, milestone)] as const).flatMap((moved) =>
              moved === null ? [] : [{ name: words('strategy.milestone.movedTitle'), value: moved }],
            ),
            { name: words('strategy.project.responsible'), value: <Owner owner={owner} bodies={bodies} /> },
            ...(milestone.document === null
              ? []
              : [{ name: words('strategy.milestone.document'), value: <Data>{milestone.document}</Data> }]),
            {
              name: words('strategy.source'),
              value: milestone.source === null ? words('strategy.citySource') : <Source source={milestone.source} />,
            },
          ]}
        />
      </section>
      <section>
        <h2>{words('strategy.evidence.title')}</h2>
        <EvidenceList evidence={milestone.evidence} />
      </section>
      <Voices voices={voices} />
      <TermStory
        subject={`milestone:${milestone.id}`}
        terms={milestone.terms}
        unit={(value) =>
          unitOf(words, { unit: milestone.unit ?? '', unitEn: milestone.unitEn, unitForms: null }, value)
        }
        bodies={bodies}
      />
      <WholeStory of={`milestone:${milestone.id}`} />
      <Proof subject={`milestone:${milestone.id}`} />
    </>
  )
}
