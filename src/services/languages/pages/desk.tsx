// The editor's queue of phrases: each with its source, to be accepted or declined with a reason.
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Breadcrumbs } from '#web/components/breadcrumbs/breadcrumbs.tsx'
import { Button } from '#web/components/button/button.tsx'
import { Empty } from '#web/components/empty/empty.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Waiting } from '../queries.ts'

export interface DeskProps {
  waiting: Waiting[]
  accepted: number
  typed: Typed
  /** The proposal whose form came back wrong. */
  typedFor: string | null
}

export function DeskPage({ waiting, accepted, typed, typedFor }: DeskProps) {
  const { words, href } = useFrame()
  return (
    <>
      <PageHead
        title={words('languages.desk.title')}
        lede={words('languages.desk.lede', { accepted, waiting: waiting.length })}
        above={
          <Breadcrumbs
            label={words('languages.path')}
            links={[{ href: href('/desk'), label: words('languages.desk.up') }]}
          />
        }
      />
      {waiting.length === 0 && (
        <Empty title={words('languages.desk.empty')}>
          <p>{words('languages.desk.emptyMore')}</p>
        </Empty>
      )}
      {waiting.map((phrase) => (
        <Proposed key={phrase.id} phrase={phrase} typed={typedFor === phrase.id ? typed : null} />
      ))}
    </>
  )
}

function Proposed({ phrase, typed }: { phrase: Waiting; typed: Typed | null }) {
  const { words, href } = useFrame()
  const { id, key, russian, text, source, place, quotation } = phrase
  const reason = `reason-${id}`
  const wrong = typed && Object.values(typed.errors)[0]
  return (
    <section>
      <h2 lang="udm">{text}</h2>
      <Facts
        facts={[
          { name: words('languages.desk.russian'), value: <span lang="ru">{russian}</span> },
          { name: words('languages.desk.key'), value: <code>{key}</code> },
          { name: words('languages.form.source'), value: <span lang="ru">{source}</span> },
          { name: words('languages.form.place'), value: <span lang="ru">{place}</span> },
          { name: words('languages.form.quotation'), value: <q lang="udm">{quotation}</q> },
        ]}
      />
      <form class="narrow" method="post" action={href(`/desk/languages/${id}/decision`)}>
        <div class={wrong ? 'field wrong' : 'field'}>
          <label for={reason}>{words('languages.desk.reason')}</label>
          {wrong && (
            <p class="error" id={`${reason}-error`}>
              {words(wrong.key, wrong.values)}
            </p>
          )}
          <input
            class="box full"
            id={reason}
            name="reason"
            type="text"
            maxLength={500}
            value={typed ? [typed.values.reason ?? ''].flat()[0] : ''}
            aria-describedby={wrong ? `${reason}-error` : undefined}
          />
        </div>
        <div class="actions">
          <Button name="decision" value="accepted">
            {words('languages.desk.accept')}
          </Button>
          <Button kind="plain" name="decision" value="declined">
            {words('languages.desk.decline')}
          </Button>
        </div>
      </form>
    </section>
  )
}
