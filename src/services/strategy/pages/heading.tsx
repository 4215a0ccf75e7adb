// Where a number is heading: the team's word beside the computed one, the pace, and how it was counted or what is missing for that.
import { useFrame } from '#platform/http/frame.ts'
import { Status } from '#web/components/status/status.tsx'
import type { Outlook } from '../queries/outlook.ts'
import type { PromiseView } from '../queries/promises.ts'
import { methodSaid, missingSaid, paceSaid, shareSaid, silenceSaid, statusView } from './forecast-said.ts'
import { unitOf } from './said.tsx'

export function Heading({ promise, outlook }: { promise: PromiseView; outlook: Outlook }) {
  const { words } = useFrame()
  const { forecast, status, silences } = outlook
  const silence = silences ? silenceSaid(words, silences) : undefined
  return (
    <>
      <Status {...statusView(words, status, forecast, silence)} />
      {forecast.known ? (
        <>
          <p>
            {[shareSaid(words, forecast), paceSaid(words, forecast, unitOf(words, promise, null))]
              .filter((said) => said !== null)
              .join('. ')}
          </p>
          <details>
            <summary>{words('strategy.forecast.how')}</summary>
            <p>{methodSaid(words, forecast)}</p>
          </details>
        </>
      ) : (
        <p>{missingSaid(words, forecast.missing)}</p>
      )}
    </>
  )
}
