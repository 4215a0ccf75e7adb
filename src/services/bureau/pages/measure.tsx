// One measure: what its source says, with that source, where to apply or whom to ask, and what became of others' requests.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { MeasureFile } from '../queries/measures.ts'
import { BureauCrumbs } from './crumbs.tsx'
import {
  amountInWords,
  DemoTag,
  levelsInWords,
  percent,
  rateInWords,
  Sourced,
  SourceLink,
  StandingTag,
  standingInWords,
} from './said.tsx'

export interface MeasureProps {
  measure: MeasureFile
  /** Whether it has rules by which the questionnaire decides. */
  hasTerms: boolean
  /** The city's programme through which it is given. */
  programme: GivenBy | null
  mayEdit: boolean
}

export interface GivenBy {
  id: string
  name: string
  /** Until when it takes applications; null: it does not now. */
  openUntil: Date | null
}

export function MeasurePage({ measure, hasTerms, programme, mayEdit }: MeasureProps) {
  const { words, href } = useFrame()
  const { id, fields, standing } = measure
  const over = standing.state === 'over'
  return (
    <>
      <PageHead
        above={<BureauCrumbs more={[{ href: '/bureau/measures', label: words('bureau.measures.title') }]} />}
        title={<Sourced text={fields.name} />}
        says={fields.name}
        lede={[words(`bureau.kind.${fields.kind}`), amountInWords(words, fields) ?? words('bureau.sum.unsaid')].join(
          ', ',
        )}
      >
        <p>
          <StandingTag standing={standing} /> <DemoTag basis={fields.basis} />
        </p>
      </PageHead>
      {over && (
        <Notice>
          <p>
            {standingInWords(words, standing)}. {words('bureau.measure.overHow')}
          </p>
        </Notice>
      )}
      {standing.state === 'unsure' && (
        <Notice>
          <p>{words('bureau.measure.unsureHow', { ask: fields.ask })}</p>
        </Notice>
      )}
      <p class="actions">
        {!over && programme?.openUntil && (
          <LinkButton href={href(`/programmes/${programme.id}`)} kind="gold">
            {words('bureau.measure.toProgramme')}
          </LinkButton>
        )}{' '}
        {!over && hasTerms && (
          <LinkButton href={href(`/bureau/check?measure=${id}`)} kind={programme?.openUntil ? 'plain' : 'gold'}>
            {words('bureau.measure.check')}
          </LinkButton>
        )}{' '}
        <LinkButton href={href(`/bureau/requests/new?measure=${id}`)} kind="plain">
          {words('bureau.ask.button')}
        </LinkButton>
      </p>
      <Apply measure={measure} programme={programme} />
      <section>
        <h2>{words('bureau.measure.facts')}</h2>
        <FactTable measure={measure} />
        {fields.basis !== 'demo' && (
          <p class="source">
            {measure.checkedOn === null
              ? words('bureau.measure.neverChecked')
              : words('bureau.measure.checked', { day: words.date(measure.checkedOn) })}
          </p>
        )}
      </section>
      <History measure={measure} />
      {mayEdit && (
        <section>
          <h2>{words('bureau.measure.staff')}</h2>
          <p>
            <a href={href(`/desk/bureau/measures/${id}`)}>{words('bureau.desk.edit')}</a>
          </p>
          <ActionButton
            action={href(`/desk/bureau/measures/${id}/check`)}
            hidden={{ version: String(measure.version) }}
          >
            {words('bureau.desk.checkedToday')}
          </ActionButton>
        </section>
      )}
    </>
  )
}

// Only an address that the data really has becomes a link; where there is none, it is said who can be asked.
function Apply({ measure: { fields, standing }, programme }: { measure: MeasureFile; programme: GivenBy | null }) {
  const { words, href } = useFrame()
  if (standing.state === 'over') return null
  return (
    <section>
      <h2>{words('bureau.measure.apply')}</h2>
      {fields.how !== null && (
        <p>
          <Sourced text={fields.how} />
        </p>
      )}
      {programme && (
        <p>
          {words('bureau.measure.programme')} <a href={href(`/programmes/${programme.id}`)}>{programme.name}</a>.{' '}
          {programme.openUntil === null
            ? words('bureau.measure.programmeClosed')
            : words('bureau.measure.programmeOpen', { until: words.date(programme.openUntil, 'time') })}
        </p>
      )}
      {programme ? null : fields.applyUrl !== null ? (
        <p>
          <a href={fields.applyUrl} rel="noopener">
            {words('bureau.measure.applyAt', { site: /^https?:\/\/([^/]+)/.exec(fields.applyUrl)?.[1] ?? '' })}
          </a>
        </p>
      ) : (
        <p>{words('bureau.measure.noAddress', { ask: fields.ask })}</p>
      )}
    </section>
  )
}

// These are told in the words of the source.
const inSource = new Set(['who', 'period', 'provider', 'law', 'note'])

export function FactTable({ measure: { fields } }: { measure: Pick<MeasureFile, 'fields'> }) {
  const { words } = useFrame()
  const told: [string, ComponentChildren | null][] = [
    ['who', fields.who],
    ['sum', amountInWords(words, fields)],
    ['rate', rateInWords(words, fields)],
    ['share', fields.cofinancingPercent === null ? null : percent(words, fields.cofinancingPercent)],
    ['age', ageInWords(words, fields)],
    ['term', fields.termMonths === null ? null : words('bureau.months', { n: fields.termMonths })],
    ['period', fields.period],
    ['provider', fields.provider],
    ['level', levelsInWords(words, fields.levels)],
    ['law', fields.law],
    ['note', fields.note],
  ]
  const silent = told.filter(([, value]) => value === null).map(([name]) => words(`bureau.fact.${name}`).toLowerCase())
  return (
    <>
      <Facts
        facts={[
          ...told
            .filter(([, value]) => value !== null)
            .map(([name, value]) => ({
              name: words(`bureau.fact.${name}`),
              value: typeof value === 'string' && inSource.has(name) ? <Sourced text={value} /> : value,
            })),
          // One source says all of it, so it is named once.
          {
            name: words('bureau.measure.from'),
            value: <SourceLink source={fields.source} sourceDate={fields.sourceDate} />,
          },
        ]}
      />
      {silent.length > 0 && <p class="source">{words('bureau.measure.unsaidOf', { names: silent.join(', ') })}</p>}
    </>
  )
}

function ageInWords(words: ReturnType<typeof useFrame>['words'], { ageMin, ageMax }: MeasureFile['fields']) {
  if (ageMin !== null && ageMax !== null) return words('bureau.age.between', { from: ageMin, to: ageMax })
  if (ageMax !== null) return words('bureau.age.upTo', { to: ageMax })
  return ageMin === null ? null : words('bureau.age.from', { from: ageMin })
}

function History({ measure }: { measure: MeasureFile }) {
  const { words } = useFrame()
  const changed = measure.history.filter(({ reason }) => reason !== null)
  if (changed.length === 0) return null
  return (
    <section>
      <h2>{words('bureau.measure.history')}</h2>
      <ul>
        {changed.map(({ version, changedAt, reason }) => (
          <li key={version}>{words('bureau.measure.changed', { day: words.date(changedAt), reason: reason ?? '' })}</li>
        ))}
      </ul>
    </section>
  )
}
