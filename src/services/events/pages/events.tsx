// What people see first in events.
import { useFrame } from '#platform/http/frame.ts'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function EventsPage() {
  const { words } = useFrame()
  return <PageHead title={words('events.title')} />
}
