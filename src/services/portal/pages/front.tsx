// The city's front page.
import { useFrame } from '#platform/http/frame.ts'
import type { Pieces } from '../queries.ts'

export function FrontPage({ hero, top, wide, narrow }: Pieces) {
  const { words } = useFrame()
  return (
    <>
      <div class="hero">
        <h1>{words('portal.front.title')}</h1>
        <p class="lede">{words('portal.front.lead')}</p>
        {hero}
      </div>
      {top}
      <div class="columns lean">
        <div>{wide}</div>
        <div>{narrow}</div>
      </div>
    </>
  )
}
