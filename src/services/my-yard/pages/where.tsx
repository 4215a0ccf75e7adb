// The second question: what it is about (guessed, to be changed with one tap) and where it is.
import type { Topic } from '#kernel/cases/index.ts'
import type { District } from '#kernel/places/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxField, fieldId, RadiosField, SelectField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Draft } from '../rules.ts'
import { WithoutNetwork } from './without-network.tsx'
import { typedOr, useErrors, Wrong } from './wrong.tsx'

export interface WhereProps {
  draft: Draft
  typed: Typed
  topics: readonly Topic[]
  guessed: boolean
  districts: readonly District[]
  places: string[]
}

export function WherePage({ draft, typed, topics, guessed, districts, places }: WhereProps) {
  const { words, href } = useFrame()
  const error = useErrors(typed)
  const value = (name: string, kept: string) => typedOr(typed, name, kept)
  const sent = Object.keys(typed.values).length > 0
  return (
    <>
      <PageHead title={words('myYard.where.title')} />
      <Wrong errors={typed.errors} />
      <form class="narrow" method="post" action={href('/my-yard/report/where')}>
        <TextField
          name="where"
          label={words('myYard.where.where')}
          hint={words('myYard.where.whereHint')}
          error={error('where')}
          value={value('where', draft.where)}
          suggestions={places}
          autocomplete="street-address"
        />
        <div
          data-island="where"
          data-lat={fieldId('lat')}
          data-lon={fieldId('lon')}
          data-here={words('myYard.where.here')}
          data-looking={words('myYard.where.looking')}
          data-found={words('myYard.where.found')}
          data-failed={words('myYard.where.failed')}
        />
        <input type="hidden" id={fieldId('lat')} name="lat" value={value('lat', '')} />
        <input type="hidden" id={fieldId('lon')} name="lon" value={value('lon', '')} />
        {draft.point && (
          <CheckboxField
            name="samePoint"
            label={words('myYard.where.samePoint', { point: pointText(draft.point) })}
            checked={sent ? typed.values.samePoint !== undefined : true}
          />
        )}
        {draft.photo?.point && (
          <CheckboxField
            name="photoPlace"
            label={words('myYard.where.photoPlace', { point: pointText(draft.photo.point) })}
            hint={words('myYard.where.photoPlaceHint')}
            checked={typed.values.photoPlace !== undefined}
          />
        )}
        <SelectField
          name="topic"
          label={words('myYard.where.topic')}
          hint={guessed ? words('myYard.where.topicHint') : undefined}
          error={error('topic')}
          value={value('topic', draft.topic ?? '')}
          placeholder={words('myYard.where.topicChoose')}
          options={topics.map(({ code, label }) => ({ value: code, label }))}
        />
        <RadiosField
          name="land"
          label={words('myYard.where.land')}
          hint={words('myYard.where.landHint')}
          error={error('land')}
          value={value('land', draft.land ?? '')}
          options={[
            { value: 'yard', label: words('myYard.land.yard') },
            { value: 'street', label: words('myYard.land.street') },
          ]}
        />
        <SelectField
          name="district"
          label={words('myYard.where.district')}
          error={error('district')}
          value={value('district', draft.place?.district ?? '')}
          placeholder={words('myYard.where.districtUnknown')}
          options={districts.map(({ id, name }) => ({ value: id, label: name }))}
        />
        <div class="actions">
          <Button>{words('myYard.next')}</Button>
          <a href={href('/my-yard/report')}>{words('myYard.back')}</a>
        </div>
        <WithoutNetwork later />
      </form>
    </>
  )
}

function pointText({ lat, lon }: { lat: number; lon: number }): string {
  return `${lat.toFixed(5)}, ${lon.toFixed(5)}`
}
