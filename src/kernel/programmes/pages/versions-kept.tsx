// Every version there was of something that an editor changes from a day on, with its reason.
import { useFrame } from '#platform/http/frame.ts'

export interface Dated {
  version: number
  validFrom: string
  changedAt: Date
  reason: string | null
}

/** The newest first; the first of the pack has no reason. */
export function VersionsKept({ versions }: { versions: readonly Dated[] }) {
  const { words } = useFrame()
  if (versions.length === 0) return null
  return (
    <section>
      <h2>{words('programmes.terms.desk.history')}</h2>
      <ul>
        {versions.map(({ version, validFrom, changedAt, reason }) => (
          <li key={version}>
            {words('programmes.questions.edit.version', {
              from: words.date(validFrom),
              at: words.date(changedAt),
              reason: reason ?? words('programmes.questions.edit.fromPack'),
            })}
          </li>
        ))}
      </ul>
    </section>
  )
}
