// Checking a receipt: in the reader's own browser, and without a script on the server, which then has to be trusted.
import type { ComponentChildren } from 'preact'
import { type ReceiptVerdict, type ShownEntry, vkeyOf } from '#engines/transparency-log/index.ts'
import { useFrame } from '#platform/http/frame.ts'
import { Button } from '#web/components/button/button.tsx'
import { Facts } from '#web/components/facts/facts.tsx'
import { FileField } from '#web/components/field/field.tsx'
import { List } from '#web/components/list/list.tsx'
import { Notice } from '#web/components/notice/notice.tsx'
import { kindText, subjectText } from './chronicle.tsx'

export interface VerifyPageProps {
  /** The keys that the city publishes now. */
  vkeys: readonly string[]
  verdict: ReceiptVerdict | null
  /** What is wrong with what was sent. */
  error?: string | undefined
}

export function VerifyPage({ vkeys, verdict, error }: VerifyPageProps) {
  const { words, href } = useFrame()
  const said = words.texts(/^chronicle\.(verify|subject)\.|\.entry\.[a-z-]+$/)
  return (
    <>
      <div class="hero">
        <p class="source">
          <a href={href('/chronicle')}>{words('chronicle.title')}</a>
        </p>
        <h1>{words('chronicle.verify.title')}</h1>
        <p>{words('chronicle.verify.lead')}</p>
      </div>
      <section>
        <form
          method="post"
          action={href('/chronicle/verify')}
          encType="multipart/form-data"
          data-island="verify"
          data-words={JSON.stringify(said)}
          data-vkeys={JSON.stringify(vkeys)}
        >
          <FileField
            name="receipt"
            label={words('chronicle.verify.file')}
            hint={words('chronicle.verify.hint')}
            error={error}
            accept=".json,application/json"
          />
          {/* The script takes this away: then nothing is sent, and there is nobody to be trusted. */}
          <div data-server>
            <p>{words('chronicle.verify.server')}</p>
            <Button>{words('chronicle.verify.check')}</Button>
          </div>
          <p data-browser hidden>
            {words('chronicle.verify.here')}
          </p>
        </form>
        <div role="status" id="verdict">
          {verdict && <Verdict verdict={verdict} vkeys={vkeys} />}
        </div>
      </section>
      <section>
        <p>{words('chronicle.verify.home')}</p>
        <pre class="bytes">
          <code>npx italmas verify receipt.json</code>
        </pre>
      </section>
    </>
  )
}

function Verdict({ verdict, vkeys }: { verdict: ReceiptVerdict; vkeys: readonly string[] }) {
  const { words } = useFrame()
  const { why, first_bad: first, size, root, entries } = verdict
  return (
    <>
      <Notice kind={why === null ? 'done' : 'wrong'} title={words(`chronicle.verify.verdict.${verdict.verdict}`)}>
        {why !== null && <p>{words(`chronicle.verify.why.${why}`)}</p>}
        {first !== null && <p>{words('chronicle.verify.first', { place: String(first) })}</p>}
        {verdict.subject !== null && <p>{words('chronicle.verify.limits')}</p>}
        <p>{words('chronicle.verify.trust')}</p>
      </Notice>
      {entries.length > 0 && (
        <>
          <h2>{words('chronicle.verify.entries')}</h2>
          <List ordered items={entries.map((entry) => itemOf(words, entry))} />
          <Facts
            facts={[
              { name: words('chronicle.verify.size'), value: words.number(size ?? 0) },
              { name: words('chronicle.verify.root'), value: <code class="bytes">{root}</code> },
              ...verdict.signed.map(({ by, seconds }) =>
                seconds === null
                  ? {
                      name: words('chronicle.verify.key'),
                      value: (
                        <>
                          <code class="bytes">{vkeyOf(by)}</code>
                          <br />
                          {words(vkeys.includes(vkeyOf(by)) ? 'chronicle.verify.ours' : 'chronicle.verify.strange')}
                        </>
                      ),
                    }
                  : {
                      name: words('chronicle.verify.witness'),
                      value: `${by.name}, ${momentText(words, seconds * 1000)}`,
                    },
              ),
            ]}
          />
        </>
      )}
    </>
  )
}

function itemOf(
  words: ReturnType<typeof useFrame>['words'],
  { place, body, texts }: ShownEntry,
): { title: ComponentChildren; note: ComponentChildren } {
  const what = kindText(words, String(body.kind ?? ''))
  return {
    title: words('chronicle.verify.entry', { place: String(place), what }),
    note: (
      <>
        {[subjectText(words, String(body.subject ?? '')), momentText(words, Date.parse(String(body.at ?? '')))]
          .filter((part) => part !== '')
          .join(' · ')}
        {texts.map(({ name, content }) => (
          <p key={name}>{content}</p>
        ))}
        <details>
          <summary>{words('chronicle.verify.bytes')}</summary>
          <pre class="bytes">
            <code>{JSON.stringify(body)}</code>
          </pre>
        </details>
      </>
    ),
  }
}

/** The moment in words; of no moment, nothing: a stranger's file may say anything. */
function momentText(words: ReturnType<typeof useFrame>['words'], at: number): string {
  return Number.isFinite(new Date(at).getTime()) ? words.date(new Date(at), 'time') : ''
}
