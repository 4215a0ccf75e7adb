// A thread: from where a thing came down to what it led to, one line with forks; the thing asked about is marked.
import type { ComponentChildren } from 'preact'

export type ThreadThing = {
  step: 'thing'
  /** What it is: «Победа». */
  what: string
  title: ComponentChildren
  href?: string | undefined
  note?: ComponentChildren
  /** In words, where this is the thing that was asked about. */
  here?: string | undefined
}

export type ThreadTie = {
  step: 'tie'
  /** «стало победой». */
  text: string
  /** Said as people say it: «вчера». */
  when: string
  /** ISO 8601. */
  at: string
  exactly?: string | undefined
  /** No longer so: drawn broken, and the words say it. */
  ended?: boolean | undefined
}

export type ThreadFork = {
  step: 'fork'
  /** Several things led to what stands below, or one above led to several. */
  kind: 'joining' | 'parting'
  label: string
  strands: ThreadStep[][]
  /** How many more there are, and where; several where leaves can be turned both ways. */
  more: { label: string; href: string }[]
}

export type ThreadStep = ThreadThing | ThreadTie | ThreadFork

export function Thread({ steps, label }: { steps: ThreadStep[]; label?: string | undefined }) {
  return (
    <ol class="thread" aria-label={label}>
      {steps.map((step, at) => (
        <Step key={at} {...step} />
      ))}
    </ol>
  )
}

function Step(props: ThreadStep) {
  if (props.step === 'thing') return <Thing {...props} />
  if (props.step === 'tie') return <Tie {...props} />
  return <Fork {...props} />
}

function Thing({ what, title, href, note, here }: ThreadThing) {
  return (
    <li class={here ? 'thing here' : 'thing'} aria-current={here ? 'true' : undefined}>
      <p class="source">
        {what}
        {here && <span class="here-word"> {here}</span>}
      </p>
      <p class="what">{href ? <a href={href}>{title}</a> : title}</p>
      {note && <p class="source">{note}</p>}
    </li>
  )
}

function Tie({ text, when, at, exactly, ended }: ThreadTie) {
  return (
    <li class={ended ? 'tie ended' : 'tie'}>
      <p>
        {text},{' '}
        <time dateTime={at} title={exactly}>
          {when}
        </time>
      </p>
    </li>
  )
}

function Fork({ kind, label, strands, more }: ThreadFork) {
  return (
    <li class={`fork ${kind}`}>
      {more.length > 0 && (
        <p class="more">
          {more.map(({ label, href }) => (
            <a key={href} href={href}>
              {label}
            </a>
          ))}
        </p>
      )}
      {strands.length > 0 && (
        <ul aria-label={label}>
          {strands.map((steps, at) => (
            <li key={at}>
              <Thread steps={steps} />
            </li>
          ))}
        </ul>
      )}
    </li>
  )
}
