// Where a page of the Bureau lies.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'

export function BureauCrumbs({ more = [] }: { more?: readonly { href: string; label: string }[] }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('bureau.path')}
      links={[
        { href: href('/bureau'), label: words('bureau.title') },
        ...more.map((link) => ({ href: href(link.href), label: link.label })),
      ]}
    />
  )
}

export function DeskCrumbs({ more = [] }: { more?: readonly { href: string; label: string }[] }) {
  const { words, href } = useFrame()
  return (
    <Breadcrumbs
      label={words('bureau.path')}
      links={[
        { href: href('/desk'), label: words('bureau.desk.desk') },
        ...more.map((link) => ({ href: href(link.href), label: link.label })),
      ]}
    />
  )
}
