// The last look before sending: every answer with a way to change it, who will hold it and by when, and letters if wished.
import type { Preview } from '#kernel/cases/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { CheckboxField, TextField } from '#web/components/field/field.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import { Photo } from '#web/components/photos/photos.tsx'
import type { Draft } from '../rules.ts'
import { smallPhoto } from './kept-photo.tsx'
import { Official, type OfficialProps } from './official.tsx'
import { WithoutNetwork } from './without-network.tsx'
import { typedOr, useErrors, Wrong } from './wrong.tsx'

export interface CheckProps {
  id: string
  draft: Draft
  typed: Typed
  topic: string
  district: string | null
  holder: Preview
  /** The whole text of the consent; null for somebody signed in, whose own page has the news. */
  consent: string | null
  official: OfficialProps
}

export function CheckPage(props: CheckProps) {
  const { words, href } = useFrame()
  const { draft, typed, consent } = props
  return (
    <>
      <PageHead title={words('myYard.check.title')} />
      <Wrong errors={typed.errors} />
      <Answers {...props} />
      <Holder holder={props.holder} />
      <form class="narrow" method="post" action={href('/my-yard/report/check')}>
        <input type="hidden" name="draft" value={props.id} />
        {consent === null ? <p>{words('myYard.check.signedIn')}</p> : <LettersFields typed={typed} consent={consent} />}
        {draft.photo && <p>{words('myYard.check.release')}</p>}
        <Button kind="gold">{words('myYard.check.send')}</Button>
        <WithoutNetwork later />
      </form>
      <Official {...props.official} />
    </>
  )
}

function Answers({ draft, topic, district }: CheckProps) {
  const { words, href } = useFrame()
  const where = href('/my-yard/report/where')
  const what = href('/my-yard/report')
  const place = draft.place
  return (
    <Facts
      facts={[
        {
          name: words('myYard.check.text'),
          value: (
            <>
              {draft.photo && <Photo {...smallPhoto(draft.photo)} alt={words('myYard.what.photoAlt')} />}
              <Lines text={draft.text} />
              <a href={what}>{words('myYard.check.editText')}</a>
            </>
          ),
        },
        { name: words('myYard.check.topic'), value: topic },
        {
          name: words('myYard.check.where'),
          value: (
            <>
              <p>{[place?.text, place?.note].filter(Boolean).join(', ')}</p>
              {place?.known === false && <p class="source">{words('myYard.check.unknownStreet')}</p>}
              <p class="source">
                {[draft.land && words(`myYard.land.${draft.land}`), district].filter(Boolean).join(', ')}
              </p>
              <a href={where}>{words('myYard.check.editWhere')}</a>
            </>
          ),
        },
      ]}
    />
  )
}

function Holder({ holder }: { holder: Preview }) {
  const { words } = useFrame()
  const due = words.date(holder.due)
  return (
    <Notice title={words('myYard.check.holder', { holder: holder.body.name })}>
      <p>{words(`myYard.check.due.${holder.kind}.${holder.covers}`, { due })}</p>
      {holder.norm && <p class="source">{holder.norm}</p>}
      {holder.why && <p class="source">{holder.why}</p>}
    </Notice>
  )
}

function LettersFields({ typed, consent }: { typed: Typed; consent: string }) {
  const { words } = useFrame()
  const error = useErrors(typed)
  return (
    <>
      <TextField
        name="email"
        type="email"
        inputMode="email"
        autocomplete="email"
        label={words('myYard.check.email')}
        hint={words('myYard.check.emailHint')}
        error={error('email')}
        value={typedOr(typed, 'email', '')}
        width="middle"
      />
      <CheckboxField
        name="consent"
        label={consent}
        error={error('consent')}
        checked={typedOr(typed, 'consent', '') !== ''}
      />
    </>
  )
}

/** A text with its line breaks. */
export function Lines({ text }: { text: string }) {
  return (
    <>
      {text.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
    </>
  )
}
