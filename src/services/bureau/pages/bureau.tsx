// The Bureau's front: two doors, for culture and for creative business, and the numbers by which it can be judged.
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tiles } from '#web/components/tiles/tiles.tsx'
import type { Figure } from '../queries/measures.ts'
import type { Outcomes } from '../queries/outcomes.ts'
import type { ClockNumbers } from '../rules/clock.ts'
import { SourceLink } from './said.tsx'

export interface BureauProps {
  figures: readonly Figure[]
  /** Measures that may hold today. */
  shown: number
  clock: ClockNumbers
  outcomes: Outcomes
}

export function BureauPage({ figures, shown, clock, outcomes }: BureauProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('bureau.title')} lede={words('bureau.lede')} />
      <section>
        <h2>{words('bureau.front.business')}</h2>
        <p>{words('bureau.front.businessHow', { n: shown })}</p>
        <p class="actions">
          <LinkButton href={href('/bureau/check')} kind="gold">
            {words('bureau.check.button')}
          </LinkButton>{' '}
          <LinkButton href={href('/bureau/measures')} kind="plain">
            {words('bureau.measures.title')}
          </LinkButton>{' '}
          <LinkButton href={href('/bureau/requests/new')} kind="plain">
            {words('bureau.ask.button')}
          </LinkButton>
        </p>
      </section>
      <section>
        <h2>{words('bureau.front.culture')}</h2>
        <p>{words('bureau.front.cultureHow')}</p>
        <p>
          <LinkButton href={href('/events')} kind="plain">
            {words('bureau.front.events')}
          </LinkButton>
        </p>
      </section>
      <section>
        <h2>{words('bureau.clock.title')}</h2>
        <ClockSaid clock={clock} />
        <p>
          <a href={href('/bureau/outcomes')}>
            {outcomes.rows.length === 0 ? words('bureau.front.noOutcomes') : words('bureau.front.outcomes')}
          </a>
        </p>
      </section>
      <Sector figures={figures} />
    </>
  )
}

/** «Ответили на 12 из 14, в срок 11 из 12; обычно за 3 рабочих дня». */
export function ClockSaid({ clock }: { clock: ClockNumbers }) {
  const { words } = useFrame()
  if (clock.asked === 0) return <p class="quiet">{words('bureau.clock.none')}</p>
  return (
    <Tiles
      label={words('bureau.clock.title')}
      tiles={[
        { number: words.number(clock.asked), what: words('bureau.clock.asked', { n: clock.asked }) },
        {
          number: clock.medianDays === null ? words('bureau.noData') : words.number(clock.medianDays),
          unit: clock.medianDays === null ? undefined : words('bureau.clock.days', { n: Math.ceil(clock.medianDays) }),
          what: words('bureau.clock.median'),
        },
        {
          number:
            clock.inTime === null
              ? words('bureau.noData')
              : words.number(clock.inTime, { style: 'percent', maximumFractionDigits: 0 }),
          what: words('bureau.clock.inTime'),
        },
        { number: words.number(clock.overdue), what: words('bureau.clock.overdue') },
      ]}
    />
  )
}

function Sector({ figures }: { figures: readonly Figure[] }) {
  const { words, href } = useFrame()
  const counted = figures.filter(({ value }) => value !== null)
  const named = figures.filter(({ value }) => value === null)
  if (figures.length === 0) return null
  return (
    <section>
      <h2>{words('bureau.sector.title')}</h2>
      <List
        label={words('bureau.sector.caption')}
        items={counted.map((figure) => ({
          lead: <Amount value={figure.value ?? 0} unit={figure.unit} />,
          title: figure.title,
          note: (
            <>
              {figure.period === null ? words('bureau.sector.noPeriod') : words.date(figure.period)}
              {' · '}
              <SourceLink source={figure.source} sourceDate={figure.sourceDate} />
            </>
          ),
        }))}
      />
      {named.length > 0 && (
        <details>
          <summary>{words('bureau.sector.more', { n: named.length })}</summary>
          <ul>
            {named.map((figure) => (
              <li key={figure.id}>
                {figure.title}
                <div class="source">
                  <SourceLink source={figure.source} sourceDate={figure.sourceDate} />
                </div>
              </li>
            ))}
          </ul>
        </details>
      )}
      <p>
        <a href={href('/open-data/bureau-figures')}>{words('bureau.asData')}</a>
      </p>
    </section>
  )
}

// «6 %», and a long unit under its number.
function Amount({ value, unit }: { value: number; unit: string | null }) {
  const { words } = useFrame()
  if (unit === null) return <>{words.number(value)}</>
  if (unit.length <= 4) return <>{`${words.number(value)}\u00a0${unit}`}</>
  return (
    <>
      {words.number(value)} <small>{unit}</small>
    </>
  )
}
