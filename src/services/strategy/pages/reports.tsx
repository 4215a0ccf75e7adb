// What the team said of a project, period by period, and where it said nothing.
import { useFrame } from '#platform/http/frame.ts'
import { List } from '#web/components/list/list.tsx'
import { Tag, type TagKind } from '#web/components/tag/tag.tsx'
import type { Silences } from '../rules/silence.ts'
import type { OfficialStatus } from '../tables.ts'
import { periodSaid, reportsSaid } from './forecast-said.ts'
import { Data } from './said.tsx'

export interface SaidReport {
  id: string
  period: string
  status: OfficialStatus
  said: string
  at: Date
  basis: 'city' | 'demo'
  corrects: string | null
  corrected: boolean
}

export function Reports({ reports, silences }: { reports: SaidReport[]; silences: Silences | null }) {
  const { words, now } = useFrame()
  return (
    <>
      {silences && (silences.missing.length > 0 || silences.late.length > 0) && (
        <ul>
          {reportsSaid(words, silences).map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      )}
      {reports.length === 0 ? (
        <p>{words(silences ? 'strategy.reports.none' : 'strategy.reports.noDuty')}</p>
      ) : (
        <List
          items={reports.map((each) => ({
            lead: periodSaid(words, each.period),
            title: <Data>{each.said}</Data>,
            note: (
              <time dateTime={each.at.toISOString()} title={words.date(each.at, 'time')}>
                {words.ago(each.at, now)}
              </time>
            ),
            tag: (
              <>
                <Tag kind={officialKinds[each.status]}>{words(`strategy.official.${each.status}`)}</Tag>{' '}
                {each.corrected && <Tag kind="silent">{words('strategy.observed.revised')}</Tag>}{' '}
                {each.corrects !== null && <Tag>{words('strategy.observed.revision')}</Tag>}{' '}
                {each.basis === 'demo' && <Tag>{words('strategy.demo')}</Tag>}
              </>
            ),
          }))}
        />
      )}
    </>
  )
}

/** The look of what the team says; the words say it too. */
export const officialKinds: Record<OfficialStatus, TagKind> = {
  'on-track': 'ok',
  'at-risk': 'plain',
  late: 'late',
  done: 'kept',
  stopped: 'late',
}
