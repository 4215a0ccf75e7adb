// What was said about a request, step by step, with what was asked at the top.
import { useFrame } from '#platform/http/frame.ts'
import { Timeline } from '#web/components/timeline/timeline.tsx'
import type { RequestView } from '../queries/requests.ts'

export function Steps({ view, queues }: { view: RequestView; queues: ReadonlyMap<string, string> }) {
  const { words, now } = useFrame()
  const at = (moment: Date) => ({
    when: words.ago(moment, now),
    at: moment.toISOString(),
    exactly: words.date(moment, 'time'),
  })
  return (
    <section>
      <h2>{words('bureau.request.story')}</h2>
      <Timeline
        label={words('bureau.request.story')}
        steps={[
          {
            ...at(view.askedAt),
            title: words('bureau.step.asked'),
            state: 'done',
            children: <Said text={view.words} erased={view.erasedAt !== null} />,
          },
          ...view.steps.map((step) => ({
            ...at(step.at),
            title:
              step.kind === 'handed-over'
                ? words('bureau.step.handed-over', { queue: queues.get(step.queue ?? '') ?? '' })
                : words(`bureau.step.${step.kind}`),
            state: 'done' as const,
            children: <Said text={step.text} erased={view.erasedAt !== null && step.text === ''} />,
          })),
          ...(view.dueAt !== null && view.answeredAt === null
            ? [
                {
                  ...at(view.dueAt),
                  title: words('bureau.step.due'),
                  state: view.stage === 'overdue' ? ('late' as const) : ('ahead' as const),
                },
              ]
            : []),
        ]}
      />
    </section>
  )
}

function Said({ text, erased }: { text: string; erased: boolean }) {
  const { words } = useFrame()
  if (text === '') return erased ? <p class="quiet">{words('bureau.request.erased')}</p> : null
  return (
    <div class="quoted" lang={words.locale === 'ru' ? undefined : 'ru'}>
      {text.split(/\n+/).map((line, index) => (
        <p key={index}>{line}</p>
      ))}
    </div>
  )
}
