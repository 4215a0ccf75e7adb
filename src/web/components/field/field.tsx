// Questions of a form: a label, a hint, an error in words, and what the person had typed.
import type { ComponentChildren } from 'preact'

/** The id of a field, which an error summary links to. */
export const fieldId = (name: string): string => `f-${name}`

/** What all fields share. `value` is what was typed: it comes back as it was, right or wrong. */
export type FieldProps = {
  name: string
  label: string
  hint?: ComponentChildren
  error?: string | undefined
  required?: boolean | undefined
}

export type TextProps = FieldProps & {
  value?: string | undefined
  type?: 'text' | 'email' | 'tel' | 'search' | 'date' | 'url' | 'password' | undefined
  /** Which keyboard a phone shows. */
  inputMode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'search' | undefined
  autocomplete?: string | undefined
  maxLength?: number | undefined
  /** How many letters the box is wide; it never outgrows its column. */
  width?: 'short' | 'middle' | 'full' | undefined
  /** Known answers to choose from while typing. */
  suggestions?: string[] | undefined
}

export function TextField(props: TextProps) {
  const list = props.suggestions ? `${fieldId(props.name)}-list` : undefined
  // Preact describes each single type of input; which of them this is, is known only to the page.
  const kind: Record<string, string | undefined> = { type: props.type ?? 'text', inputmode: props.inputMode, list }
  return (
    <Question {...props}>
      <input
        {...box(props)}
        class={`box ${props.width ?? 'full'}`}
        {...kind}
        value={props.value ?? ''}
        autoComplete={props.autocomplete}
        maxLength={props.maxLength}
      />
      {list && (
        <datalist id={list}>
          {props.suggestions?.map((value) => (
            <option key={value} value={value} />
          ))}
        </datalist>
      )}
    </Question>
  )
}

export type TextareaProps = FieldProps & {
  value?: string | undefined
  rows?: number | undefined
  maxLength?: number | undefined
}

export function TextareaField(props: TextareaProps) {
  return (
    <Question {...props}>
      {/* A browser drops the first line break inside a textarea, so one is given for it to drop. */}
      <textarea {...box(props)} class="box full" rows={props.rows ?? 4} maxLength={props.maxLength}>
        {props.value?.startsWith('\n') ? `\n${props.value}` : (props.value ?? '')}
      </textarea>
    </Question>
  )
}

export type Option = { value: string; label: string; hint?: ComponentChildren; disabled?: boolean | undefined }
export type ChoiceProps = FieldProps & { value?: string | undefined; options: Option[] }

export function SelectField(props: ChoiceProps & { placeholder?: string | undefined }) {
  return (
    <Question {...props}>
      <select {...box(props)} class="box middle">
        {props.placeholder !== undefined && <option value="">{props.placeholder}</option>}
        {props.options.map(({ value, label, disabled }) => (
          <option key={value} value={value} selected={value === props.value} disabled={disabled}>
            {label}
          </option>
        ))}
      </select>
    </Question>
  )
}

/** One answer of a few, all of them in sight. */
export function RadiosField(props: ChoiceProps) {
  return (
    <Group {...props}>
      {props.options.map((option, at) => (
        <Tick
          key={option.value}
          type="radio"
          id={at === 0 ? fieldId(props.name) : `${fieldId(props.name)}-${at + 1}`}
          name={props.name}
          checked={option.value === props.value}
          required={props.required}
          {...option}
        />
      ))}
    </Group>
  )
}

/** Any number of answers under one name. */
export function CheckboxesField(props: FieldProps & { values?: string[] | undefined; options: Option[] }) {
  return (
    <Group {...props}>
      {props.options.map((option, at) => (
        <Tick
          key={option.value}
          type="checkbox"
          id={at === 0 ? fieldId(props.name) : `${fieldId(props.name)}-${at + 1}`}
          name={props.name}
          checked={props.values?.includes(option.value) ?? false}
          {...option}
        />
      ))}
    </Group>
  )
}

