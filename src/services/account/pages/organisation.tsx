// Who acts for one organisation, the form that invites another one, and the page that a letter of invitation leads to.
import { type Power, powerCodes, type Representative } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxesField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { type PowerState, PowerTag, powerFacts } from './organisations.tsx'
import { shownErrors, typedText } from './typed.ts'

export interface OrganisationPageProps {
  id: string
  name: string
  people: (Representative & { state: PowerState })[]
  invited: boolean
  typed: Typed
}

export function OrganisationPage({ id, name, people, invited, typed }: OrganisationPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const field = (of: string) => ({ name: of, value: typedText(typed, of), error: errors.of[of] })
  return (
    <>
      <PageHead
        title={name}
        lede={words('account.organisation.lede')}
        above={
          <Breadcrumbs
            label={words('account.path')}
            links={[{ href: href('/account/organisations'), label: words('account.organisations.title') }]}
          />
        }
      />
      {invited && (
        <Notice kind="done" title={words('account.organisation.invited')}>
          <p>{words('account.organisation.invitedNote')}</p>
        </Notice>
      )}
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <section>
        <h2>{words('account.organisation.people')}</h2>
        {people.map((one) => (
          <div key={one.power}>
            <h3>
              {one.called || one.email} <PowerTag state={one.state} />
            </h3>
            <Facts facts={powerFacts(words, one)} />
            {(one.state === 'held' || one.state === 'future') && (
              <ActionButton action={href(`/account/organisations/${id}/powers/${one.power}/ending`)}>
                {words('account.organisation.end', { who: one.called || one.email })}
              </ActionButton>
            )}
          </div>
        ))}
      </section>
      <section>
        <h2>{words('account.organisation.invite')}</h2>
        <form method="post" action={href(`/account/organisations/${id}/invitations`)} noValidate>
          <TextField
            {...field('email')}
            type="email"
            inputMode="email"
            width="middle"
            label={words('account.organisation.email')}
          />
          <CheckboxesField
            name="codes"
            label={words('account.power.codes')}
            values={[typed.values.codes ?? []].flat()}
            error={errors.of.codes}
            options={powerCodes.map((code) => ({ value: code, label: words(`identity.power.${code}`) }))}
          />
          <TextField
            {...field('document')}
            label={words('account.organisations.document')}
            hint={words('account.organisations.documentHint')}
          />
          <TextField {...field('since')} type="date" width="middle" label={words('account.organisation.since')} />
          <TextField
            {...field('until')}
            type="date"
            width="middle"
            label={words('account.organisation.until')}
            hint={words('account.organisations.untilHint')}
          />
          <Button>{words('account.organisation.send')}</Button>
        </form>
      </section>
    </>
  )
}

export interface InvitationPageProps {
  token: string
  /** Null: the letter has been used or has run out. */
  invitation: { name: string; codes: Power[]; since: string; until: string | null } | null
}

export function InvitationPage({ token, invitation }: InvitationPageProps) {
  const { words, href } = useFrame()
  if (!invitation)
    return <PageHead title={words('account.invitation.old')} lede={words('account.invitation.oldLede')} />
  const { name, codes, since, until } = invitation
  return (
    <PageHead
      title={words('account.invitation.title', { name })}
      lede={words('account.invitation.lede', {
        what: codes.map((code) => words(`identity.power.${code}`)).join(', '),
        from: words.date(since),
        to: until ? words.date(until) : words('account.invitation.noEnd'),
      })}
    >
      <ActionButton kind="main" action={href('/account/organisations/invitation')} hidden={{ token }}>
        {words('account.invitation.accept')}
      </ActionButton>
    </PageHead>
  )
}
