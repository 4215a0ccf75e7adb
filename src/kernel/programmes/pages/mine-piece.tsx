// A person's applications on her own page.
import { useFrame } from '#platform/http/frame.ts'
import { type MineProps, MyApplications } from './mine.tsx'

export function MinePiece({ applications }: MineProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>
        <a href={href('/programmes/applications')}>{words('programmes.mine.title')}</a>
      </h2>
      <MyApplications applications={applications.slice(0, 5)} />
    </section>
  )
}
