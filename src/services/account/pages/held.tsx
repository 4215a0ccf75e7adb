// What the city holds of a person: by service and kind, on what ground and how long, who looked, and what she can do about it.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { HeldByDoor, HeldKind, LookTold } from '../queries/held.ts'

export interface HeldPageProps {
  person: [string, string][]
  held: HeldByDoor[]
  looks: LookTold[]
}

export function HeldPage({ person, held, looks }: HeldPageProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.data.title')} lede={words('account.data.lede')}>
        <p>
          <LinkButton kind="plain" href={href('/account/data/file.pdf')}>
            {words('account.data.pdf')}
          </LinkButton>
        </p>
        <p>
          <LinkButton kind="plain" href={href('/account/data/file.json')}>
            {words('account.data.download')}
          </LinkButton>
        </p>
      </PageHead>
      <section>
        <h2>{words('account.held.you')}</h2>
        <Facts facts={person.map(([name, value]) => ({ name, value }))} />
        <p>
          <a href={href('/account/name')}>{words('account.held.correctName')}</a>
        </p>
      </section>
      {held.map((door) => (
        <section key={door.module}>
          <h2>{door.title}</h2>
          {door.kinds.map((kind) => (
            <Kind key={kind.name} kind={kind} />
          ))}
        </section>
      ))}
      <section>
        <h2>{words('account.looked.title')}</h2>
        <p>{words('account.looked.lede')}</p>
        {looks.length === 0 ? <Empty title={words('account.looked.nobody')} /> : <Looks looks={looks} />}
      </section>
      <section>
        <h2>{words('account.data.decide')}</h2>
        <List
          items={[
            {
              href: href('/account/consents'),
              title: words('account.consents.title'),
              note: words('account.consents.note'),
            },
            {
              href: href('/account/data/requests'),
              title: words('account.requests.title'),
              note: words('account.requests.note'),
            },
            {
              href: href('/account/forgetting'),
              title: words('account.forgetting.title'),
              note: words('account.forgetting.short'),
            },
          ]}
        />
      </section>
    </>
  )
}

function Kind({ kind }: { kind: HeldKind }) {
  const { words, href } = useFrame()
  const facts: { name: string; value: string }[] = []
  if (kind.since) facts.push({ name: words('account.held.since'), value: words.date(kind.since) })
  facts.push({ name: words('account.held.basis'), value: kind.basis ?? words('account.held.basisAsk') })
  facts.push({ name: words('account.held.kept'), value: kind.kept ?? words('account.held.keptTill') })
  return (
    <>
      <h3>
        {kind.title} <Tag>{words.number(kind.count)}</Tag>
      </h3>
      <Facts facts={facts} />
      {kind.correct && (
        <p>
          <a href={href(kind.correct)}>{words('account.held.correct', { what: kind.title })}</a>
        </p>
      )}
    </>
  )
}

function Looks({ looks }: { looks: LookTold[] }) {
  const { words, href } = useFrame()
  return (
    <DataTable
      caption={words('account.looked.title')}
      columns={['at', 'office', 'what', 'why'].map((column) => ({ label: words(`account.looked.column.${column}`) }))}
      rows={looks.map(({ at, office, what, why, href: to }) => [
        words.date(at, 'time'),
        office,
        to ? <a href={href(to)}>{what}</a> : what,
        words(why),
      ])}
    />
  )
}
