// On what terms: age, price and access; and whether people take seats, how many and until when.
import { useFrame } from '#platform/http/frame.ts'
import { CheckboxField, RadiosField, TextField } from '#web/components/field/field.tsx'
import { ages } from '../rules/terms.ts'
import type { DraftProps } from './draft.tsx'
import { errorOf, typedText } from './typed.ts'

export function TermsStep({ typed }: DraftProps) {
  const { words } = useFrame()
  const field = (name: string) => ({ name, value: typedText(typed, name), error: errorOf(typed, name, words) })
  return (
    <>
      <RadiosField
        {...field('age')}
        label={words('events.cabinet.field.age')}
        hint={words('events.cabinet.hint.age')}
        options={ages.map((age) => ({ value: age, label: age }))}
      />
      <RadiosField
        {...field('price')}
        label={words('events.cabinet.field.price')}
        options={[
          { value: 'free', label: words('events.cabinet.price.free') },
          { value: 'paid', label: words('events.cabinet.price.paid') },
        ]}
      />
      <TextField
        {...field('priceMin')}
        width="short"
        inputMode="decimal"
        label={words('events.cabinet.field.priceMin')}
      />
      <TextField
        {...field('priceMax')}
        width="short"
        inputMode="decimal"
        label={words('events.cabinet.field.priceMax')}
        hint={words('events.cabinet.hint.priceMax')}
      />
      <TextField
        {...field('ticketUrl')}
        type="url"
        label={words('events.cabinet.field.ticketUrl')}
        hint={words('events.cabinet.maybe')}
        maxLength={500}
      />
      <CheckboxField
        name="pushkin"
        label={words('events.cabinet.field.pushkin')}
        hint={words('events.cabinet.hint.pushkin')}
        checked={typedText(typed, 'pushkin') === 'yes'}
      />
      {(['ramp', 'loop', 'sign'] as const).map((name) => (
        <RadiosField
          key={name}
          name={name}
          value={typedText(typed, name, 'unknown')}
          label={words(`events.cabinet.access.${name}`)}
          options={(['yes', 'no', 'unknown'] as const).map((value) => ({
            value,
            label: words(`events.cabinet.say.${value}`),
          }))}
        />
      ))}
    </>
  )
}

export function SeatsStep({ typed, changes }: DraftProps) {
  const { words } = useFrame()
  const field = (name: string) => ({ name, value: typedText(typed, name), error: errorOf(typed, name, words) })
  return (
    <>
      {changes && <p>{words('events.cabinet.seatsOfNew')}</p>}
      <RadiosField
        {...field('register')}
        label={words('events.cabinet.field.register')}
        options={[
          { value: 'yes', label: words('events.cabinet.register.yes') },
          { value: 'no', label: words('events.cabinet.register.no') },
        ]}
      />
      <SeatFields typed={typed} />
    </>
  )
}

/** What registration of a session asks for, in the form of a series and of a single session alike. */
export function SeatFields({ typed }: Pick<DraftProps, 'typed'>) {
  const { words } = useFrame()
  const field = (name: string) => ({ name, value: typedText(typed, name), error: errorOf(typed, name, words) })
  return (
    <>
      <TextField
        {...field('places')}
        width="short"
        inputMode="numeric"
        label={words('events.cabinet.field.places')}
        hint={words('events.cabinet.hint.places')}
      />
      <TextField
        {...field('groupMost')}
        width="short"
        inputMode="numeric"
        label={words('events.cabinet.field.groupMost')}
        hint={words('events.cabinet.hint.groupMost')}
      />
      <TextField
        {...field('ageFrom')}
        width="short"
        inputMode="numeric"
        label={words('events.cabinet.field.ageFrom')}
        hint={words('events.cabinet.maybe')}
      />
      <TextField
        {...field('ageTo')}
        width="short"
        inputMode="numeric"
        label={words('events.cabinet.field.ageTo')}
        hint={words('events.cabinet.maybe')}
      />
      <CheckboxField
        name="asksName"
        label={words('events.cabinet.field.asksName')}
        hint={words('events.cabinet.hint.asksName')}
        checked={typedText(typed, 'asksName') === 'yes'}
      />
      <TextField {...field('nameWhy')} label={words('events.cabinet.field.nameWhy')} maxLength={200} />
      <TextField
        {...field('opensOn')}
        type="date"
        width="middle"
        label={words('events.cabinet.field.opensOn')}
        hint={words('events.cabinet.hint.opensOn')}
      />
      <TextField
        {...field('closesBefore')}
        width="short"
        inputMode="numeric"
        label={words('events.cabinet.field.closesBefore')}
        hint={words('events.cabinet.hint.closesBefore')}
      />
    </>
  )
}
