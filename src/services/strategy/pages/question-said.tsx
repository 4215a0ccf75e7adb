// How a question is said in lists and on its page: what it is about, where its clock stands, and its state in words.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { List } from '#web/components/list/list.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { Thing } from '../queries/named-things.ts'
import type { QuestionCard } from '../queries/questions.ts'
import { Name } from './said.tsx'

export function QuestionTags({ card }: { card: QuestionCard }) {
  const { words } = useFrame()
  return (
    <>
      <Tag kind={tagKinds[card.stage]}>{words(`strategy.ask.stage.${card.stage}`)}</Tag>
      {card.late && card.stage !== 'overdue' && (
        <>
          {' '}
          <Tag kind="late">{words('strategy.ask.late')}</Tag>
        </>
      )}
      {card.basis === 'demo' && (
        <>
          {' '}
          <Tag>{words('strategy.demo')}</Tag>
        </>
      )}
    </>
  )
}

const tagKinds: Record<QuestionCard['stage'], TagKind> = {
  waiting: 'ok',
  overdue: 'late',
  answered: 'kept',
  declined: 'plain',
}

/** «Ждёт ответа 34 дня, срок прошёл 4 дня назад». */
export function clockInWords(words: Words, card: QuestionCard): string {
  const { waited, left, stage } = card
  if (stage === 'waiting') return words('strategy.ask.clock.waiting', { left })
  if (stage === 'overdue') return words('strategy.ask.clock.overdue', { waited, over: -left })
  return words(card.late ? 'strategy.ask.clock.closedLate' : 'strategy.ask.clock.closed', {
    waited,
    over: Math.max(waited - card.days, 0),
    stage,
  })
}

/** The thing a question is about, as a link. */
export function AboutLink({ thing }: { thing: Thing | null }) {
  const { words, href } = useFrame()
  if (!thing) return <span>{words('strategy.ask.aboutGone')}</span>
  return (
    <>
      {words(`strategy.ask.about.${thing.kind}`)}{' '}
      <a href={href(thing.href)}>{words.locale === 'ru' ? `«${thing.name}»` : <Name named={thing} />}</a>
    </>
  )
}

/** Questions as a list: the words where they are public, the clock always. */
export function QuestionList({ cards, to = '/strategy/questions/' }: { cards: readonly QuestionCard[]; to?: string }) {
  const { words, href } = useFrame()
  return (
    <List
      items={cards.map((card) => ({
        href: href(`${to}${card.number}`),
        title:
          card.words === null ? (
            words('strategy.ask.number', { number: card.number })
          ) : (
            <>
              {words('strategy.ask.number', { number: card.number })}. <Shortened text={card.words} />
            </>
          ),
        note: (
          <>
            <AboutLink thing={card.thing} />
            <br />
            {clockInWords(words, card)}
            {card.too > 0 && `. ${words('strategy.ask.tooCount', { n: card.too })}`}
          </>
        ),
        tag: <QuestionTags card={card} />,
      }))}
    />
  )
}

const most = 140

// What residents write is in their own language.
function Shortened({ text }: { text: string }): ComponentChildren {
  const { words } = useFrame()
  const line = text.replaceAll(/\s+/g, ' ')
  const short = line.length <= most ? line : `${line.slice(0, most).replace(/\s\S*$/, '')}…`
  return words.locale === 'ru' ? short : <span lang="ru">{short}</span>
}

/** A text with its line breaks, as its author wrote it. */
export function Paragraphs({ text }: { text: string }) {
  const { words } = useFrame()
  return (
    <div class="quoted" lang={words.locale === 'ru' ? undefined : 'ru'}>
      {text.split(/\n+/).map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </div>
  )
}
