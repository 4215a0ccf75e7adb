// Reports on this device: written without a network, shown as they stand, sent by the device itself.
import type { Topic } from '#kernel/cases/index.ts'
import type { District } from '#kernel/places/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { FileField, fieldId, RadiosField, SelectField, TextareaField, TextField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface DraftsProps {
  topics: readonly Topic[]
  districts: readonly District[]
  places: string[]
}

export function DraftsPage(props: DraftsProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('myYard.drafts.title')} lede={words('myYard.drafts.lede')} />
      <p>{words('myYard.what.danger')}</p>
      <div data-island="drafts" data-words={JSON.stringify(words.texts(/^myYard\.drafts\./))} hidden>
        <p data-part="status" role="status" />
        <section>
          <h2>{words('myYard.drafts.listTitle')}</h2>
          <div data-part="list" />
          <div data-part="wipe" class="actions" hidden>
            <Button type="button" kind="danger">
              {words('myYard.drafts.wipe')}
            </Button>
          </div>
        </section>
        <section>
          <h2>{words('myYard.drafts.formTitle')}</h2>
          <p>{words('myYard.drafts.formText')}</p>
          <DraftForm {...props} />
        </section>
      </div>
      <noscript>
        <p>{words('myYard.drafts.noScript')}</p>
      </noscript>
      <p>
        <a href={href('/my-yard/report')}>{words('myYard.drafts.online')}</a>
      </p>
    </>
  )
}

function DraftForm({ topics, districts, places }: DraftsProps) {
  const { words, href } = useFrame()
  return (
    <form class="narrow" method="post" encType="multipart/form-data" action={href('/my-yard/drafts')}>
      <p data-part="photo" />
      <FileField
        name="photo"
        label={words('myYard.what.photo')}
        hint={words('myYard.what.photoHint')}
        accept="image/*"
        island={{
          tooLarge: words('media.refusal.tooLarge'),
          preview: words('myYard.what.preview'),
          limitBytes: 20_000_000,
        }}
      />
      <TextareaField
        name="text"
        label={words('myYard.what.text')}
        hint={words('myYard.what.textHint')}
        rows={4}
        maxLength={4000}
      />
      <TextField
        name="where"
        label={words('myYard.where.where')}
        hint={words('myYard.where.whereHint')}
        suggestions={places}
        autocomplete="street-address"
        maxLength={300}
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
      <input type="hidden" id={fieldId('lat')} name="lat" />
      <input type="hidden" id={fieldId('lon')} name="lon" />
      <SelectField
        name="topic"
        label={words('myYard.where.topic')}
        placeholder={words('myYard.where.topicChoose')}
        options={topics.map(({ code, label }) => ({ value: code, label }))}
      />
      <RadiosField
        name="land"
        label={words('myYard.where.land')}
        hint={words('myYard.where.landHint')}
        options={[
          { value: 'yard', label: words('myYard.land.yard') },
          { value: 'street', label: words('myYard.land.street') },
        ]}
      />
      <SelectField
        name="district"
        label={words('myYard.where.district')}
        placeholder={words('myYard.where.districtUnknown')}
        options={districts.map(({ id, name }) => ({ value: id, label: name }))}
      />
      <Button kind="gold">{words('myYard.drafts.keep')}</Button>
    </form>
  )
}
