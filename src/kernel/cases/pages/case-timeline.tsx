// The timeline of a case: each step by office, and what is expected next.
import { useFrame } from '#platform/http/frame.ts'
import { Photo } from '#web/components/photos/photos.tsx'
import { Timeline, type TimelineStep } from '#web/components/timeline/timeline.tsx'
import type { CaseView } from '../queries/case.ts'

export function CaseTimeline({ view }: { view: CaseView }) {
  const { words, now } = useFrame()
  const steps = view.timeline.map((step): TimelineStep => {
    const holder = step.holder?.name ?? ''
    return {
      title: words(`cases.step.${step.kind}`, { holder }),
      ...(step.office ? { who: step.office } : {}),
      when: words.date(step.at, 'time'),
      at: step.at.toISOString(),
      exactly: words.ago(step.at, now),
      state: 'done',
      children: (
        <>
          {step.text && <p>{step.text}</p>}
          {step.kind === 'reopened' && <p>{words('cases.step.sameHolder', { holder })}</p>}
          {step.due && <p class="source">{dueOf(step)}</p>}
          {step.photo && (
            <Photo
              src={step.photo.small}
              alt={words('cases.page.after')}
              width={step.photo.width}
              height={step.photo.height}
              full={step.photo.large}
            />
          )}
        </>
      ),
    }
  })
  return <Timeline label={words('cases.page.timeline')} steps={[...steps, ...expected()]} />

  function dueOf(step: CaseView['timeline'][number]): string {
    const due = words.date(step.due ?? now, 'time')
    return step.dueBefore
      ? words('cases.step.dueMoved', { due, before: words.date(step.dueBefore) })
      : words(`cases.step.due.${step.dueKind ?? 'guide'}`, { due })
  }

  function expected(): TimelineStep[] {
    if (view.status === 'resolved')
      return [
        { title: words('cases.step.asked'), when: words('cases.step.waiting'), at: now.toISOString(), state: 'ahead' },
      ]
    if (view.status !== 'open') return []
    const when = words.date(view.due, 'time')
    const title = words(view.late ? 'cases.step.late' : 'cases.step.expected', { holder: view.holder.name })
    return [
      {
        title,
        when,
        at: view.due.toISOString(),
        exactly: words.ago(view.due, now),
        state: view.late ? 'late' : 'ahead',
      },
    ]
  }
}
