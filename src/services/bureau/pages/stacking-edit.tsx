// One rule of what goes together: which measures, how, why, and who would get more or less by it before it is written.
import type { Together } from '#engines/eligibility/index.ts'
import { type QuestionFields, sayKnown } from '#kernel/programmes/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { ErrorSummary } from '#web/components/error-summary/error-summary.tsx'
import { CheckboxesField, RadiosField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Measure } from '../queries/measures.ts'
import type { StackingPreview, StackingShift, StackingVersion } from '../queries/stacking.ts'
import { certainties, stackingRules } from '../rules/stacking.ts'
import { DeskCrumbs } from './crumbs.tsx'
import { saidRule } from './stacking-list.tsx'
import { errorsIn, severalIn, typedIn } from './typed.ts'

const mostShown = 10

export interface StackingEditProps {
  /** Null: a new one. */
  id: string | null
  measures: readonly Measure[]
  versions: readonly StackingVersion[]
  /** What it would do; null before it was asked for. */
  tried: StackingPreview | null
  questions: readonly QuestionFields[]
  typed: Typed
}

export function StackingEditPage({ id, measures, versions, tried, questions, typed }: StackingEditProps) {
  const { words, href } = useFrame()
  const error = errorsIn(words, typed)
  const said = (name: string) => words(`bureau.stacking.${name}`)
  const text = (name: string) => ({ name, label: said(name), value: typedIn(typed, name), error: error.of(name) })
  return (
    <>
      <PageHead
        above={
          <DeskCrumbs
            more={[
              { href: '/desk/bureau/measures', label: words('bureau.editing.title') },
              { href: '/desk/bureau/measures/stacking', label: said('title') },
            ]}
          />
        }
        title={said(id === null ? 'new' : 'edit')}
        lede={words('bureau.edit.lede')}
      />
      <ErrorSummary title={words('bureau.wrong')} errors={error.all} />
      {tried && <Tried tried={tried} measures={measures} questions={questions} />}
      <form class="narrow" method="post" action={href(`/desk/bureau/measures/stacking/${id ?? 'new'}`)} noValidate>
        <input type="hidden" name="seen" value={typedIn(typed, 'seen', '0')} />
        <RadiosField
          {...text('rule')}
          options={stackingRules.map((value) => ({ value, label: said(`rule.${value}`) }))}
        />
        <CheckboxesField
          {...{ name: 'among', label: said('among'), error: error.of('among'), values: severalIn(typed, 'among') }}
          options={measures.map((measure) => ({
            value: measure.id,
            label: measure.fields.name,
            hint: measure.fields.levels.map((level) => words(`bureau.level.${level}`)).join(', '),
          }))}
        />
        <TextField {...text('limit')} hint={said('limitHint')} inputMode="decimal" width="middle" />
        <TextField {...text('whyRu')} hint={said('whyHint')} maxLength={400} />
        <TextField {...text('whyEn')} maxLength={400} />
        <RadiosField
          {...text('certainty')}
          options={certainties.map((value) => ({ value, label: said(`certainty.${value}`) }))}
        />
        <TextField {...text('source')} type="url" maxLength={500} />
        <TextField {...text('validFrom')} type="date" width="short" />
        <TextField {...text('until')} hint={said('untilHint')} type="date" width="short" />
        <TextField {...text('reason')} maxLength={500} />
        <p class="actions">
          <Button kind="plain" name="do" value="preview">
            {said('preview')}
          </Button>
          <Button name="do" value="save">
            {words('bureau.edit.save')}
          </Button>
        </p>
      </form>
      {versions.length > 0 && (
        <section>
          <h2>{words('bureau.measure.history')}</h2>
          <ul>
            {versions.map(({ version, changedAt, reason }) => (
              <li key={version}>
                {words('bureau.measure.changed', { day: words.date(changedAt), reason: reason ?? said('fromPack') })}
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  )
}

interface TriedProps {
  tried: StackingPreview
  measures: readonly Measure[]
  questions: readonly QuestionFields[]
}

function Tried({ tried, measures, questions }: TriedProps) {
  const { words, href } = useFrame()
  const { people, more, less, touching } = tried
  const names = new Map(measures.map(({ id, fields }) => [id, fields.name]))
  return (
    <Notice title={words('bureau.stacking.tried')}>
      {people === 0 ? (
        <p>{words('bureau.stacking.nobody')}</p>
      ) : (
        <p>
          {words('bureau.stacking.people', { count: people })}{' '}
          {words('bureau.stacking.counts', {
            ...{ more: more.length, less: less.length, same: people - more.length - less.length },
          })}
        </p>
      )}
      <Shifts label="more" shifts={more} {...{ names, questions }} />
      <Shifts label="less" shifts={less} {...{ names, questions }} />
      {touching.map(({ id, body }) => (
        <p key={id}>
          {words('bureau.stacking.touching')}{' '}
          <a href={href(`/desk/bureau/measures/stacking/${id}`)}>{saidRule(words, body, names)}</a>
        </p>
      ))}
    </Notice>
  )
}

interface ShiftsProps {
  label: 'more' | 'less'
  shifts: readonly StackingShift[]
  names: ReadonlyMap<string, string>
  questions: readonly QuestionFields[]
}

function Shifts({ label, shifts, names, questions }: ShiftsProps) {
  const { words } = useFrame()
  if (shifts.length === 0) return null
  const sum = ({ together, total }: Together) =>
    words('bureau.stacking.sum', {
      names: together.map((id) => words('bureau.quoted', { name: names.get(id) ?? id })).join(', '),
      sum: words.roubles(total / 100),
    })
  return (
    <details>
      <summary>{words(`bureau.stacking.${label}`, { count: shifts.length })}</summary>
      <ul>
        {shifts.slice(0, mostShown).map(({ known, before, after }) => {
          const answers = sayKnown(words, questions, known)
          return <li key={answers}>{`${answers}. ${sum(before)} → ${sum(after)}`}</li>
        })}
      </ul>
    </details>
  )
}
