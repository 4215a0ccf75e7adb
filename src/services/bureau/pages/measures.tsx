// All measures of support, narrowed by what somebody needs; what is over shows itself only when asked for.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { CheckboxField, SelectField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Measure } from '../queries/measures.ts'
import { audiences, levels, measureKinds } from '../rules/measure.ts'
import { addressOf, isNarrowed, type Narrowing } from '../rules/narrowing.ts'
import { BureauCrumbs } from './crumbs.tsx'
import { MeasureList } from './said.tsx'

export interface MeasuresProps {
  found: readonly Measure[]
  asked: Narrowing
  /** How many there are in all: those that may hold, and those that are over. */
  shown: number
  over: number
}

export function MeasuresPage({ found, asked, shown, over }: MeasuresProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={<BureauCrumbs />}
        title={words(asked.past ? 'bureau.measures.pastTitle' : 'bureau.measures.title')}
        lede={words(asked.past ? 'bureau.measures.pastLede' : 'bureau.measures.lede', { n: asked.past ? over : shown })}
      >
        <p>
          <LinkButton href={href('/bureau/check')} kind="gold">
            {words('bureau.check.button')}
          </LinkButton>
        </p>
      </PageHead>
      <Filters asked={asked} />
      <h2>{words('bureau.measures.found', { n: found.length })}</h2>
      {found.length === 0 ? (
        <Empty title={words('bureau.measures.none')}>
          <p>
            <a href={href(addressOf({ past: asked.past }))}>{words('bureau.measures.all')}</a>
            {' · '}
            <a href={href('/bureau/requests/new')}>{words('bureau.ask.button')}</a>
          </p>
        </Empty>
      ) : (
        <MeasureList measures={found} />
      )}
      <p>
        {asked.past ? (
          <a href={href(addressOf({ ...asked, past: false }))}>{words('bureau.measures.toPresent', { n: shown })}</a>
        ) : (
          <a href={href(addressOf({ ...asked, past: true }))}>{words('bureau.measures.toPast', { n: over })}</a>
        )}
        {' · '}
        <a href={href('/open-data/bureau-measures')}>{words('bureau.asData')}</a>
      </p>
    </>
  )
}

function Filters({ asked }: { asked: Narrowing }) {
  const { words, href } = useFrame()
  const any = words('bureau.filter.any')
  return (
    <details class="more-filters" open={isNarrowed(asked)}>
      <summary>{words('bureau.filters')}</summary>
      <form class="filters" method="get" action={href('/bureau/measures')}>
        {asked.past && <input type="hidden" name="past" value="yes" />}
        <TextField
          name="q"
          type="search"
          label={words('bureau.filter.text')}
          value={asked.q}
          width="middle"
          maxLength={100}
        />
        <SelectField
          name="kind"
          label={words('bureau.filter.kind')}
          value={asked.kind}
          placeholder={any}
          options={measureKinds.map((value) => ({ value, label: words(`bureau.kind.${value}`) }))}
        />
        <SelectField
          name="level"
          label={words('bureau.filter.level')}
          value={asked.level}
          placeholder={any}
          options={levels.map((value) => ({ value, label: words(`bureau.level.${value}`) }))}
        />
        <SelectField
          name="whom"
          label={words('bureau.filter.whom')}
          value={asked.whom}
          placeholder={any}
          options={audiences.map((value) => ({ value, label: words(`bureau.whom.${value}`) }))}
        />
        <TextField
          name="amount"
          inputMode="numeric"
          label={words('bureau.filter.amount')}
          value={asked.amount === null ? '' : String(asked.amount)}
          width="short"
        />
        <CheckboxField name="creative" label={words('bureau.filter.creative')} checked={asked.creative} />
        <CheckboxField
          name="founded"
          value="not-yet"
          label={words('bureau.filter.notFounded')}
          checked={asked.notFounded}
        />
        <Button kind="plain">{words('bureau.filter.show')}</Button>
      </form>
    </details>
  )
}
