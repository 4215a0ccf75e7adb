// What my yard shows on the city's front page: the button that leads, and what is open now.
import { type CaseCard, CaseList } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'

export function ReportButton() {
  const { words, href } = useFrame()
  return (
    <>
      <div class="actions">
        <LinkButton kind="gold" href={href('/my-yard/report')}>
          {words('myYard.report')}
        </LinkButton>
        <a href={href('/my-yard/chat')}>{words('myYard.chatLink')}</a>
      </div>
      <p class="quiet">{words('myYard.front.lead')}</p>
    </>
  )
}

export function OpenNow({ recent }: { recent: CaseCard[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('myYard.recent.title')}</h2>
      <CaseList cards={recent} />
      <p>
        <a href={href('/cases')}>{words('myYard.recent.all')}</a>
      </p>
    </section>
  )
}

/** Open cases of the place that somebody chose, the most urgent first. */
export function UrgentHere({ cards, district }: { cards: CaseCard[]; district: string | undefined }) {
  const { words, href } = useFrame()
  return (
    <div>
      <h3>{words('myYard.near.title')}</h3>
      <CaseList cards={cards} />
      <p>
        <a href={href(district === undefined ? '/cases?status=open' : `/cases?status=open&district=${district}`)}>
          {words('myYard.near.all')}
        </a>
      </p>
    </div>
  )
}
