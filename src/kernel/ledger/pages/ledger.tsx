// The ledger for those who check: accounts with their balances, and entries with what each moved where.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { LedgerAsked } from '../forms.ts'
import type { AccountView, EntryView } from '../queries.ts'
import type { Unit } from '../rules.ts'

/** An amount in its unit: «1 250,50 ₽», «12 часов». */
export function amountText(words: Words, amount: number, unit: Unit): string {
  if (unit !== 'kopecks') return words(`ledger.amount.${unit}`, { n: amount })
  const kopecks = amount % 100 === 0 ? 0 : 2
  return `${words.number(amount / 100, { minimumFractionDigits: kopecks, maximumFractionDigits: 2 })}\u00a0₽`
}

/** What a word key of another module says; the key itself where its words are gone. */
function said(words: Words, key: string): string {
  return words.has(key) ? words(key) : key
}

/** «Программы» for `programmes`; a module that no word knows stays as it is. */
function ownerText(words: Words, owner: string): string {
  const key = `ledger.owner.${owner}`
  return words.has(key) ? words(key) : owner
}

/** «заявка № 2026-000001» for `award:2026-000001`; what no word knows stays as it is. */
export function aboutText(words: Words, subject: string): string {
  const [kind = '', ...id] = subject.split(':')
  const key = `ledger.about.${kind}`
  return words.has(key) ? words(key, { id: id.join(':') }) : subject
}

export interface LedgerProps {
  accounts: AccountView[]
  total: number
  owners: string[]
  asked: LedgerAsked
  /** Accounts of this page whose kept sums are not what their postings make. */
  unequal: string[]
  page: number
  size: number
}

export function LedgerPage({ accounts, total, owners, asked, unequal, page, size }: LedgerProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs label={words('ledger.path')} links={[{ href: href('/desk'), label: words('ledger.desk') }]} />
        }
        title={words('ledger.title')}
        lede={words('ledger.lede')}
      />
      {total === 0 && asked.owner === undefined ? (
        <Empty title={words('ledger.empty')}>
          <p>{words('ledger.emptyHow')}</p>
        </Empty>
      ) : (
        <>
          <p>
            <Tag kind={unequal.length === 0 ? 'kept' : 'late'}>
              {words(unequal.length === 0 ? 'ledger.sumsHold' : 'ledger.sumsBroken', { n: unequal.length })}
            </Tag>
          </p>
          <form class="filters" method="get" action={href('/desk/ledger')}>
            <SelectField
              name="owner"
              label={words('ledger.owner')}
              value={asked.owner}
              options={owners.map((value) => ({ value, label: ownerText(words, value) }))}
              placeholder={words('ledger.any')}
            />
            <Button kind="plain">{words('ledger.show')}</Button>
          </form>
          <DataTable
            caption={words('ledger.accounts')}
            columns={[
              { label: words('ledger.account') },
              { label: words('ledger.subject') },
              { label: words('ledger.balance'), numeric: true },
              { label: words('ledger.limit') },
            ]}
            rows={accounts.map((each) => [
              <a href={href(`/desk/ledger/accounts/${each.id}`)}>{said(words, each.kind)}</a>,
              aboutText(words, each.subject),
              amountText(words, each.balance, each.unit),
              each.floor === null
                ? words('ledger.noLimit')
                : words('ledger.notBelow', { amount: amountText(words, each.floor, each.unit) }),
            ])}
          />
          <Pagination
            label={words('ledger.pages')}
            here={words('ledger.here', { from: (page - 1) * size + 1, to: (page - 1) * size + accounts.length, total })}
            earlier={page > 1 ? { href: to(page - 1), label: words('ledger.earlier') } : undefined}
            later={page * size < total ? { href: to(page + 1), label: words('ledger.later') } : undefined}
          />
          <h2>{words('ledger.file')}</h2>
          <p>{words('ledger.fileHow')}</p>
          <FileForm asked={asked} />
        </>
      )}
    </>
  )

  function to(n: number): string {
    const query = new URLSearchParams({ ...(asked.owner ? { owner: asked.owner } : {}), page: String(n) })
    return href(`/desk/ledger?${query.toString()}`)
  }
}

