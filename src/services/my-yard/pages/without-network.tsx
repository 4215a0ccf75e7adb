// Where the network may go while a report is written: the place and the words of the script that keeps it on the device.
import { useFrame } from '#platform/http/frame.ts'

/** `later`: the pages after the first, whose answers wait in place. `arrived`: the form comes back from the city. */
export function WithoutNetwork({ later = false, arrived = false }: { later?: boolean; arrived?: boolean }) {
  const { words, href } = useFrame()
  return (
    <div
      data-island="report"
      data-step={later ? 'later' : 'first'}
      data-arrived={arrived ? 'yes' : 'no'}
      data-drafts={href('/my-yard/drafts')}
      data-offline={words('myYard.report.offline')}
      data-full={words('myYard.drafts.full')}
      data-left={words('myYard.report.left')}
    />
  )
}
