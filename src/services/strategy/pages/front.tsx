// What the strategy offers the front page: a few promises that are being watched.
import { useFrame } from '#platform/http/frame.ts'
import type { PromiseView } from '../queries/promises.ts'
import { PromiseItem } from './promise.tsx'

export function WatchedPromises({ promises }: { promises: PromiseView[] }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.front.title')}</h2>
      {promises.map((promise) => (
        <PromiseItem promise={promise} />
      ))}
      <p>
        <a href={href('/strategy')}>{words('strategy.front.all')}</a>
      </p>
    </section>
  )
}