function FileForm({ asked }: { asked: LedgerAsked }) {
  const { words, href } = useFrame()
  return (
    <form class="filters" method="get" action={href('/desk/ledger/entries.csv')}>
      {asked.owner && <input type="hidden" name="owner" value={asked.owner} />}
      <TextField name="from" label={words('ledger.from')} type="date" width="middle" value={asked.from} />
      <TextField name="to" label={words('ledger.to')} type="date" width="middle" value={asked.to} />
      <Button kind="plain">{words('ledger.download')}</Button>
    </form>
  )
}

export interface AccountProps {
  account: AccountView
  entries: EntryView[]
  turnover: { day: string; received: number; given: number }[]
  holds: boolean
  /** The place from which earlier entries go on; null where there are none. */
  before: number | null
}

export function AccountPage({ account, entries, turnover, holds, before }: AccountProps) {
  const { words, href } = useFrame()
  const { unit } = account
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('ledger.path')}
            links={[
              { href: href('/desk'), label: words('ledger.desk') },
              { href: href('/desk/ledger'), label: words('ledger.title') },
            ]}
          />
        }
        title={words('ledger.accountOf', {
          kind: said(words, account.kind),
          subject: aboutText(words, account.subject),
        })}
        lede={words('ledger.balanceNow', { amount: amountText(words, account.balance, unit) })}
      >
        <Tag kind={holds ? 'kept' : 'late'}>{words(holds ? 'ledger.sumsHold' : 'ledger.sumsBroken', { n: 1 })}</Tag>
      </PageHead>
      {entries.length === 0 ? (
        <Empty title={words('ledger.noEntries')}>
          <p>{words('ledger.noEntriesHow')}</p>
        </Empty>
      ) : (
        <>
          <DataTable
            caption={words('ledger.byDay')}
            columns={[
              { label: words('ledger.day') },
              { label: words('ledger.received'), numeric: true },
              { label: words('ledger.given'), numeric: true },
            ]}
            rows={turnover.map(({ day, received, given }) => [
              words.date(day),
              amountText(words, received, unit),
              amountText(words, given, unit),
            ])}
          />
          <DataTable
            caption={words('ledger.entries')}
            columns={[
              { label: words('ledger.entry') },
              { label: words('ledger.day') },
              { label: words('ledger.purpose') },
              { label: words('ledger.document') },
              { label: words('ledger.moved') },
            ]}
            rows={entries.map((entry) => [
              words('ledger.entryNo', { place: entry.place }),
              words.date(entry.day),
              <Purpose entry={entry} />,
              entry.document,
              <ul>
                {entry.postings.map((each) => (
                  <li key={each.account}>
                    <a href={href(`/desk/ledger/accounts/${each.account}`)}>
                      {said(words, each.kind)}, {aboutText(words, each.subject)}
                    </a>
                    {': '}
                    {amountText(words, each.amount, each.unit)}
                  </li>
                ))}
              </ul>,
            ])}
          />
        </>
      )}
      {before !== null && (
        <p>
          <LinkButton kind="plain" href={href(`/desk/ledger/accounts/${account.id}?before=${before}`)}>
            {words('ledger.earlierEntries')}
          </LinkButton>
        </p>
      )}
    </>
  )
}

function Purpose({ entry }: { entry: EntryView }) {
  const { words } = useFrame()
  return (
    <>
      {said(words, entry.purpose)}
      {entry.corrects !== null && (
        <>
          {' '}
          <Tag>{words('ledger.corrects')}</Tag>
        </>
      )}
      {entry.basis === 'demo' && (
        <>
          {' '}
          <Tag>{words('ledger.demo')}</Tag>
        </>
      )}
    </>
  )
}
