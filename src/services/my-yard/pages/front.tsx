// What my yard shows on the city's front page: the button that leads, and what is open nearby.
import { type CaseCard, CaseList } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { LinkButton } from '#web/components/button/button.tsx'

export function FrontPiece({ recent }: { recent: CaseCard[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <h2>{words('myYard.front.title')}</h2>
      <p>{words('myYard.front.lead')}</p>
      <div class="actions">
        <LinkButton kind="gold" href={href('/my-yard/report')}>
          {words('myYard.report')}
        </LinkButton>
        <a href={href('/my-yard/chat')}>{words('myYard.chatLink')}</a>
      </div>
      {recent.length > 0 && (
        <>
          <h3>{words('myYard.recent.title')}</h3>
          <CaseList cards={recent} />
        </>
      )}
    </>
  )
}
