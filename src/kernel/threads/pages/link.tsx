// The small link that leads from the page of any thing to its thread.
import { useFrame } from '#platform/http/frame.ts'
import { threadPath } from '../rules.ts'

/** «Вся история: откуда это и к чему привело». */
export function WholeStory({ of }: { of: string }) {
  const { words, href } = useFrame()
  return (
    <p>
      <a href={href(threadPath(of))}>{words('threads.wholeStory')}</a>
    </p>
  )
}
