// Where the city's facts come from, and what is invented.
import { useFrame } from '#platform/http/frame.ts'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function SourcesPage({ demo }: { demo: boolean }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('portal.sources.title')} lede={words('portal.sources.lead')} />
      <section>
        <h2>{words('portal.sources.facts.title')}</h2>
        <p>{words('portal.sources.facts.text')}</p>
        <p>{words('portal.sources.missing')}</p>
      </section>
      <section>
        <h2>{words('portal.sources.terms.title')}</h2>
        <p>{words('portal.sources.terms.text')}</p>
      </section>
      {demo && (
        <section>
          <h2>{words('portal.sources.demo.title')}</h2>
          <p>{words('portal.sources.demo.text')}</p>
          <p>
            <a href={href('/demo')}>{words('portal.sources.demo.link')}</a>
          </p>
        </section>
      )}
    </>
  )
}
