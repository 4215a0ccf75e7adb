// The first step: what it is, of what kind, about what and with whom.
import { useFrame } from '#platform/http/frame.ts'
import { CheckboxesField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { kinds, topics } from '../rules/terms.ts'
import type { DraftProps } from './draft.tsx'
import { errorOf, typedList, typedText } from './typed.ts'

export function WhatStep({ typed, organisation }: DraftProps) {
  const { words } = useFrame()
  const field = (name: string) => ({ name, value: typedText(typed, name), error: errorOf(typed, name, words) })
  return (
    <>
      <TextField {...field('title')} label={words('events.cabinet.field.title')} maxLength={200} />
      <SelectField
        {...field('kind')}
        label={words('events.cabinet.field.kind')}
        placeholder={words('events.cabinet.choose')}
        options={kinds.map((kind) => ({ value: kind, label: words(`events.kind.${kind}`) }))}
      />
      <CheckboxesField
        name="topics"
        label={words('events.cabinet.field.topics')}
        hint={words('events.cabinet.hint.topics')}
        values={typedList(typed, 'topics')}
        error={errorOf(typed, 'topics', words)}
        options={topics.map((topic) => ({ value: topic, label: words(`events.topic.${topic}`) }))}
      />
      <TextareaField
        {...field('description')}
        label={words('events.cabinet.field.description')}
        hint={words('events.cabinet.hint.description')}
        rows={6}
        maxLength={5000}
      />
      <TextareaField
        {...field('artists')}
        label={words('events.cabinet.field.artists')}
        hint={words('events.cabinet.hint.artists')}
        rows={3}
      />
      {!organisation && (
        <TextField
          {...field('organiser')}
          label={words('events.cabinet.field.organiser')}
          hint={words('events.cabinet.hint.organiser')}
          maxLength={120}
        />
      )}
    </>
  )
}
