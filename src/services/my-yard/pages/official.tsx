// What every message says of itself: it is a message and no official appeal, and where an appeal is filed.
import { useFrame } from '#platform/http/frame.ts'
import { Notice } from '#web/components/notice/notice.tsx'

export interface OfficialProps {
  text: string
  /** Where an appeal is filed. */
  url: string
}

export function Official({ text, url }: OfficialProps) {
  const { words } = useFrame()
  return (
    <Notice>
      <p>{text}</p>
      <p>
        <a href={url} rel="noopener noreferrer">
          {words('myYard.official.link')}
        </a>
      </p>
    </Notice>
  )
}
