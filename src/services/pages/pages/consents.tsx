// What people may agree to: each purpose with its text and version, as it is asked.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export interface ConsentText {
  code: string
  version: string
  text: string
}

export function ConsentsPage({ consents }: { consents: readonly ConsentText[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        above={
          <Breadcrumbs
            label={words('pages.above')}
            links={[{ href: href('/pages/legal'), label: words('pages.kind.legal') }]}
          />
        }
        title={words('pages.consents.title')}
        lede={words('pages.consents.lede')}
      >
        <p>
          <a href={href('/account/data')}>{words('pages.consents.mine')}</a>
        </p>
      </PageHead>
      {consents.map(({ code, version, text }) => (
        <section id={code}>
          <h2>{words(`pages.consents.purpose.${code}`)}</h2>
          <blockquote>{text}</blockquote>
          <p class="source">{words('pages.consents.version', { version: words.date(version) })}</p>
        </section>
      ))}
    </>
  )
}
