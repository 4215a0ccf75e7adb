// What shows that something was reached: accepted evidence, and what was taken back, with the reason.
import type { ComponentChildren } from 'preact'
import { useFrame } from '#platform/http/frame.ts'
import { List } from '#web/components/list/list.tsx'
import { Tag } from '#web/components/tag/tag.tsx'
import type { EvidenceView } from '../queries/evidence.ts'
import { Data, numberOf, Source } from './said.tsx'

export function EvidenceList({ evidence }: { evidence: EvidenceView[] }) {
  const { words } = useFrame()
  const shown = evidence.filter(({ state }) => state === 'accepted' || state === 'withdrawn')
  const waiting = evidence.filter(({ state }) => state === 'waiting').length
  return (
    <>
      {shown.length === 0 ? (
        <p>{words('strategy.evidence.none')}</p>
      ) : (
        <List
          items={shown.map((each) => ({
            lead: each.quantity === null ? words.date(each.day) : numberOf(words, each.quantity),
            title: <EvidenceTitle evidence={each} />,
            note: <EvidenceNote evidence={each} />,
            tag: (
              <>
                {each.state === 'withdrawn' && <Tag kind="late">{words('strategy.evidence.withdrawn')}</Tag>}{' '}
                {each.basis === 'demo' && <Tag>{words('strategy.demo')}</Tag>}
              </>
            ),
          }))}
        />
      )}
      {waiting > 0 && <p>{words('strategy.evidence.waiting', { n: waiting })}</p>}
    </>
  )
}

function EvidenceTitle({ evidence }: { evidence: EvidenceView }) {
  const { words, href } = useFrame()
  const kind = words(`strategy.evidence.kind.${evidence.kind}`)
  if (evidence.kind === 'win') return <a href={href(`/small-wins/${evidence.ref}`)}>{kind}</a>
  return (
    <>
      {kind}: <Data>{evidence.ref}</Data>
    </>
  )
}

function EvidenceNote({ evidence }: { evidence: EvidenceView }) {
  const { words } = useFrame()
  const parts: ComponentChildren[] = [words.date(evidence.day)]
  if (evidence.source) parts.push(<Source source={{ page: evidence.source, date: null }} />)
  if (evidence.state === 'withdrawn' && evidence.reason !== null) parts.push(<Data>{evidence.reason}</Data>)
  return (
    <>
      {parts.map((part, at) => (
        <>
          {at > 0 && '. '}
          {part}
        </>
      ))}
      {evidence.sha256 && (
        <>
          <br />
          SHA-256 <code>{evidence.sha256}</code>
        </>
      )}
    </>
  )
}
