// Parts of the results: what has changed since the last look, what money goes together, and all answers with a way to change each.
import type { Known } from '#engines/eligibility/index.ts'
import type { Catalogue, QuestionFields } from '#kernel/programmes/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Words } from '#platform/words.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import type { Results } from '../queries/check.ts'
import type { Draft } from '../rules/draft.ts'
import { SourceLink } from './said.tsx'

export function Changes({ results }: { results: Results }) {
  const { words, href } = useFrame()
  const { changes, seenOn, names } = results
  if (changes.length === 0 || seenOn === null) return null
  return (
    <Notice title={words('bureau.results.changedTitle', { day: words.date(seenOn) })}>
      <ul>
        {changes.map(({ id, was, is, sum }) => (
          <li key={id}>
            <a href={href(`/bureau/measures/${id}`)}>{names.get(id) ?? id}</a>
            {': '}
            {was === is && sum
              ? words('bureau.results.changedSum')
              : words('bureau.results.changed', {
                  was: words(`bureau.verdict.${was ?? 'none'}`),
                  is: words(`bureau.verdict.${is ?? 'none'}`),
                })}
          </li>
        ))}
      </ul>
      <ActionButton action={href('/bureau/check/seen')}>{words('bureau.results.seen')}</ActionButton>
    </Notice>
  )
}

/** Which of the measures that fit go together, which exclude each other, and that nothing is known of the rest. */
export function Stacking({ results }: { results: Results }) {
  const { words } = useFrame()
  const { yes, together, stacking, names } = results
  if (yes.length < 2) return null
  const name = (id: string) => words('bureau.quoted', { name: names.get(id) ?? id })
  const said = stacking.filter(
    ({ among }) => among.filter((id) => together.conflicts.some((each) => each.among.includes(id))).length > 1,
  )
  return (
    <section>
      <h2>{words('bureau.stack.title')}</h2>
      {together.together.length > 0 && together.total > 0 && (
        <p>
          {words('bureau.stack.best', {
            names: together.together.map(name).join(', '),
            sum: words.roubles(together.total / 100),
          })}
        </p>
      )}
      {together.conflicts.map(({ rule, among, left, limit }) => (
        <p key={`${rule} ${among.join(' ')}`}>
          {words(`bureau.stack.${rule}`, {
            names: among.map(name).join(', '),
            limit: words.roubles((limit ?? 0) / 100),
          })}
          {left.length > 0 && ` ${words('bureau.stack.left', { names: left.map(name).join(', ') })}`}
        </p>
      ))}
      {said.map(({ among, why, source, certainty }) => (
        <p class="source" key={among.join(' ')}>
          {words.locale === 'en' ? why.en : why.ru}.{' '}
          {source === null ? (
            words('bureau.stack.check', { certainty })
          ) : (
            <SourceLink source={source} sourceDate={null} />
          )}
        </p>
      ))}
      <p>{words('bureau.stack.unknown')}</p>
    </section>
  )
}

/** Everything that was answered, each with a way to answer it otherwise. */
export function Answers({ draft, catalogue }: { draft: Draft; catalogue: Catalogue }) {
  const { words, href } = useFrame()
  const tongue = words.locale === 'en' ? 'en' : 'ru'
  const answered = draft.answered.flatMap((id) => catalogue.questions.find((question) => question.id === id) ?? [])
  if (answered.length === 0) return null
  return (
    <section>
      <h2>{words('bureau.results.answers')}</h2>
      <Facts
        facts={answered.map((question) => ({
          name: question.name[tongue],
          value: (
            <>
              {answerInWords(words, question, draft.known[question.id] ?? null)}{' '}
              <a
                href={href(`/bureau/check/questions/${question.id}`)}
                aria-label={words('bureau.results.changeAnswer', { what: question.name[tongue] })}
              >
                {words('bureau.results.change')}
              </a>
            </>
          ),
        }))}
      />
    </section>
  )
}

function answerInWords(words: Words, question: QuestionFields, value: Known[string]): string {
  const tongue = words.locale === 'en' ? 'en' : 'ru'
  if (value === null || value === undefined) return words('bureau.unknown')
  if (Array.isArray(value) && value.length === 0) return words('programmes.questions.nothing')
  if (typeof value === 'boolean') return words(value ? 'bureau.yes' : 'bureau.no')
  const label = (option: string) => question.labels[option]?.[tongue] ?? option
  if (typeof value === 'string') return question.kind === 'day' ? words.date(value) : label(value)
  if (typeof value === 'number') {
    if (question.kind === 'money') return words.roubles(value)
    return [words.number(value), question.unit?.[tongue]].filter(Boolean).join('\u00a0')
  }
  return value.map(label).join(', ')
}
