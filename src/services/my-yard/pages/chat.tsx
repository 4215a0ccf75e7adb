// The conversation as a page: what was said, what can be pressed, and a place to write. It needs no script.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import type { Typed } from '#platform/http/route.ts'
import { Button } from '#web/components/button/button.tsx'
import { Chat } from '#web/components/chat/chat.tsx'
import { FileField, TextareaField } from '#web/components/field/field.tsx'
import { PageHead } from '#web/components/page-head/page-head.tsx'
import type { Talk } from '../conversation/state.ts'
import { typedOr, useErrors, Wrong } from './wrong.tsx'

export interface ChatProps {
  state: Talk
  typed: Typed
  /** Where a case of this conversation is, by its private link if there is one. */
  links: Record<string, string>
}

export function ChatPage({ state, typed, links }: ChatProps) {
  const { words, href } = useFrame()
  const error = useErrors(typed)
  return (
    <>
      <PageHead title={words('myYard.chat.title')} lede={words('myYard.chat.lede')} />
      <Chat
        label={words('myYard.chat.log')}
        lines={state.lines.map(({ from, text, report }) => ({
          from,
          name: words(`myYard.chat.name.${from}`),
          children: <Said text={text} link={report === null ? undefined : links[report]} />,
        }))}
      />
      <Wrong errors={typed.errors} />
      <form class="narrow" method="post" encType="multipart/form-data" action={href('/my-yard/chat')}>
        <input type="hidden" name="turn" value={String(state.turn)} />
        <div class="actions">
          {state.buttons.map(({ label, value }) => (
            <Button key={value} kind="plain" name="button" value={value}>
              {label}
            </Button>
          ))}
        </div>
        <TextareaField
          name="said"
          label={words('myYard.chat.say')}
          error={error('said')}
          value={typedOr(typed, 'said', '')}
          rows={2}
        />
        <FileField
          name="photo"
          label={words('myYard.chat.photo')}
          error={error('photo')}
          accept="image/*"
          island={{
            tooLarge: words('media.refusal.tooLarge'),
            preview: words('myYard.what.preview'),
            limitBytes: 20_000_000,
          }}
        />
        <Button>{words('myYard.chat.send')}</Button>
      </form>
      <p>
        <a href={href('/my-yard/report')}>{words('myYard.chat.pages')}</a>
      </p>
    </>
  )
}

function Said({ text, link }: { text: string; link: string | undefined }): ComponentChildren {
  const { words } = useFrame()
  return (
    <>
      {text.split('\n').map((line, at) => (
        <p key={at}>{line}</p>
      ))}
      {link && (
        <p>
          <a href={link}>{words('myYard.chat.link')}</a>
        </p>
      )}
    </>
  )
}
