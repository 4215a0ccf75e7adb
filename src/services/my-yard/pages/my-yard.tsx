// The entry of my yard: one button, what it is, and what is open in the city now.
import { type CaseCard, CaseList } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Official, type OfficialProps } from './official.tsx'

export function MyYardPage({ recent, official }: { recent: CaseCard[]; official: OfficialProps }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('myYard.title')} lede={words('myYard.lede')}>
        <div class="actions">
          <LinkButton href={href('/my-yard/report')} kind="gold">
            {words('myYard.report')}
          </LinkButton>
          <a href={href('/my-yard/chat')}>{words('myYard.chatLink')}</a>
          <a href={href('/my-yard/drafts')}>{words('myYard.draftsLink')}</a>
        </div>
      </PageHead>
      <section>
        <h2>{words('myYard.how.title')}</h2>
        <ol>
          <li>{words('myYard.how.say')}</li>
          <li>{words('myYard.how.holder')}</li>
          <li>{words('myYard.how.word')}</li>
        </ol>
      </section>
      <section>
        <h2>{words('myYard.recent.title')}</h2>
        {recent.length > 0 ? (
          <>
            <CaseList cards={recent} />
            <p>
              <a href={href('/cases')}>{words('myYard.recent.all')}</a>
            </p>
          </>
        ) : (
          <Empty title={words('myYard.recent.empty')}>
            <p>{words('myYard.recent.emptyMore')}</p>
          </Empty>
        )}
      </section>
      <Official {...official} />
    </>
  )
}
