// How pages look to this person: colours, size of letters, spacing, pictures.
import { useFrame } from '#platform/http/frame.ts'
import type { Look } from '#platform/http/route.ts'
import { RadiosField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

const choices = {
  scheme: ['auto', 'light', 'dark', 'black-on-white', 'white-on-black', 'blue'],
  size: ['m', 'l', 'xl'],
  spacing: ['normal', 'wide'],
  pictures: ['on', 'off'],
} as const

export function LookPage({ look, back }: { look: Look; back: string }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('portal.look.title')} lede={words('portal.look.lead')} />
      <form method="post" action={href('/look')}>
        <input type="hidden" name="back" value={back} />
        {(['scheme', 'size', 'spacing', 'pictures'] as const).map((name) => (
          <RadiosField
            name={name}
            label={words(`portal.look.${name}`)}
            value={look[name]}
            options={choices[name].map((value) => ({ value, label: words(`portal.look.${name}.${value}`) }))}
          />
        ))}
        <p>
          <button class="button" type="submit">
            {words('portal.look.save')}
          </button>
        </p>
      </form>
    </>
  )
}
