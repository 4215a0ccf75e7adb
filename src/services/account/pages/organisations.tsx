// Organisations that a person acts for: what she may do in each until when, and the form for another one.

import type { Representation } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import { shownErrors, typedText } from './typed.ts'

export type PowerState = 'held' | 'waits' | 'future' | 'over' | 'refused'

export interface OrganisationsPageProps {
  powers: (Representation & { state: PowerState })[]
  typed: Typed
}

export function OrganisationsPage({ powers, typed }: OrganisationsPageProps) {
  const { words, href } = useFrame()
  const errors = shownErrors(words, typed)
  const field = (name: string) => ({ name, value: typedText(typed, name), error: errors.of[name] })
  return (
    <>
      <PageHead title={words('account.organisations.title')} lede={words('account.organisations.lede')} />
      <ErrorSummary title={words('account.errors')} errors={errors.list} />
      <section>
        <h2>{words('account.organisations.yours')}</h2>
        {powers.length === 0 ? (
          <Empty title={words('account.organisations.none')} />
        ) : (
          powers.map((power) => (
            <div key={power.power}>
              <h3>
                {power.name} <PowerTag state={power.state} />
              </h3>
              <Facts facts={powerFacts(words, power)} />
              {power.state === 'held' && power.codes.includes('manage') && (
                <p>
                  <a href={href(`/account/organisations/${power.organisation}`)}>
                    {words('account.organisations.manage', { name: power.name })}
                  </a>
                </p>
              )}
              {(power.state === 'held' || power.state === 'waits' || power.state === 'future') && (
                <ActionButton
                  action={href(`/account/organisations/${power.organisation}/powers/${power.power}/ending`)}
                >
                  {words('account.organisations.leave', { name: power.name })}
                </ActionButton>
              )}
            </div>
          ))
        )}
      </section>
      <section>
        <h2>{words('account.organisations.add')}</h2>
        <p>{words('account.organisations.addLede')}</p>
        <form method="post" action={href('/account/organisations')} noValidate>
          <TextField {...field('name')} autocomplete="organization" label={words('account.organisations.name')} />
          <TextField
            {...field('inn')}
            inputMode="numeric"
            width="middle"
            label={words('account.organisations.inn')}
            hint={words('account.organisations.innHint')}
          />
          <TextField
            {...field('ogrn')}
            inputMode="numeric"
            width="middle"
            label={words('account.organisations.ogrn')}
            hint={words('account.organisations.maybe')}
          />
          <TextField
            {...field('kpp')}
            width="middle"
            label={words('account.organisations.kpp')}
            hint={words('account.organisations.maybe')}
          />
          <TextField
            {...field('document')}
            label={words('account.organisations.document')}
            hint={words('account.organisations.documentHint')}
          />
          <TextField
            {...field('until')}
            type="date"
            width="middle"
            label={words('account.organisations.until')}
            hint={words('account.organisations.untilHint')}
          />
          <Button>{words('account.organisations.send')}</Button>
        </form>
      </section>
      <section>
        <a href={href('/account')}>{words('account.back')}</a>
      </section>
    </>
  )
}

export function PowerTag({ state }: { state: PowerState }) {
  const { words } = useFrame()
  const kind = state === 'held' ? 'kept' : state === 'waits' ? 'silent' : state === 'refused' ? 'late' : 'plain'
  return <Tag kind={kind}>{words(`account.power.state.${state}`)}</Tag>
}

/** What a power is, in names and values; which numbers only where they are known. */
export function powerFacts(words: ReturnType<typeof useFrame>['words'], power: Representation) {
  const facts = [
    { name: words('account.organisations.inn'), value: power.inn },
    { name: words('account.organisations.ogrn'), value: power.ogrn },
    { name: words('account.organisations.kpp'), value: power.kpp },
    {
      name: words('account.power.codes'),
      value: power.codes.map((code) => words(`identity.power.${code}`)).join(', '),
    },
    {
      name: words('account.power.days'),
      value: power.until
        ? words('account.power.fromTo', { from: words.date(power.since), to: words.date(power.until) })
        : words('account.power.from', { from: words.date(power.since) }),
    },
    { name: words('account.organisations.document'), value: power.document },
    { name: words('account.power.because'), value: power.endedBecause },
  ]
  return facts.flatMap(({ name, value }) => (value ? [{ name, value }] : []))
}
