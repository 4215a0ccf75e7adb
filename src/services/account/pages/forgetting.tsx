// Being forgotten: what will go and what stays, said before by trying it out; and the receipt of each service after.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors } from './typed.ts'

export interface ErasedRow {
  module: string
  title: string
  rows: number
}

export interface ForgettingPageProps {
  typed: Typed
  /** What the rehearsal did, by service; those that hold nothing are left out. */
  goes: ErasedRow[]
  /** What stays and why, kind by kind. */
  stays: { title: string; why: string }[]
}

export function ForgettingPage({ typed, goes, stays }: ForgettingPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead title={words('account.forgetting.title')} lede={words('account.forgetting.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <section>
        <h2>{words('account.forgetting.willGo')}</h2>
        <p>{words('account.forgetting.goes')}</p>
        {goes.length === 0 ? (
          <Empty title={words('account.forgetting.nothing')} />
        ) : (
          <Rows rows={goes} caption={words('account.forgetting.willGo')} />
        )}
      </section>
      <section>
        <h2>{words('account.forgetting.willStay')}</h2>
        <dl class="facts">
          {stays.map(({ title, why }) => (
            <div key={title}>
              <dt>{title}</dt>
              <dd>{why}</dd>
            </div>
          ))}
          <div>
            <dt>{words('account.forgetting.chronicle')}</dt>
            <dd>{words('account.forgetting.stays')}</dd>
          </div>
          <div>
            <dt>{words('account.forgetting.receipt')}</dt>
            <dd>{words('account.forgetting.evidence')}</dd>
          </div>
        </dl>
      </section>
      <form method="post" action={href('/account/forgetting')}>
        <CheckboxField name="sure" label={words('account.forgetting.sure')} error={errors.of.sure} />
        <Button kind="danger">{words('account.forgetting.button')}</Button>
      </form>
      <section>
        <a href={href('/account/data')}>{words('account.backToData')}</a>
      </section>
    </>
  )
}

export function ForgottenPage({ receipt, at, rows }: { receipt: string; at: Date; rows: ErasedRow[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('account.forgotten.title')} lede={words('account.forgotten.lede')}>
        <p>{words('account.forgotten.receipt', { receipt, at: words.date(at, 'time') })}</p>
      </PageHead>
      <section>
        <h2>{words('account.forgotten.byService')}</h2>
        <Rows rows={rows} caption={words('account.forgotten.byService')} />
        <p>
          <LinkButton kind="plain" href={`${href('/account/forgotten.json')}?receipt=${receipt}`}>
            {words('account.forgotten.keep')}
          </LinkButton>
        </p>
        <p>
          <a href={href('/')}>{words('account.forgotten.home')}</a>
        </p>
      </section>
    </>
  )
}

function Rows({ rows, caption }: { rows: ErasedRow[]; caption: string }) {
  const { words } = useFrame()
  return (
    <DataTable
      caption={caption}
      columns={[
        { label: words('account.forgotten.service') },
        { label: words('account.forgotten.rows'), numeric: true },
      ]}
      rows={rows.map(({ title, rows: n }) => [title, n === 0 ? words('account.forgotten.none') : words.number(n)])}
    />
  )
}
