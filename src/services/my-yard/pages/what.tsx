// The first question: a photo, and in a few words what happened.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { FileField, TextareaField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Photo } from '#web/components/photos/photos.tsx'
import type { Draft, DraftPhoto } from '../rules.ts'
import { smallPhoto } from './kept-photo.tsx'
import { WithoutNetwork } from './without-network.tsx'
import { typedOr, useErrors, Wrong } from './wrong.tsx'

export function WhatPage({ draft, typed }: { draft: Draft; typed: Typed }) {
  const { words, href } = useFrame()
  const error = useErrors(typed)
  return (
    <>
      <PageHead title={words('myYard.what.title')} lede={words('myYard.what.lede')} />
      <Wrong errors={typed.errors} />
      <form class="narrow" method="post" encType="multipart/form-data" action={href('/my-yard/report')}>
        {draft.photo && <KeptPhoto photo={draft.photo} />}
        <FileField
          name="photo"
          label={words(draft.photo ? 'myYard.what.otherPhoto' : 'myYard.what.photo')}
          hint={words('myYard.what.photoHint')}
          error={error('photo')}
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
          error={error('text')}
          value={typedOr(typed, 'text', draft.text)}
          rows={5}
        />
        <Button>{words('myYard.next')}</Button>
        <WithoutNetwork arrived={Object.keys(typed.errors).length > 0} />
      </form>
      <p>{words('myYard.what.danger')}</p>
    </>
  )
}

function KeptPhoto({ photo }: { photo: DraftPhoto }) {
  const { words } = useFrame()
  return (
    <>
      <Photo {...smallPhoto(photo)} alt={words('myYard.what.photoAlt')} caption={words('myYard.what.photoKept')} />
      <p>
        <Button kind="plain" name="drop" value="photo">
          {words('myYard.what.dropPhoto')}
        </Button>
      </p>
    </>
  )
}
