// What every message says of itself: it is a message and no official appeal, and where an appeal is filed.
import { useFrame } from '#platform/http/frame.ts'
import { Notice } from '#web/components/notice/notice.tsx'

export interface OfficialProps {
  text: string
  url: string
  title: string
}

export function Official({ text, url, title }: OfficialProps) {
  const { words } = useFrame()
  return (
    <Notice title={words('myYard.official.title')}>
      <p>{text}</p>
      <p>
        <a href={url} rel="noopener noreferrer">
          {words('myYard.official.link', { title })}
        </a>
      </p>
    </Notice>
  )
}
