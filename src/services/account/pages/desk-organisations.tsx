// The operator's page of those who say that they act for an organisation and wait to be believed.
import type { Representative } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { ToDesk } from './desk-requests.tsx'
import { powerFacts } from './organisations.tsx'
import { shownErrors, typedText } from './typed.ts'

export interface DeskOrganisationsProps {
  waiting: Representative[]
  typed: Typed
  /** The power whose form was sent. */
  refused: string | null
}

export function DeskOrganisationsPage({ waiting, typed, refused }: DeskOrganisationsProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  return (
    <>
      <PageHead
        title={words('account.desk.organisations')}
        lede={words('account.desk.organisationsLede')}
        above={<ToDesk />}
      />
      <ErrorSummary title={words('account.errors')} errors={errors.list.map(({ message }) => ({ message }))} />
      {waiting.length === 0 ? (
        <Empty title={words('account.desk.nobodyWaits')} />
      ) : (
        waiting.map((one) => (
          <section key={one.power}>
            <h2>{one.name}</h2>
            <Facts
              facts={[
                { name: words('account.desk.who'), value: one.called ? `${one.called}, ${one.email}` : one.email },
                ...powerFacts(words, one),
                { name: words('account.desk.since'), value: words.date(one.askedAt, 'time') },
              ]}
            />
            <ActionButton kind="main" action={href(`/desk/account/organisations/${one.power}/confirmation`)}>
              {words('account.desk.confirm', { name: one.name })}
            </ActionButton>
            <form method="post" action={href(`/desk/account/organisations/${one.power}/refusal`)}>
              <div class="field">
                <label for={`because-${one.power}`}>{words('account.desk.because')}</label>
                <input
                  class="box full"
                  id={`because-${one.power}`}
                  name="because"
                  value={one.power === refused ? typedText(typed, 'because') : ''}
                />
              </div>
              <Button kind="plain">{words('account.desk.refuse', { name: one.name })}</Button>
            </form>
          </section>
        ))
      )}
    </>
  )
}
