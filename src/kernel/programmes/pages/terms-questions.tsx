// Every question there is, as it is asked, and what is worked out of the answers.
import { useFrame } from '#platform/http/frame.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { LinkButton } from '#web/components/button/button.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Queue } from '#web/components/queue/queue.tsx'
import type { Catalogue } from '../rules/questions.ts'
import { type Asked, inTongue } from '../rules/say-cells.ts'

export function QuestionsPage({ catalogue }: { catalogue: Catalogue }) {
  const { words, href } = useFrame()
  const kind = (of: Asked) => words(`programmes.questions.kind.${of.kind}`)
  return (
    <>
      <PageHead
        title={words('programmes.questions.desk.title')}
        lede={words('programmes.questions.desk.lede')}
        above={
          <Breadcrumbs
            label={words('programmes.terms.desk.path')}
            links={[
              { href: href('/desk'), label: words('programmes.terms.desk.desk') },
              { href: href('/desk/programmes/terms'), label: words('programmes.terms.desk.title') },
            ]}
          />
        }
      >
        <LinkButton href={href('/desk/programmes/questions/new')}>{words('programmes.questions.edit.new')}</LinkButton>
      </PageHead>
      {catalogue.questions.length === 0 && <p>{words('programmes.questions.desk.empty')}</p>}
      {catalogue.questions.length > 0 && (
        <section>
          <h2>{words('programmes.questions.desk.asked')}</h2>
          <Queue
            caption={words('programmes.questions.desk.asked')}
            columns={['ask', 'name', 'id', 'kind', 'changeable'].map((name) =>
              words(`programmes.questions.desk.${name}`),
            )}
            rows={catalogue.questions.map((question) => ({
              key: question.id,
              cells: [
                <a key="ask" href={href(`/desk/programmes/questions/${question.id}`)}>
                  {inTongue(words, question.ask)}
                </a>,
                inTongue(words, question.name),
                <code key="id">{question.id}</code>,
                kind(question),
                words(question.changeable ? 'programmes.questions.yes' : 'programmes.questions.no'),
              ],
            }))}
          />
        </section>
      )}
      <section>
        <h2>{words('programmes.questions.desk.derived')}</h2>
        <p>{words('programmes.derived.lede')}</p>
        <p>
          <LinkButton href={href('/desk/programmes/questions/derived/new')} kind="plain">
            {words('programmes.derived.new')}
          </LinkButton>
        </p>
        {catalogue.derived.length > 0 && (
          <Queue
            caption={words('programmes.questions.desk.derived')}
            columns={['name', 'id', 'formula'].map((name) => words(`programmes.questions.desk.${name}`))}
            rows={catalogue.derived.map((one) => ({
              key: one.id,
              cells: [
                <a key="name" href={href(`/desk/programmes/questions/derived/${one.id}`)}>
                  {inTongue(words, one.name)}
                </a>,
                <code key="id">{one.id}</code>,
                <code key="formula">{one.formula}</code>,
              ],
            }))}
          />
        )}
      </section>
    </>
  )
}
