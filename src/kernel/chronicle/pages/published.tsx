// The checkpoint in plain words: how many entries the city answers for, by which key, and who has seen it.
import { useFrame } from '#platform/http/frame.ts'
import { Facts } from '#web/components/facts/facts.tsx'

export interface PublishedProps {
  size: number
  /** Base64. */
  root: string
  vkeys: readonly string[]
  /** Names of the witnesses that have cosigned it. */
  witnesses: readonly string[]
}

export function Published({ size, root, vkeys, witnesses }: PublishedProps) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('chronicle.published.title')}</h2>
      <p>{words('chronicle.published.what')}</p>
      <Facts
        facts={[
          { name: words('chronicle.published.size'), value: words('chronicle.size', { size }) },
          { name: words('chronicle.published.root'), value: <code class="bytes">{root}</code> },
          {
            name: words('chronicle.published.key'),
            value: vkeys.map((vkey) => (
              <code key={vkey} class="bytes">
                {vkey}
              </code>
            )),
          },
          {
            name: words('chronicle.published.witnesses'),
            value: witnesses.length > 0 ? witnesses.join(', ') : words('chronicle.published.noWitnesses'),
          },
        ]}
      />
      <p>
        <a href={href('/chronicle/verify')}>{words('chronicle.published.verify')}</a>
        {' · '}
        <a href="/chronicle/checkpoint">{words('chronicle.published.checkpoint')}</a>
        {' · '}
        <a href="/chronicle/vkey">{words('chronicle.published.vkey')}</a>
      </p>
    </section>
  )
}
