// What happened to a case, step by step, the latest last.
import type { ComponentChildren } from 'preact'

export type TimelineStep = {
  title: ComponentChildren
  /** By office, never by name. */
  who?: string | undefined
  when: string
  /** ISO 8601. */
  at: string
  exactly?: string | undefined
  /** done: behind us; now: being held; late: should have been done; ahead: expected, drawn hollow. */
  state: 'done' | 'now' | 'late' | 'ahead'
  children?: ComponentChildren
}

export function Timeline({ steps, label }: { steps: TimelineStep[]; label: string }) {
  return (
    <ol class="timeline" aria-label={label}>
      {steps.map((step) => (
        <li key={`${step.at} ${step.when}`} class={step.state}>
          <p class="step">{step.title}</p>
          <p class="source">
            <time dateTime={step.at} title={step.exactly}>
              {step.when}
            </time>
            {step.who && `, ${step.who}`}
          </p>
          {step.children}
        </li>
      ))}
    </ol>
  )
}
