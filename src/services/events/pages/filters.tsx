// All filters as one form that works without a script; it opens where something in it is chosen.
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { SelectField, TextField } from '#web/components/field/field.tsx'
import { type Asked, accesses, toggles } from '../rules/asked.ts'
import type { Kind, Topic } from '../rules/terms.ts'

export interface FilterChoices {
  /** Of what is to come: kinds, topics and venues that have something. */
  kinds: readonly Kind[]
  topics: readonly Topic[]
  venues: readonly { id: string; name: string }[]
  districts: readonly { id: string; name: string }[]
}

export function Filters({ asked, choices }: { asked: Asked; choices: FilterChoices }) {
  const { words, href } = useFrame()
  const any = words('events.filter.any')
  const open = formNames.some((name) => asked[name] !== undefined)
  return (
    <details class="more-filters" open={open}>
      <summary>{words('events.filters')}</summary>
      <form class="filters" method="get" action={href('/events')}>
        <TextField
          name="text"
          label={words('events.filter.text')}
          value={asked.text}
          maxLength={100}
          autocomplete="off"
        />
        <TextField name="from" type="date" label={words('events.filter.from')} value={asked.from} width="middle" />
        <TextField name="to" type="date" label={words('events.filter.to')} value={asked.to} width="middle" />
        <SelectField
          name="topic"
          label={words('events.filter.topic')}
          value={asked.topic}
          placeholder={any}
          options={choices.topics.map((value) => ({ value, label: words(`events.topic.${value}`) }))}
        />
        <SelectField
          name="kind"
          label={words('events.filter.kind')}
          value={asked.kind}
          placeholder={any}
          options={choices.kinds.map((value) => ({ value, label: words(`events.kind.${value}`) }))}
        />
        <SelectField
          name="venue"
          label={words('events.filter.venue')}
          value={asked.venue}
          placeholder={any}
          options={choices.venues.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="district"
          label={words('events.filter.district')}
          value={asked.district}
          placeholder={any}
          options={choices.districts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <SelectField
          name="access"
          label={words('events.filter.access')}
          value={asked.access}
          placeholder={words('events.filter.access.any')}
          options={accesses.map((value) => ({ value, label: words(`events.access.${value}`) }))}
        />
        {toggles.map((name) => asked[name] === 'yes' && <input key={name} type="hidden" name={name} value="yes" />)}
        <Button kind="plain">{words('events.filter.show')}</Button>
      </form>
    </details>
  )
}

const formNames = ['text', 'from', 'to', 'topic', 'kind', 'venue', 'district', 'access'] as const
