// What people see first in bureau.
import { useFrame } from '#platform/http/frame.ts'
import { PageHead } from '#web/components/page-head/page-head.tsx'

export function BureauPage() {
  const { words } = useFrame()
  return <PageHead title={words('bureau.title')} />
}
