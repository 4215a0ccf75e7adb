// Words that tell of a danger: whom to call, at once; a report can wait or go on when nobody is in danger.
import { useFrame } from '#platform/http/frame.ts'
import { ActionButton } from '#web/components/button/button.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import type { Danger } from '../queries.ts'
import { WithoutNetwork } from './without-network.tsx'

export function DangerPage({ danger, text }: { danger: Danger; text: string }) {
  const { words, href } = useFrame()
  const numbers = danger.also ? [danger.call, danger.also] : [danger.call]
  return (
    <>
      <h1>{words('myYard.danger.title')}</h1>
      <Notice kind="emergency" title={words('myYard.danger.call')}>
        <p class="actions">
          {numbers.map((number) => (
            <a class="button danger" href={`tel:${number}`}>
              {words('myYard.danger.number', { number })}
            </a>
          ))}
        </p>
        <p>{danger.advice}</p>
      </Notice>
      <section>
        <h2>{words('myYard.danger.calmTitle')}</h2>
        <p>{words('myYard.danger.calmText', { text: shortened(text) })}</p>
        <div class="actions">
          <ActionButton action={href('/my-yard/report/danger')}>{words('myYard.danger.calm')}</ActionButton>
          <a href={href('/my-yard/report')}>{words('myYard.danger.edit')}</a>
        </div>
        <WithoutNetwork later />
      </section>
    </>
  )
}

function shortened(text: string): string {
  return text.length > 200 ? `${text.slice(0, 200)}…` : text
}
