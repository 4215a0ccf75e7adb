// Measures at the editor's desk: what waits for a check stands first, one press says that the source is unchanged.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import type { Editing } from '../queries/editing.ts'
import { checkEvery } from '../rules/measure.ts'
import { DeskCrumbs } from './crumbs.tsx'
import { StandingTag } from './said.tsx'

export const editingKinds = ['stale', 'over', 'terms', 'all'] as const
export type EditingKind = (typeof editingKinds)[number]

export function EditingPage({ rows, kind }: { rows: readonly Editing[]; kind: EditingKind }) {
  const { words, href } = useFrame()
  const shown = rows.filter((row) => belongs(row, kind))
  return (
    <>
      <PageHead
        above={<DeskCrumbs />}
        title={words('bureau.editing.title')}
        lede={words('bureau.editing.lede', { days: checkEvery })}
      >
        <p>
          <LinkButton href={href('/desk/bureau/measures/new')}>{words('bureau.editing.new')}</LinkButton>{' '}
          <LinkButton href={href('/desk/bureau/measures/stacking')} kind="plain">
            {words('bureau.stacking.title')}
          </LinkButton>
        </p>
      </PageHead>
      <ul class="links">
        {editingKinds.map((each) => (
          <li key={each}>
            <a href={href(`/desk/bureau/measures?show=${each}`)} aria-current={each === kind ? 'page' : undefined}>
              {words(`bureau.editing.${each}`, {
                n: rows.filter((row) => belongs(row, each)).length,
                days: checkEvery,
              })}
            </a>
          </li>
        ))}
      </ul>
      <h2>{words(`bureau.editing.${kind}`, { n: shown.length, days: checkEvery })}</h2>
      {shown.length === 0 ? (
        <Empty title={words('bureau.editing.none')} />
      ) : (
        <Queue
          caption={words('bureau.editing.caption')}
          columns={['measure', 'standing', 'checked', 'terms', 'do'].map((name) =>
            words(`bureau.editing.column.${name}`),
          )}
          rows={shown.map(({ measure, checkedOn, stale, hasTerms }) => ({
            key: measure.id,
            late: stale,
            cells: [
              <a key="m" href={href(`/desk/bureau/measures/${measure.id}`)}>
                {measure.fields.name}
              </a>,
              <StandingTag key="s" standing={measure.standing} />,
              checkedOn === null ? words('bureau.editing.never') : words.date(checkedOn),
              <a key="t" href={href(hasTerms ? `/desk/programmes/terms/${measure.id}` : '/desk/programmes/terms')}>
                {words(hasTerms ? 'bureau.editing.hasTerms' : 'bureau.editing.noTerms')}
              </a>,
              <ActionButton
                key="c"
                action={href(`/desk/bureau/measures/${measure.id}/check`)}
                hidden={{ version: String(measure.version), back: kind }}
              >
                {words('bureau.desk.checkedToday')}
              </ActionButton>,
            ],
          }))}
        />
      )}
    </>
  )
}

function belongs({ measure, stale, hasTerms }: Editing, kind: EditingKind): boolean {
  if (kind === 'stale') return stale
  if (kind === 'over') return measure.standing.state === 'over'
  return kind === 'terms' ? !hasTerms : true
}
