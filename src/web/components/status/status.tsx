// What the team says and what the numbers say, side by side in words and shape; where they differ, that is said first.
import { Tag, type TagKind } from '../tag/tag.tsx'

export type StatusView = { label: string; says: string; kind: TagKind }

export type StatusProps = {
  /** Such as «Команда говорит» and «по плану». */
  official: StatusView
  /** Such as «Расчёт» and «к сроку 61 %». */
  computed: StatusView
  /** Words for their contradiction, such as «Слова и расчёт расходятся»; undefined when there is none. */
  apart?: string | undefined
  /** Words for a report that did not come, such as «молчание 41 день». */
  silence?: string | undefined
}

export function Status({ official, computed, apart, silence }: StatusProps) {
  return (
    <div class={apart ? 'status apart' : 'status'}>
      {apart && (
        <p>
          <svg width="1.2rem" height="1.2rem" viewBox="0 0 24 24" aria-hidden="true">
            <path d="M3 8.5h18M3 15.5h18M17 2L7 22" />
          </svg>
          {apart}
        </p>
      )}
      <dl>
        <Side {...official} />
        <Side {...computed} />
      </dl>
      {silence && <Tag kind="silent">{silence}</Tag>}
    </div>
  )
}

function Side({ label, says, kind }: StatusView) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>
        <Tag kind={kind}>{says}</Tag>
      </dd>
    </div>
  )
}
