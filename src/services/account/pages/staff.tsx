// The operator's page: who works for the city, by what each proves that it is she, and help for whoever lost her device.
import type { StaffFactors } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { DataTable } from '#web/components/data-table/data-table.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { SelectField, TextareaField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { shownErrors, typedText } from './typed.ts'

export function StaffPage({ staff, typed, done }: { staff: StaffFactors[]; typed: Typed; done: boolean }) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const strong = staff.filter(({ totp, passkeys }) => totp || passkeys > 0)
  return (
    <>
      <PageHead title={words('account.staff.title')} lede={words('account.staff.lede')} />
      {done && (
        <Notice kind="done">
          <p>{words('account.staff.done')}</p>
        </Notice>
      )}
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <DataTable
        caption={words('account.staff.caption')}
        columns={[
          { label: words('account.staff.who') },
          { label: words('account.staff.roles') },
          { label: words('account.staff.passkeys'), numeric: true },
          { label: words('account.staff.app') },
        ]}
        rows={staff.map(({ email, roles, passkeys, totp }) => [
          email,
          roles.map((role) => words(`account.role.${role}`)).join(', '),
          passkeys,
          words(totp ? 'account.staff.yes' : 'account.staff.no'),
        ])}
      />
      <section>
        <h2>{words('account.staff.removeTitle')}</h2>
        {strong.length === 0 ? (
          <Empty title={words('account.staff.nobody')} />
        ) : (
          <form method="post" action={href('/desk/account/removal')} noValidate>
            <p>{words('account.staff.removeNote')}</p>
            <SelectField
              name="person"
              label={words('account.staff.whose')}
              placeholder={words('account.staff.choose')}
              options={strong.map(({ person, email }) => ({ value: person, label: email }))}
              value={typedText(typed, 'person')}
              error={errors.of.person}
            />
            <TextareaField
              name="reason"
              label={words('account.staff.reason')}
              hint={words('account.staff.reasonHint')}
              value={typedText(typed, 'reason')}
              error={errors.of.reason}
              maxLength={500}
            />
            <Button kind="danger">{words('account.staff.remove')}</Button>
          </form>
        )}
      </section>
    </>
  )
}
