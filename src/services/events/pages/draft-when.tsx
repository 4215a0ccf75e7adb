// Where and when: a known venue or any words; days and hours as a pasted list or as a rule of weekdays.
import { useFrame } from '#platform/http/frame.ts'
import { CheckboxesField, CheckboxField, RadiosField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import type { SeriesMistake } from '../rules/series.ts'
import type { DraftProps } from './draft.tsx'
import { errorOf, typedList, typedText } from './typed.ts'

export function WhereStep({ typed, venues }: DraftProps) {
  const { words } = useFrame()
  return (
    <>
      <TextField
        name="place"
        label={words('events.cabinet.field.place')}
        hint={words('events.cabinet.hint.place')}
        value={typedText(typed, 'place')}
        error={errorOf(typed, 'place', words)}
        suggestions={venues}
        maxLength={200}
        autocomplete="off"
      />
      <TextField
        name="hall"
        label={words('events.cabinet.field.hall')}
        hint={words('events.cabinet.hint.hall')}
        value={typedText(typed, 'hall')}
        error={errorOf(typed, 'hall', words)}
        maxLength={100}
      />
    </>
  )
}

export function WhenStep({ typed, mistakes, changes }: DraftProps) {
  const { words } = useFrame()
  const error = (name: string) => errorOf(typed, name, words)
  return (
    <>
      {changes && <p>{words('events.cabinet.addSessions')}</p>}
      <RadiosField
        name="way"
        label={words('events.cabinet.field.way')}
        value={typedText(typed, 'way', 'list')}
        error={error('way')}
        options={[
          { value: 'list', label: words('events.cabinet.way.list') },
          { value: 'weekly', label: words('events.cabinet.way.weekly') },
        ]}
      />
      <Mistakes mistakes={mistakes} />
      <TextareaField
        name="times"
        label={words('events.cabinet.field.times')}
        hint={words('events.cabinet.hint.times')}
        value={typedText(typed, 'times')}
        error={error('times')}
        rows={6}
      />
      <fieldset class="field">
        <legend>{words('events.cabinet.rule')}</legend>
        <CheckboxesField
          name="weekdays"
          label={words('events.cabinet.field.weekdays')}
          values={typedList(typed, 'weekdays')}
          error={error('weekdays')}
          options={[1, 2, 3, 4, 5, 6, 7].map((day) => ({
            value: String(day),
            label: words(`events.weekdayLong.${day}`),
          }))}
        />
        <TextField
          name="from"
          type="date"
          width="middle"
          label={words('events.cabinet.field.from')}
          value={typedText(typed, 'from')}
          error={error('from')}
        />
        <TextField
          name="to"
          type="date"
          width="middle"
          label={words('events.cabinet.field.to')}
          value={typedText(typed, 'to')}
          error={error('to')}
        />
        <TextField
          name="hours"
          width="middle"
          label={words('events.cabinet.field.hours')}
          hint={words('events.cabinet.hint.hours')}
          value={typedText(typed, 'hours')}
          error={error('hours')}
        />
        <CheckboxField
          name="skip"
          label={words('events.cabinet.field.skip')}
          checked={typedText(typed, 'skip') === 'yes'}
        />
      </fieldset>
      <TextField
        name="lasts"
        width="short"
        inputMode="numeric"
        label={words('events.cabinet.field.lasts')}
        hint={words('events.cabinet.hint.lasts')}
        value={typedText(typed, 'lasts')}
        error={error('lasts')}
      />
    </>
  )
}

/** Each mistake of a pasted list by its line. */
export function Mistakes({ mistakes }: { mistakes: readonly SeriesMistake[] }) {
  const { words } = useFrame()
  if (mistakes.length === 0) return null
  return (
    <Notice kind="wrong" title={words('events.series.mistakes', { n: mistakes.length })}>
      <ul>
        {mistakes.slice(0, 50).map(({ line, said, key, values }, at) => (
          <li key={at}>
            {words('events.series.atLine', { line, said })} {words(key, values)}
          </li>
        ))}
      </ul>
    </Notice>
  )
}
