// Calls at the desk: opening one, and one with its last instant and its applications.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Pagination } from '#web/components/pagination/pagination.tsx'
import type { ApplicationCard } from '../queries/applications.ts'
import type { CallView, DeadlineMove } from '../queries/calls.ts'
import type { Draft } from '../queries/programmes.ts'
import { callStateAt } from '../rules/call-state.ts'
import type { Definition } from '../rules/definition.ts'
import { counted, type State } from '../rules/states.ts'
import { callHref } from './above.tsx'
import { CallSteps } from './awarding-parts.tsx'
import { typedOr, Wrong } from './boxes.tsx'
import { AboveDesk, deskHref } from './maker-parts.tsx'
import { CallTag, moneySaid, Said, StateTag } from './said.tsx'

export interface NewCallProps {
  draft: Draft
  /** Terms that may decide who applies. */
  terms: readonly { id: string; title: string }[]
  typed: Typed
}

export function NewCallPage({ draft, terms, typed }: NewCallProps) {
  const { words, href } = useFrame()
  const of = (name: string) => {
    const wrong = typed.errors[name]
    return { name, value: typedOr(typed, name), error: wrong && words(wrong.key, wrong.values) }
  }
  return (
    <>
      <PageHead
        above={<AboveDesk programme={draft} />}
        title={words('programmes.desk.openCall')}
        lede={words('programmes.desk.openCallLede', { version: draft.published?.version ?? 0 })}
      />
      <Wrong errors={typed.errors} />
      <form method="post" action={href(deskHref(draft.programme, '/calls'))} noValidate>
        <TextField {...of('titleRu')} label={words('programmes.desk.callTitle.ru')} maxLength={200} required />
        <TextField {...of('titleEn')} label={words('programmes.desk.callTitle.en')} maxLength={200} />
        {(['opens', 'closes'] as const).map((which) => (
          <fieldset key={which} class="beside">
            <legend>{words(`programmes.call.${which}`)}</legend>
            <TextField {...of(`${which}On`)} label={words('programmes.desk.day')} type="date" width="middle" required />
            <TextField
              {...of(`${which}Time`)}
              label={words('programmes.desk.time')}
              hint={words('programmes.desk.timeHint')}
              width="short"
              maxLength={5}
            />
          </fieldset>
        ))}
        <TextField
          {...of('budget')}
          label={words('programmes.desk.budget')}
          hint={words('programmes.desk.budgetHint')}
          inputMode="decimal"
          width="middle"
          maxLength={20}
        />
        <TextField
          {...of('awards')}
          label={words('programmes.desk.awards')}
          inputMode="numeric"
          width="short"
          maxLength={6}
        />
        <TextField
          {...of('contact')}
          label={words('programmes.call.contact')}
          hint={words('programmes.desk.contactHint')}
          maxLength={300}
          required
        />
        {terms.length > 0 && (
          <SelectField
            {...of('terms')}
            label={words('programmes.call.terms')}
            hint={words('programmes.desk.termsHint')}
            placeholder={words('programmes.desk.noTerms')}
            options={terms.map(({ id, title }) => ({ value: id, label: title }))}
          />
        )}
        <Button>{words('programmes.desk.publishCall')}</Button>
      </form>
    </>
  )
}

export interface DeskCallProps {
  call: CallView & { definition: Definition }
  moves: readonly DeadlineMove[]
  counts: ReadonlyMap<string, number>
  drafts: number
  cards: readonly ApplicationCard[]
  state: State | null
  page: number
  more: boolean
  typed: Typed
}

