// Totals that explain themselves: what was added, what was left out, and why.
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { MeasureTotal, Named, Totals } from '../queries/totals.ts'
import { totalAddress } from '../rules/asked.ts'
import type { Facets } from '../tables.ts'
import { LeftOut, Records } from './records.tsx'
import { unitOf } from './said.tsx'

export interface TotalsProps {
  totals: Totals
  facets: Facets
  streets: string[]
  chosen: { year: string; district: string; street: string }
}

export function TotalsPage({ totals, facets, streets, chosen }: TotalsProps) {
  const { words, href } = useFrame()
  const any = words('smallWins.totals.whole')
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('smallWins.path')}
            links={[{ href: href('/small-wins'), label: words('smallWins.title') }]}
          />
        }
        title={words('smallWins.totals.title')}
        lede={words('smallWins.totals.lede')}
      />
      <form class="filters" method="get" action={href('/small-wins/totals')}>
        <SelectField
          name="year"
          label={words('smallWins.filter.year')}
          value={chosen.year}
          placeholder={words('smallWins.totals.allYears')}
          options={facets.years.map(({ value }) => ({ value, label: value }))}
        />
        {facets.districts.length > 0 && (
          <SelectField
            name="district"
            label={words('smallWins.filter.district')}
            value={chosen.district}
            placeholder={any}
            options={facets.districts.map(({ value }) => ({ value, label: value }))}
          />
        )}
        <SelectField
          name="street"
          label={words('smallWins.filter.street')}
          value={chosen.street}
          placeholder={any}
          options={streets.map((value) => ({ value, label: value }))}
        />
        <Button kind="plain">{words('smallWins.totals.count')}</Button>
      </form>
      {totals.measures.length === 0 && <Empty title={words('smallWins.totals.none')} />}
      <Group title={words('smallWins.totals.fromPress')} measures={totals.measures.filter(isOfPress)} chosen={chosen} />
      <Group
        title={words('smallWins.totals.fromReports')}
        measures={totals.measures.filter((measure) => !isOfPress(measure))}
        chosen={chosen}
      />
      <section>
        <h2>{words('smallWins.totals.howTitle')}</h2>
        <p>{words('smallWins.totals.how')}</p>
        <p>{words('smallWins.totals.howBorn')}</p>
      </section>
      <Apart title={words('smallWins.totals.severalStreets')} records={totals.severalStreets} />
      <Apart title={words('smallWins.totals.undated')} records={totals.undated} />
      <Apart title={words('smallWins.totals.apart')} records={totals.apart} />
    </>
  )
}

/** «22 проезда», «5,91 км»: from a thousand metres on people count in kilometres. */
export function totalText(words: Words, measure: MeasureTotal): { number: string; unit: string } {
  if (measure.unit === 'м' && Number(measure.total) >= 1000) {
    const number = words.number(Number(measure.total) / 1000, { maximumFractionDigits: 3 })
    return { number, unit: words('smallWins.unit.km') }
  }
  const number = words.number(Number(measure.total), { maximumFractionDigits: 3 })
  return {
    number,
    unit: unitOf(words, { unit: measure.unit, unitEn: measure.unitEn, unitForms: measure.forms }, measure.total),
  }
}

interface GroupProps {
  title: string
  measures: MeasureTotal[]
  chosen: TotalsProps['chosen']
}

function Group({ title, measures, chosen }: GroupProps) {
  const { words, href } = useFrame()
  if (measures.length === 0) return null
  return (
    <section>
      <h2>{title}</h2>
      <List
        items={measures.map((measure) => {
          const { number, unit } = totalText(words, measure)
          return {
            lead: (
              <>
                {number} <small lang={isRussianOnly(words, measure) ? 'ru' : undefined}>{unit}</small>
              </>
            ),
            href: href(totalAddress(measure.id, chosen)),
            title: words.locale === 'en' ? measure.labelEn : measure.label,
            note: <Details measure={measure} />,
            tag: measure.demo ? <Tag>{words('smallWins.demo')}</Tag> : undefined,
          }
        })}
      />
    </section>
  )
}

function isRussianOnly(words: Words, { unitEn }: MeasureTotal): boolean {
  return words.locale === 'en' && unitEn === null
}

function Details({ measure }: { measure: MeasureTotal }) {
  const { words, href } = useFrame()
  return (
    <>
      {measure.born > 0 && (
        <a href={href(`/small-wins?unit=${encodeURIComponent(measure.id)}`)}>
          {words('smallWins.totals.born', { n: measure.born })}
        </a>
      )}
      {isOfPress(measure) && (
        <details>
          <summary>
            {words('smallWins.totals.of', { counted: measure.counted.length, left: measure.left.length })}
          </summary>
          {measure.counted.length > 0 && (
            <Records title={words('smallWins.totals.counted')} records={measure.counted} />
          )}
          {measure.left.length > 0 && <LeftOut left={measure.left} />}
        </details>
      )}
    </>
  )
}

function isOfPress({ counted, left }: MeasureTotal): boolean {
  return counted.length > 0 || left.length > 0
}

function Apart({ title, records }: { title: string; records: (Named & { why?: string })[] }) {
  if (records.length === 0) return null
  return (
    <details>
      <summary>
        {title} ({records.length})
      </summary>
      <Records title={title} records={records} />
    </details>
  )
}
