// All questions to the team: what waits longest stands first, nothing can be pushed out of sight.
import { useFrame } from '#platform/http/frame.ts'
import { Button, LinkButton } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { SelectField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Thing } from '../queries/named-things.ts'
import type { QuestionCard } from '../queries/questions.ts'
import type { AnswerTerm } from '../queries/terms-of-answer.ts'
import type { QuestionStage } from '../rules/question.ts'
import { QuestionCrumbs, ruleValues } from './asking.tsx'
import { AboutLink, QuestionList } from './question-said.tsx'

export const stages: readonly QuestionStage[] = ['overdue', 'waiting', 'answered', 'declined']

export interface QuestionsProps {
  cards: QuestionCard[]
  counts: Record<QuestionStage, number>
  stage: QuestionStage | null
  /** Set when only the questions about one thing are shown. */
  about: { subject: string; thing: Thing | null } | null
  term: AnswerTerm | null
  page: number
  more: boolean
}

export function QuestionsPage({ cards, counts, stage, about, term, page, more }: QuestionsProps) {
  const { words, href } = useFrame()
  const narrowed = new URLSearchParams({ ...(about ? { about: about.subject } : {}), ...(stage ? { stage } : {}) })
  return (
    <>
      <PageHead
        above={<QuestionCrumbs list={false} />}
        title={words('strategy.ask.list')}
        lede={words('strategy.ask.listLede', counts)}
      >
        {about && (
          <p>
            <AboutLink thing={about.thing} />. <a href={href('/strategy/questions')}>{words('strategy.ask.listAll')}</a>
          </p>
        )}
        <p>
          <LinkButton href={href(`/strategy/asking${about ? `?about=${encodeURIComponent(about.subject)}` : ''}`)}>
            {words('strategy.ask.button')}
          </LinkButton>
        </p>
      </PageHead>
      <form class="filters" method="get" action={href('/strategy/questions')}>
        {about && <input type="hidden" name="about" value={about.subject} />}
        <SelectField
          name="stage"
          label={words('strategy.ask.filter')}
          value={stage ?? ''}
          placeholder={words('strategy.ask.filterAll')}
          options={stages.map((each) => ({
            value: each,
            label: words('strategy.ask.filterOne', { stage: words(`strategy.ask.stage.${each}`), n: counts[each] }),
          }))}
        />
        <Button kind="plain">{words('strategy.projects.show')}</Button>
      </form>
      {cards.length === 0 ? (
        <Empty title={words('strategy.ask.none')}>
          <p>{words('strategy.ask.noneHint')}</p>
        </Empty>
      ) : (
        <QuestionList cards={cards} />
      )}
      {more && (
        <p>
          <a href={href(`/strategy/questions?${new URLSearchParams([...narrowed, ['page', String(page + 1)]])}`)}>
            {words('strategy.ask.more')}
          </a>
        </p>
      )}
      {term && (
        <p class="source">
          {words(term.own ? 'strategy.ask.ownRule' : 'strategy.ask.lawRule', ruleValues(words, term))}
        </p>
      )}
    </>
  )
}

/** The overdue ones at the head of the city's page and of the strategy's. */
export function OverdueQuestions({ cards, overdue }: { cards: QuestionCard[]; overdue: number }) {
  const { words, href } = useFrame()
  if (cards.length === 0) return null
  return (
    <section>
      <h2>{words('strategy.ask.overdueTitle', { n: overdue })}</h2>
      <QuestionList cards={cards} />
      <p>
        <a href={href('/strategy/questions?stage=overdue')}>{words('strategy.ask.overdueAll')}</a>
      </p>
    </section>
  )
}
