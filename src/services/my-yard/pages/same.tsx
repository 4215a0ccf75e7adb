// Open reports so near that one of them may be the same; joining takes one button.
import type { CaseCard } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton, LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Photo } from '#web/components/photos/photos.tsx'
import { HolderLine } from './holder-line.tsx'
import { WithoutNetwork } from './without-network.tsx'

export function SamePage({ similar }: { similar: CaseCard[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead title={words('myYard.same.title')} lede={words('myYard.same.lede')} />
      {similar.map((card) => (
        <section key={card.number}>
          <Similar card={card} />
          <ActionButton kind="gold" action={href('/my-yard/report/same')} hidden={{ number: card.number }}>
            {words('myYard.same.join', { number: card.number })}
          </ActionButton>
        </section>
      ))}
      <div class="actions">
        <ActionButton kind="main" action={href('/my-yard/report/same')}>
          {words('myYard.same.another')}
        </ActionButton>
        <LinkButton kind="plain" href={href('/my-yard/report/where')}>
          {words('myYard.back')}
        </LinkButton>
      </div>
      <WithoutNetwork later />
    </>
  )
}

export function Similar({ card }: { card: CaseCard }) {
  const { words, href, now } = useFrame()
  return (
    <>
      <h2>
        <a href={href(`/cases/${card.number}`)}>{`${card.title}, ${card.place}`}</a>
      </h2>
      {card.photo && (
        <Photo
          src={card.photo.medium}
          alt={words('myYard.same.photoAlt', { place: card.place })}
          width={card.photo.width}
          height={card.photo.height}
        />
      )}
      <p>{card.text ?? words('myYard.same.notReleased')}</p>
      <p class="source">
        {words('myYard.same.since', { when: words.ago(card.openedAt, now) })}
        {card.metres !== null && `, ${words('myYard.same.metres', { metres: card.metres })}`}
      </p>
      <p class="source">
        <HolderLine card={card} />
      </p>
    </>
  )
}