export type CheckboxProps = FieldProps & { checked?: boolean | undefined; value?: string | undefined }

/** One thing to agree to or not; never ticked beforehand unless the person had ticked it. */
export function CheckboxField({ name, label, hint, error, required, checked = false, value = 'yes' }: CheckboxProps) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <Wrong name={name} error={error} />
      <Tick
        type="checkbox"
        id={fieldId(name)}
        {...{ name, value, label, hint, checked, required }}
        describedBy={error ? `${fieldId(name)}-error` : undefined}
      />
    </div>
  )
}

export type FileProps = FieldProps & {
  accept?: string | undefined
  multiple?: boolean | undefined
  /** Words for the island that shows the chosen picture before it is sent. */
  island?: { tooLarge: string; preview: string; limitBytes: number } | undefined
}

export function FileField(props: FileProps) {
  const { island } = props
  const marks = island
    ? {
        'data-island': 'photo',
        'data-too-large': island.tooLarge,
        'data-preview': island.preview,
        'data-limit': island.limitBytes,
      }
    : {}
  return (
    <Question {...props}>
      <input {...box(props)} {...marks} class="box file" type="file" accept={props.accept} multiple={props.multiple} />
    </Question>
  )
}

// A label above its one box.
function Question({ name, label, hint, error, children }: FieldProps & { children: ComponentChildren }) {
  return (
    <div class={error ? 'field wrong' : 'field'}>
      <label for={fieldId(name)}>{label}</label>
      <Hint name={name} hint={hint} />
      <Wrong name={name} error={error} />
      {children}
    </div>
  )
}

// A question above its many ticks. The group and not each tick tells that the answer is wrong.
function Group({ name, label, hint, error, children }: FieldProps & { children: ComponentChildren }) {
  return (
    <fieldset class={error ? 'field wrong' : 'field'} aria-describedby={describedBy({ name, hint, error })}>
      <legend>{label}</legend>
      <Hint name={name} hint={hint} />
      <Wrong name={name} error={error} />
      {children}
    </fieldset>
  )
}

type TickProps = Option & {
  type: 'radio' | 'checkbox'
  id: string
  name: string
  checked: boolean
  required?: boolean | undefined
  describedBy?: string | undefined
}

function Tick({ type, id, name, value, label, hint, checked, disabled, required, describedBy: error }: TickProps) {
  const described = [hint ? `${id}-hint` : '', error ?? ''].filter(Boolean).join(' ') || undefined
  return (
    <div class="tick">
      <input
        {...{ type, id, name, value, checked, disabled, required }}
        aria-describedby={described}
        aria-invalid={error ? 'true' : undefined}
      />
      <label for={id}>{label}</label>
      {hint && (
        <p class="hint" id={`${id}-hint`}>
          {hint}
        </p>
      )}
    </div>
  )
}

function Hint({ name, hint }: Pick<FieldProps, 'name' | 'hint'>) {
  if (!hint) return null
  return (
    <p class="hint" id={`${fieldId(name)}-hint`}>
      {hint}
    </p>
  )
}

function Wrong({ name, error }: Pick<FieldProps, 'name' | 'error'>) {
  if (!error) return null
  return (
    <p class="error" id={`${fieldId(name)}-error`}>
      {error}
    </p>
  )
}

function box(props: FieldProps) {
  return {
    id: fieldId(props.name),
    name: props.name,
    required: props.required,
    'aria-describedby': describedBy(props),
    'aria-invalid': props.error ? ('true' as const) : undefined,
  }
}

function describedBy({ name, hint, error }: Pick<FieldProps, 'name' | 'hint' | 'error'>): string | undefined {
  const ids = [hint && `${fieldId(name)}-hint`, error && `${fieldId(name)}-error`].filter(Boolean)
  return ids.length > 0 ? ids.join(' ') : undefined
}
