// What the strategy shows on a person's own page: her questions, what she follows, where she took part.
import { useFrame } from '#platform/http/frame.ts'
import type { MineView } from '../queries/mine.ts'
import { FollowedList } from './following.tsx'
import { QuestionList } from './question-said.tsx'
import { OccasionList } from './took-part.tsx'

export function MyVoices({ questions, followed, tookPart }: MineView) {
  const { words, href } = useFrame()
  return (
    <>
      {questions.length > 0 && (
        <section>
          <h2>{words('strategy.ask.mine')}</h2>
          <QuestionList cards={questions} />
        </section>
      )}
      <section>
        <h2>{words('strategy.follow.listTitle')}</h2>
        {followed.length === 0 ? (
          <p class="quiet">{words('strategy.follow.noneHint')}</p>
        ) : (
          <FollowedList followed={followed} token={null} />
        )}
      </section>
      <section>
        <h2>{words('strategy.tookPart.mineTitle')}</h2>
        {tookPart.length > 0 && <OccasionList occasions={tookPart} mine={tookPart.map(({ id }) => id)} />}
        <p>
          <a href={href('/strategy/took-part')}>{words('strategy.tookPart.title')}</a>
        </p>
      </section>
    </>
  )
}
