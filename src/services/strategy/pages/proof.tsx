// How anybody can check what was said of a promise.
import { receiptHref } from '#kernel/chronicle/index.ts'
import { useFrame } from '#platform/http/frame.ts'

/** How anybody can check what was said here: the receipt to keep, and the entries in the chronicle. */
export function Proof({ subject }: { subject: string }) {
  const { words, href } = useFrame()
  return (
    <section>
      <h2>{words('strategy.proof.title')}</h2>
      <p>{words('strategy.proof.lede')}</p>
      <p>
        <a href={receiptHref(subject)} download>
          {words('strategy.proof.receipt')}
        </a>
        {' · '}
        <a href={href('/chronicle/verify')}>{words('strategy.proof.check')}</a>
        {' · '}
        <a href={`${href('/chronicle')}?subject=${encodeURIComponent(subject)}`}>{words('strategy.inChronicle')}</a>
      </p>
    </section>
  )
}
