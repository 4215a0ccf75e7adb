// Showing words and photos to everybody: what must not be seen is covered by boxes, drawn or written as numbers.

import type { CaseFile } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { BlurField } from '#web/components/blur/blur.tsx'
import { Button } from '#web/components/button/button.tsx'
import { CheckboxField, TextareaField } from '#web/components/field/field.tsx'
import { Act, useTyped } from './case-forms.tsx'

export function ReleaseForm({ file, typed }: { file: CaseFile; typed: Typed }) {
  const { words } = useFrame()
  const of = useTyped(typed)
  const { released, photo } = file
  const hidden = typed.values.hidePhoto !== undefined || (released !== null && !released.photo)
  return (
    <section>
      <p class="quiet">
        {released ? words('desk.release.done', { at: words.date(released.at, 'time') }) : words('desk.release.notYet')}
      </p>
      <Act number={file.view.number} act="release" typed={typed}>
        <TextareaField
          {...of('text', released ? (released.text ?? '') : file.text)}
          label={words('desk.field.text')}
          hint={words('desk.field.textHint')}
          rows={6}
          maxLength={10_000}
        />
        {photo && (
          <>
            <CheckboxField name="hidePhoto" label={words('desk.field.hidePhoto')} checked={hidden} />
            <Covers photo={photo} of={of('boxes')} />
          </>
        )}
      </Act>
    </section>
  )
}

/** One form for each repair's photo that nobody has shown yet. */
export function RepairReleaseForm({ file, typed }: { file: CaseFile; typed: Typed }) {
  const { words, href } = useFrame()
  const of = useTyped(typed)
  const [waiting] = file.resolutions.filter(({ photo }) => photo && !photo.released)
  if (!waiting?.photo) return null
  return (
    <details open={Object.keys(typed.values).length > 0}>
      <summary>{words('desk.act.repair-release')}</summary>
      <form method="post" action={href(`/desk/cases/${file.view.number}/repair-release`)}>
        <input type="hidden" name="resolution" value={waiting.id} />
        <Covers photo={waiting.photo} of={of('covers')} />
        <Button>{words('desk.button.repair-release')}</Button>
      </form>
    </details>
  )
}

// With a script the rectangles are drawn on the picture; without one they are written as numbers.
function Covers({
  photo,
  of,
}: {
  photo: { medium: string; width: number; height: number }
  of: { name: string; value: string; error?: string }
}) {
  const { words } = useFrame()
  return (
    <BlurField
      {...of}
      label={words('desk.cover.label')}
      hint={words('desk.cover.hint')}
      photo={{ src: photo.medium, alt: words('desk.cover.photo'), width: photo.width, height: photo.height }}
      words={{ draw: words('desk.cover.draw'), undo: words('desk.cover.undo') }}
    />
  )
}
