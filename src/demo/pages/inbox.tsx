// The letters that a real city would have sent.
import { useFrame } from '#platform/http/frame.ts'

export interface ShownLetter {
  to: string
  subject: string
  text: string
  at: string
}

export interface ShownText {
  to: string
  text: string
  at: string
}

export function InboxPage({ letters, texts }: { letters: ShownLetter[]; texts: ShownText[] }) {
  const { words, href } = useFrame()
  return (
    <>
      <div class="hero">
        <p class="source">
          <a href={href('/demo')}>{words('demo.title')}</a>
        </p>
        <h1>{words('demo.inbox.title')}</h1>
        <p>{words('demo.inbox.lead')}</p>
      </div>
      {texts.length > 0 && (
        <section>
          <h2>{words('demo.inbox.texts')}</h2>
          <p>{words('demo.inbox.textsLead')}</p>
          <ul class="list">
            {texts.map(({ to, text, at }) => (
              <li key={`${at} ${text}`}>
                <div>
                  <span class="what">{text}</span>
                  <div class="source">
                    {to}, <time dateTime={at}>{words.date(new Date(at), 'time')}</time>
                  </div>
                </div>
              </li>
            ))}
          </ul>
        </section>
      )}
      {letters.length === 0 && <p>{words('demo.inbox.empty')}</p>}
      {letters.map((letter) => (
        <article class="promise">
          <h2>{letter.subject}</h2>
          <p class="source">
            {letter.to}, <time dateTime={letter.at}>{words.date(new Date(letter.at), 'time')}</time>
          </p>
          <p class="lines">{linked(letter.text)}</p>
        </article>
      ))}
    </>
  )
}

// Letters are plain text; their addresses become links so that the demo can be walked through.
function linked(text: string) {
  return text.split(/(https?:\/\/[^\s]+)/).map((part, index) => (index % 2 === 1 ? <a href={part}>{part}</a> : part))
}
