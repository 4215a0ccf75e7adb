// The list behind a number of the council view: promises of a direction, an owner, a state.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { CouncilThing } from '../queries/council.ts'
import { type Chosen, marks, type State, states } from '../rules/council.ts'
import type { CouncilRow } from './council.tsx'
import { Owner } from './owner.tsx'
import { Name } from './said.tsx'

export interface CouncilListProps {
  things: CouncilThing[]
  directions: CouncilRow[]
  owners: CouncilRow[]
  bodies: ReadonlyMap<string, string>
  chosen: Chosen
}

export function CouncilListPage({ things, directions, owners, bodies, chosen }: CouncilListProps) {
  const { words, href } = useFrame()
  const any = words('strategy.projects.any')
  const options = (rows: CouncilRow[]) => rows.map(({ key, name }) => ({ value: key, label: name }))
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[
              { href: href('/strategy'), label: words('strategy.menu') },
              { href: href('/strategy/council'), label: words('strategy.council.title') },
            ]}
          />
        }
        title={words('strategy.council.list')}
      />
      <form class="filters" method="get" action={href('/strategy/council/promises')}>
        <SelectField
          name="direction"
          label={words('strategy.council.direction')}
          value={chosen.direction}
          placeholder={any}
          options={options(directions)}
        />
        <SelectField
          name="owner"
          label={words('strategy.council.owner')}
          value={chosen.owner}
          placeholder={any}
          options={options(owners)}
        />
        <SelectField
          name="state"
          label={words('strategy.council.state')}
          value={chosen.state}
          placeholder={any}
          options={states.map((value) => ({ value, label: words(`strategy.council.state.${value}`) }))}
        />
        <SelectField
          name="mark"
          label={words('strategy.council.mark')}
          value={chosen.mark}
          placeholder={any}
          options={marks.map((value) => ({ value, label: words(`strategy.council.mark.${value}`) }))}
        />
        <Button kind="plain">{words('strategy.projects.show')}</Button>
      </form>
      <h2>{words('strategy.council.found', { n: things.length })}</h2>
      {things.length === 0 ? (
        <Empty title={words('strategy.council.none')} />
      ) : (
        <List
          items={things.map((thing) => ({
            href: href(`/strategy/${thing.kind}s/${thing.id}`),
            title: <Name named={thing} />,
            note: (
              <>
                {words(`strategy.council.kind.${thing.kind}`)}, <Owner owner={thing.owner} bodies={bodies} />
                {thing.moves > 0 && <>. {words('strategy.moved.times', { n: thing.moves })}</>}
              </>
            ),
            tag: (
              <>
                <Tag kind={stateKinds[thing.state]}>{words(`strategy.council.state.${thing.state}`)}</Tag>{' '}
                {thing.silent && <Tag kind="silent">{words('strategy.council.mark.silent')}</Tag>}
              </>
            ),
          }))}
        />
      )}
    </>
  )
}

const stateKinds: Record<State, TagKind> = {
  kept: 'kept',
  onWay: 'ok',
  behind: 'late',
  withdrawn: 'late',
  unknown: 'plain',
}
