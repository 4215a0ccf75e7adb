// Every rule of what goes together, in words.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { StackingVersion } from '../queries/stacking.ts'
import type { StackingFields } from '../rules/stacking.ts'
import { DeskCrumbs } from './crumbs.tsx'

export interface StackingListProps {
  rules: readonly StackingVersion[]
  names: ReadonlyMap<string, string>
  today: string
}

export function StackingListPage({ rules, names, today }: StackingListProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<DeskCrumbs more={[{ href: '/desk/bureau/measures', label: words('bureau.editing.title') }]} />}
        title={words('bureau.stacking.title')}
        lede={words('bureau.stacking.lede')}
      >
        <p>
          <LinkButton href={href('/desk/bureau/measures/stacking/new')}>{words('bureau.stacking.new')}</LinkButton>
        </p>
      </PageHead>
      {rules.length === 0 ? (
        <Empty title={words('bureau.stacking.none')} />
      ) : (
        <List
          label={words('bureau.stacking.title')}
          items={rules.map(({ id, body, validFrom, validTo }) => ({
            href: href(`/desk/bureau/measures/stacking/${id}`),
            title: saidRule(words, body, names),
            note: `${words.locale === 'en' ? body.why.en : body.why.ru}. ${words(
              `bureau.stacking.${standing(validFrom, validTo, today)}`,
              { from: words.date(validFrom) },
            )}`,
          }))}
        />
      )}
    </>
  )
}

function standing(from: string, to: string | null, today: string): 'over' | 'later' | 'now' {
  if (to !== null && to <= today) return 'over'
  return from > today ? 'later' : 'now'
}

/** «Можно только одну из: «…», «…».» */
export function saidRule(words: Words, { rule, among, limit }: StackingFields, names: ReadonlyMap<string, string>) {
  return words(`bureau.stack.${rule}`, {
    names: among.map((id) => words('bureau.quoted', { name: names.get(id) ?? id })).join(', '),
    limit: words.roubles(limit ?? 0),
  })
}
