// What people may agree to: each purpose with its text as it is asked, and the texts that were asked before.
import { purposeOf } from '#kernel/identity/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { ConsentTexts } from '../queries/consents.ts'

export function ConsentsPage({ consents }: { consents: readonly ConsentTexts[] }) {
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
      {consents.map((consent) => (
        <Consent {...consent} />
      ))}
    </>
  )
}

function Consent({ code, versions }: ConsentTexts) {
  const { words } = useFrame()
  const purpose = purposeOf(code)
  const [present, ...past] = versions
  return (
    <section id={code}>
      <h2>{purpose ? words(purpose.title) : code}</h2>
      {present && (
        <>
          <div class="prose">
            <blockquote>
              <p>{present.text}</p>
            </blockquote>
          </div>
          <p class="source">
            {words(present.now ? 'pages.consents.version' : 'pages.consents.ended', {
              version: words.date(present.version),
            })}
          </p>
        </>
      )}
      {past.length > 0 && (
        <details>
          <summary>{words('pages.consents.past', { n: past.length })}</summary>
          {past.map(({ version, text, since }) => (
            <div class="prose">
              <blockquote>
                <p>{text}</p>
              </blockquote>
              <p class="source">
                {words('pages.consents.was', { version: words.date(version), since: words.date(since) })}
              </p>
            </div>
          ))}
        </details>
      )}
    </section>
  )
}
