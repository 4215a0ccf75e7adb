// What residents could take part in, and what came of it: so that whoever was there can ask in ten years.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import type { Words } from '#platform/words.ts'
import { ActionButton, Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { Thing } from '../queries/named-things.ts'
import type { OccasionView, Proposal } from '../queries/occasions.ts'
import { LetterFields, QuestionCrumbs } from './asking.tsx'
import { StageTag } from './projects.tsx'
import { Data, Name, Source } from './said.tsx'
import { errorsIn, typedIn } from './typed.ts'

export function TookPartPage({ occasions, mine }: { occasions: OccasionView[]; mine: readonly string[] }) {
  const { words } = useFrame()
  const ofStrategy = occasions.filter(({ whole, workshop }) => whole || workshop !== null)
  const others = occasions.filter((each) => !ofStrategy.includes(each))
  return (
    <>
      <PageHead
        above={<QuestionCrumbs list={false} />}
        title={words('strategy.tookPart.title')}
        lede={words('strategy.tookPart.lede')}
      />
      {occasions.length === 0 && <Empty title={words('strategy.tookPart.none')} />}
      {ofStrategy.length > 0 && (
        <section>
          <h2>{words('strategy.tookPart.ofStrategy')}</h2>
          <OccasionList occasions={ofStrategy} mine={mine} />
        </section>
      )}
      {others.length > 0 && (
        <section>
          <h2>{words('strategy.tookPart.others')}</h2>
          <OccasionList occasions={others} mine={mine} />
        </section>
      )}
      <p class="source">{words('strategy.tookPart.countHow')}</p>
    </>
  )
}

export function OccasionList({ occasions, mine }: { occasions: readonly OccasionView[]; mine: readonly string[] }) {
  const { words, href } = useFrame()
  return (
    <List
      items={occasions.map((each) => ({
        href: href(`/strategy/took-part/${each.id}`),
        title: <Name named={{ name: each.title, nameEn: each.title_en }} />,
        note: (
          <>
            {whenOf(words, each)}
            {' · '}
            {saidOf(words, each.said)}
            <br />
            {ledOf(words, each)}
          </>
        ),
        tag: mine.includes(each.id) ? <Tag kind="kept">{words('strategy.tookPart.youWere')}</Tag> : undefined,
      }))}
    />
  )
}

export interface OccasionProps {
  occasion: OccasionView
  proposals: Proposal[]
  /** Directions of the strategy that it led to. */
  directions: Thing[]
  /** Whether she, signed in, said that she took part, and whether she follows all of it. */
  took: boolean
  followsAll: boolean
  signedIn: boolean
  consent: string
  typed: Typed
  /** A letter that asks whether it was she is on its way. */
  wished: boolean
}

export function OccasionPage(props: OccasionProps) {
  const { words, href } = useFrame()
  const { occasion, proposals, directions } = props
  return (
    <>
      <PageHead
        above={<QuestionCrumbs list={false} />}
        title={<Name named={{ name: occasion.title, nameEn: occasion.title_en }} />}
        lede={`${words.locale === 'en' ? occasion.kind_en : occasion.kind}, ${whenOf(words, occasion)}`}
      />
      <Facts facts={factsOf(words, occasion)} />
      <section>
        <h2>{words(occasion.workshop === null ? 'strategy.tookPart.cameOf' : 'strategy.tookPart.proposed')}</h2>
        {proposals.length > 0 && (
          <List
            items={proposals.map((each) => ({
              href: href(`/strategy/projects/${each.id}`),
              title: <Name named={each} />,
              note: (
                <>
                  <Data>{each.summary}</Data>
                  <br />
                  {each.responsible === null ? (
                    words('strategy.tookPart.noResponsible')
                  ) : (
                    <>
                      {words('strategy.project.responsible')}: <Data>{each.responsible}</Data>
                    </>
                  )}
                  {'. '}
                  {each.reported === null
                    ? words('strategy.tookPart.notReported')
                    : words('strategy.tookPart.reported', {
                        status: words(`strategy.tookPart.status.${each.reported.status}`),
                        period: each.reported.period,
                      })}
                </>
              ),
              tag: <StageTag group={each.stageGroup} />,
            }))}
          />
        )}
        {directions.length > 0 && (
          <>
            <p>{words('strategy.tookPart.whole')}</p>
            <List items={directions.map((each) => ({ href: href(each.href), title: <Name named={each} /> }))} />
          </>
        )}
        {occasion.led.length === 0 && <p>{words('strategy.tookPart.nothing')}</p>}
        {occasion.workshop === null && proposals.length > 0 && (
          <p class="source">{words('strategy.tookPart.byName')}</p>
        )}
      </section>
      <Mine {...props} />
    </>
  )
}

function Mine({ occasion, took, followsAll, signedIn, consent, typed, wished }: OccasionProps) {
  const { words, href } = useFrame()
  const action = href(`/strategy/took-part/${occasion.id}`)
  return (
    <section id="mine">
      <h2>{words('strategy.tookPart.mine')}</h2>
      <p>{words('strategy.tookPart.mineHow')}</p>
      {signedIn ? (
        <div class="actions">
          {took ? (
            <ActionButton action={`${action}/withdrawal`}>{words('strategy.tookPart.unsay')}</ActionButton>
          ) : (
            <ActionButton kind="gold" action={action} hidden={{ wish: 'said' }}>
              {words('strategy.tookPart.say')}
            </ActionButton>
          )}
          {occasion.led.length > 0 &&
            (followsAll ? (
              <p class="quiet">{words('strategy.tookPart.followed')}</p>
            ) : (
              <ActionButton action={action} hidden={{ wish: 'follow' }}>
                {words('strategy.tookPart.followAll')}
              </ActionButton>
            ))}
        </div>
      ) : wished ? (
        <p>{words('strategy.tookPart.wished')}</p>
      ) : (
        <>
          <ErrorSummary title={words('strategy.ask.wrong')} errors={errorsIn(words, typed).all} />
          <form class="narrow" method="post" action={action}>
            <CheckboxField
              name="part"
              label={words('strategy.tookPart.say')}
              hint={words('strategy.tookPart.sayHint')}
              checked={typedIn(typed, 'part') !== ''}
            />
            <LetterFields {...{ typed, consent }} must />
            <Button>{words('strategy.tookPart.followAll')}</Button>
          </form>
          <p>
            <a href={href(`/account/sign-in?next=${encodeURIComponent(`/strategy/took-part/${occasion.id}`)}`)}>
              {words('strategy.follow.signInInstead')}
            </a>
          </p>
        </>
      )}
      <p class="source">{words('strategy.tookPart.sayNow', { said: saidOf(words, occasion.said) })}</p>
    </section>
  )
}

function factsOf(words: Words, occasion: OccasionView) {
  const { place, organiser, participants, participants_unit: unit, headline, note } = occasion
  const fact = (key: string, value: string | null) =>
    value === null ? [] : [{ name: words(`strategy.tookPart.fact.${key}`), value: <Data>{value}</Data> }]
  return [
    ...fact('place', place),
    ...fact('organiser', organiser),
    ...fact('participants', participants === null ? null : `${words.number(participants)}\u00a0${unit ?? ''}`),
    ...fact('headline', headline),
    ...fact('note', note),
    {
      name: words('strategy.source'),
      value: <Source source={{ page: occasion.source, date: occasion.source_date }} />,
    },
  ]
}

/** «16–17 сентября 2025», «май 2025», or that no date was named. */
export function whenOf(words: Words, { from_day: from, to_day: to }: OccasionView): string {
  if (from === null) return words('strategy.tookPart.noDate')
  if (to === null || to === from) return words.date(from)
  return from.length === 10 && to.length === 10 ? words.days(from, to) : `${words.date(from)} – ${words.date(to)}`
}

function saidOf(words: Words, said: number | null): string {
  return said === null ? words('strategy.tookPart.few') : words('strategy.tookPart.said', { n: said })
}

function ledOf(words: Words, { led, workshop }: OccasionView): string {
  if (led.length === 0) return words('strategy.tookPart.nothingShort')
  const projects = led.filter((each) => each.startsWith('project:')).length
  if (projects === 0) return words('strategy.tookPart.wholeShort', { n: led.length })
  return words(workshop === null ? 'strategy.tookPart.ledShort' : 'strategy.tookPart.proposedShort', { n: projects })
}
