// Moved goalposts: every promise that was changed, the newest first, with what was promised first, who changed it and why.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import type { MovedTerm } from '../queries/moved.ts'
import type { Direction } from '../queries/promises.ts'
import { movedWays } from '../rules/changes.ts'
import { Name, nameOf } from './said.tsx'
import { TermValue, toldOf } from './term-words.tsx'
import { MoveNote, MoveTag, MoveTitle } from './terms.tsx'

export interface MovedProps {
  moved: MovedTerm[]
  directions: Direction[]
  bodies: ReadonlyMap<string, string>
  chosen: { direction: string; move: string }
  page: number
  size: number
  total: number
}

export function MovedPage(props: MovedProps) {
  const { words, href } = useFrame()
  const { moved, directions, chosen, total, bodies } = props
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('strategy.path')}
            links={[{ href: href('/strategy'), label: words('strategy.menu') }]}
          />
        }
        title={words('strategy.moved.title')}
        lede={words('strategy.moved.lede')}
      >
        <p>
          <a href={href('/strategy/moved.atom')}>{words('strategy.moved.feed')}</a>
        </p>
      </PageHead>
      <form class="filters" method="get" action={href('/strategy/moved')}>
        <SelectField
          name="direction"
          label={words('strategy.projects.direction')}
          value={chosen.direction}
          placeholder={words('strategy.projects.any')}
          options={directions.map((each) => ({ value: each.id, label: nameOf(words, each) }))}
        />
        <SelectField
          name="move"
          label={words('strategy.moved.way')}
          value={chosen.move}
          placeholder={words('strategy.moved.anyWay')}
          options={movedWays.map((way) => ({ value: way, label: words(`strategy.terms.move.${way}`) }))}
        />
        <Button kind="plain">{words('strategy.projects.show')}</Button>
      </form>
      <h2>{words('strategy.moved.found', { n: total })}</h2>
      {moved.length === 0 ? (
        <Empty title={words(chosen.direction || chosen.move ? 'strategy.moved.noneSuch' : 'strategy.moved.none')}>
          <p>{words('strategy.moved.noneHow')}</p>
        </Empty>
      ) : (
        <MovedList moved={moved} bodies={bodies} />
      )}
      <Pages {...props} />
    </>
  )
}

function MovedList({ moved, bodies }: Pick<MovedProps, 'moved' | 'bodies'>) {
  const { words, href, now } = useFrame()
  return (
    <List
      items={moved.map((each) => {
        const told = toldOf(words, each.kind, each, bodies)
        const { term, was, value, first, nth, moves } = each
        return {
          lead: words.ago(each.at, now),
          at: each.at.toISOString(),
          exactly: words.date(each.at, 'time'),
          href: href(`/strategy/${each.kind}s/${each.thing}`),
          title: <Name named={each} />,
          note: (
            <>
              <b>
                <MoveTitle {...{ told, term, was, value }} />
              </b>
              .{' '}
              {nth > 1 && (
                <>
                  {words('strategy.moved.first')} <TermValue {...{ words, told, term }} value={first} />.{' '}
                </>
              )}
              <br />
              <MoveNote row={each} bodies={bodies} />. {words('strategy.moved.times', { n: moves })}
            </>
          ),
          tag: <MoveTag {...{ told, term, was, value }} />,
        }
      })}
    />
  )
}

function Pages({ chosen, page, size, total }: MovedProps) {
  const { words, href } = useFrame()
  const to = (number: number) => {
    const query = new URLSearchParams()
    for (const name of ['direction', 'move'] as const) if (chosen[name] !== '') query.set(name, chosen[name])
    if (number > 1) query.set('page', String(number))
    const asked = query.toString()
    return href(asked === '' ? '/strategy/moved' : `/strategy/moved?${asked}`)
  }
  return (
    <Pagination
      label={words('strategy.moved.pages')}
      here={words('strategy.moved.here', {
        from: (page - 1) * size + 1,
        to: Math.min(page * size, total),
        total,
      })}
      earlier={page > 1 ? { href: to(page - 1), label: words('strategy.moved.newer') } : undefined}
      later={page * size < total ? { href: to(page + 1), label: words('strategy.moved.older') } : undefined}
    />
  )
}