export function DeskCallPage({ call, moves, counts, drafts, cards, state, page, more, typed }: DeskCallProps) {
  const { words, href, now } = useFrame()
  const at = `/desk/programmes/calls/${call.id}`
  const wrong = (name: string) => typed.errors[name] && words(typed.errors[name].key, typed.errors[name].values)
  const whole = [...counts.values()].reduce((sum, n) => sum + n, 0)
  const link = (n: number) => href(`${at}?${state ? `state=${state}&` : ''}page=${n}`)
  return (
    <>
      <PageHead
        above={<AboveDesk programme={{ programme: call.programme, definition: call.definition }} />}
        title={<Said text={call.title} />}
        lede={<Said text={call.definition.title} />}
      >
        <p>
          <CallTag call={call} />
        </p>
        <p>
          <a href={href(callHref(call))}>{words('programmes.desk.publicPage')}</a>
        </p>
        <CallSteps call={call} />
      </PageHead>
      <Facts
        facts={[
          { name: words('programmes.call.opens'), value: words.date(call.opensAt, 'time') },
          { name: words('programmes.call.closes'), value: words.date(call.closesAt, 'time') },
          ...(call.budget === null
            ? []
            : [{ name: words('programmes.call.budget'), value: moneySaid(words, call.budget) }]),
          { name: words('programmes.desk.drafts'), value: words.number(drafts) },
        ]}
      />
      <section>
        <h2>{words('programmes.desk.applications', { n: whole })}</h2>
        {whole > 0 && (
          <nav aria-label={words('programmes.desk.byState')}>
            <ul class="links">
              <li>
                <a href={href(at)} aria-current={state === null ? 'true' : undefined}>
                  {words('programmes.desk.all')}
                </a>
              </li>
              {counted
                .filter((one) => (counts.get(one) ?? 0) > 0)
                .map((one) => (
                  <li key={one}>
                    <a href={href(`${at}?state=${one}`)} aria-current={state === one ? 'true' : undefined}>
                      {words('programmes.desk.stateCount', {
                        state: words(`programmes.state.${one}`),
                        n: counts.get(one) ?? 0,
                      })}
                    </a>
                  </li>
                ))}
            </ul>
          </nav>
        )}
        {cards.length === 0 ? (
          <Empty title={words('programmes.desk.noApplications')} />
        ) : (
          <List
            label={words('programmes.desk.byState')}
            items={cards.map((card) => ({
              lead: words.ago(card.stateAt, now),
              at: card.stateAt.toISOString(),
              exactly: words.date(card.stateAt, 'time'),
              href: href(`${at}/applications/${card.id}`),
              title: words('programmes.mine.number', { number: card.number }),
              note: [
                words(card.organisation ? 'programmes.desk.ofOrganisation' : 'programmes.desk.ofPerson'),
                ...(card.unscanned > 0 ? [words('programmes.desk.unscanned', { n: card.unscanned })] : []),
              ].join(', '),
              tag: <StateTag state={card.state} />,
            }))}
          />
        )}
        <Pagination
          label={words('programmes.desk.pages')}
          here={words('programmes.desk.page', { page })}
          earlier={page > 1 ? { href: link(page - 1), label: words('programmes.desk.earlier') } : undefined}
          later={more ? { href: link(page + 1), label: words('programmes.desk.later') } : undefined}
        />
      </section>
      {callStateAt(call, now) !== 'closed' && (
        <section>
          <h2>{words('programmes.desk.moveDeadline')}</h2>
          <p>{words('programmes.desk.moveText')}</p>
          <Wrong errors={typed.errors} />
          <form method="post" action={href(`${at}/deadline`)} noValidate>
            <TextField
              name="closesOn"
              label={words('programmes.desk.newDay')}
              type="date"
              width="middle"
              value={typedOr(typed, 'closesOn')}
              error={wrong('closesOn')}
            />
            <TextField
              name="closesTime"
              label={words('programmes.desk.time')}
              hint={words('programmes.desk.timeHint')}
              width="short"
              maxLength={5}
              value={typedOr(typed, 'closesTime')}
              error={wrong('closesTime')}
            />
            <TextareaField
              name="reason"
              label={words('programmes.desk.moveReason')}
              rows={2}
              maxLength={1000}
              value={typedOr(typed, 'reason')}
              error={wrong('reason')}
            />
            <Button kind="plain">{words('programmes.desk.move')}</Button>
          </form>
        </section>
      )}
      {moves.length > 0 && (
        <section>
          <h2>{words('programmes.call.moved')}</h2>
          <ul>
            {moves.map(({ was, becomes, reason, at: when }) => (
              <li key={when.toISOString()}>
                {words('programmes.call.movedFromTo', {
                  was: words.date(was, 'time'),
                  becomes: words.date(becomes, 'time'),
                  day: words.date(when),
                })}{' '}
                <span lang="ru">{reason}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}
